import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { useLocalPostgres } from './local-postgres.ts';
import { postgresTypes, toParameter } from './postgres-values.ts';

/**
 * The database in two handles. `admin` is the login itself: migrations and new municipalities, nothing else.
 * All other work goes through a transaction of one municipality, on sessions whose role has no rights of its own, so
 * that a forgotten municipality is a permission error and not a leak.
 */
export interface Database {
  /** Runs `work` on one connection as the login itself. Only for migrations and the set-up of municipalities. */
  asAdmin<T>(work: (admin: Kysely<unknown>) => Promise<T>): Promise<T>;
  /** Sessions whose role may do nothing before it has taken a municipality's. Out of reach of other files. */
  readonly [sessions]: Sessions;
  close(): Promise<void>;
}

const sessions = Symbol('sessions');
interface Sessions {
  readonly pool: pg.Pool;
  /** How to open one more connection like those of the pool. */
  readonly config: pg.ClientConfig;
}

export interface DatabaseOptions {
  /** A server to use, and never to stop; null = the local one. */
  readonly databaseUrl: string | null;
  /** Folder of the local server. */
  readonly dataDir: string;
  /** Most connections at a time; 10 when absent. */
  readonly poolSize?: number;
}

declare const readBrand: unique symbol;
declare const writeBrand: unique symbol;

/** A transaction that reads one municipality's tables. What only reads takes this. */
export interface MunicipalityReadTx extends Transaction<unknown> {
  readonly code: MunicipalityCode;
  readonly [readBrand]: true;
}
/** A transaction that reads and writes one municipality's tables. It can be given wherever one that reads is asked for. */
export interface MunicipalityTx extends MunicipalityReadTx {
  readonly [writeBrand]: true;
}

/** The role of all sessions until they take a municipality's. */
export const APP_ROLE = 'afdrag_app';
/** Who the program is on the local server: no superuser, and inherits nothing. */
export const LOCAL_LOGIN = 'afdrag_local';

/** The municipality has no schema in this database, or one that was never migrated. */
export class UnknownMunicipalityError extends Error {
  readonly tag = 'unknown-municipality';
  readonly code: MunicipalityCode;
  constructor(code: MunicipalityCode) {
    super(`municipality ${code} is not set up in this database`);
    this.code = code;
  }
}

/** Opens the server at `databaseUrl`, or joins or starts the local one. Connections are made when first used. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const poolSize = options.poolSize ?? 10;
  if (options.databaseUrl !== null) return connectTo(addressed(options.databaseUrl), { poolSize });
  const local = await useLocalPostgres(options.dataDir);
  try {
    await ensureDatabase(local.connection, 'afdrag');
    await ensureLocalLogin(local.connection);
    const database = connectTo({ ...local.connection, database: 'afdrag' }, { poolSize, user: LOCAL_LOGIN });
    const close = async () => {
      await database.close();
      await local.leave();
    };
    return { ...database, close };
  } catch (error) {
    await local.leave();
    throw error;
  }
}

export interface ConnectOptions {
  readonly poolSize: number;
  /** Whose sessions the pool has, when not the login's own. */
  readonly user?: string;
}

/** A database over a server that is known to run. */
export function connectTo(address: pg.ClientConfig, options: ConnectOptions): Database {
  const login = { ...address, types: postgresTypes, application_name: 'afdrag', keepAlive: true };
  const user = options.user === undefined ? {} : { user: options.user };
  const session = { ...login, ...user, options: `-c role=${APP_ROLE} -c TimeZone=UTC` };
  const pool = new pg.Pool({ ...session, max: options.poolSize });
  // A broken connection announces itself also when nobody waits for it; the next query on it fails, and says why.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    [sessions]: { pool, config: session },
    asAdmin: (work) =>
      onOwnConnection({ ...login, options: '-c TimeZone=UTC' }, (client) => work(kyselyOn(client).kysely)),
    close: () => pool.end(),
  };
}

/**
 * Runs `work` in one transaction with the role and search path of a municipality: commits when it returns, rolls back
 * when it throws. Throws UnknownMunicipalityError.
 */
export function inMunicipality<T>(
  database: Database,
  code: MunicipalityCode,
  work: (tx: MunicipalityTx) => Promise<T>,
): Promise<T> {
  // The brand is what this function adds: the transaction has taken the municipality's role.
  return transact(database, { code, reading: false }, (tx) => work(tx as MunicipalityTx));
}

/** As `inMunicipality`, but read only, and all queries see the tables as they stood at the first. */
export function readInMunicipality<T>(
  database: Database,
  code: MunicipalityCode,
  work: (tx: MunicipalityReadTx) => Promise<T>,
): Promise<T> {
  return transact(database, { code, reading: true }, work);
}

/**
 * Runs `work` while no other process can run work under the same name in the municipality. Refuses with `busy` at once
 * when another holds it. The lock sits on a connection of its own and goes with the process. `lost` is aborted if that
 * connection breaks: long work should stop at its next page then.
 */
export function withMunicipalityLock<T>(
  database: Database,
  { code, name }: { readonly code: MunicipalityCode; readonly name: string },
  work: (lost: AbortSignal) => Promise<T>,
): Promise<Result<T, { readonly tag: 'busy'; readonly name: string }>> {
  return onOwnConnection(database[sessions].config, async (client) => {
    const lost = new AbortController();
    client.on('end', () => lost.abort(new Error(`the lock ${name} was lost with its connection`)));
    const { kysely } = kyselyOn(client);
    const key = `${schemaOf(code)}:${name}`;
    const answer = await sql<{
      free: boolean;
    }>`select pg_try_advisory_lock(hashtextextended(${key}, 0)) as free`.execute(kysely);
    return answer.rows[0]?.free === true ? ok(await work(lost.signal)) : refuse({ tag: 'busy', name });
  });
}

/** The municipalities of this database, by code. */
export async function municipalities(
  database: Database,
): Promise<readonly { readonly code: MunicipalityCode; readonly name: string }[]> {
  return onPool(database, async (kysely) => {
    const list = sql<{
      code: MunicipalityCode;
      name: string;
    }>`select code, name from afdrag.municipality order by code`;
    return (await list.execute(kysely)).rows;
  });
}

/** Schema and role of a municipality: `m0998`. */
export function schemaOf(code: MunicipalityCode): string {
  return `m0${code}`;
}

/** The connection under a transaction, for what Kysely cannot say (COPY). Only for this folder. */
export function connectionOf(tx: MunicipalityTx): pg.ClientBase {
  const client = connections.get(tx);
  if (client === undefined) throw new Error('not a running municipality transaction');
  return client;
}

const connections = new WeakMap<object, pg.ClientBase>();

interface Wanted {
  readonly code: MunicipalityCode;
  readonly reading: boolean;
}

async function transact<T>(
  database: Database,
  { code, reading }: Wanted,
  work: (tx: MunicipalityReadTx) => Promise<T>,
): Promise<T> {
  return onPool(database, (kysely, client) => {
    const begun = kysely.transaction();
    const asked = reading ? begun.setIsolationLevel('repeatable read').setAccessMode('read only') : begun;
    return asked.execute(async (transaction) => {
      await takeMunicipality(transaction, code);
      const tx = Object.assign(transaction, { code }) as MunicipalityReadTx;
      connections.set(tx, client);
      try {
        return await work(tx);
      } finally {
        connections.delete(tx);
      }
    });
  });
}

async function takeMunicipality(transaction: Transaction<unknown>, code: MunicipalityCode): Promise<void> {
  const schema = schemaOf(code);
  try {
    // One round trip. due_work is the first table that every migrated schema has.
    const taken = await sql<{ ready: boolean }>`
      select set_config('role', ${schema}, true), set_config('search_path', ${schema}, true),
        to_regclass(${`${schema}.due_work`}) is not null as ready`.execute(transaction);
    if (taken.rows[0]?.ready === true) return;
  } catch (error) {
    // 22023: no such role. 42501: the login is not a member of it.
    if (!(error instanceof pg.DatabaseError) || (error.code !== '22023' && error.code !== '42501'))
      throw error;
  }
  throw new UnknownMunicipalityError(code);
}

async function onPool<T>(
  database: Database,
  work: (kysely: Kysely<unknown>, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database[sessions].pool.connect();
  const { kysely, broken } = kyselyOn(client);
  try {
    return await work(kysely, client);
  } finally {
    client.release(broken());
  }
}

async function onOwnConnection<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Kysely over one connection that we hold, so that COPY and queries share a transaction. `broken`: do not use it again. */
function kyselyOn(client: pg.ClientBase): {
  readonly kysely: Kysely<unknown>;
  readonly broken: () => boolean;
} {
  let broken = false;
  const lent = {
    query: (text: string, parameters?: readonly unknown[]) =>
      client.query(text, parameters?.map(toParameter)),
    release: (discarded?: boolean) => {
      broken ||= discarded === true;
    },
  };
  const pool = { connect: () => Promise.resolve(lent), end: () => Promise.resolve(), options: {} };
  // Kysely's type of a client also has cursors, which we do not use.
  return {
    kysely: new Kysely({ dialect: new PostgresDialect({ pool: pool as never }) }),
    broken: () => broken,
  };
}

function addressed(url: string): pg.ClientConfig {
  // Options in the address would replace ours, and with them the role without rights.
  if (new URL(url).searchParams.has('options')) throw new Error('DATABASE_URL must not set "options"');
  return { connectionString: url };
}

async function ensureDatabase(address: pg.ClientConfig, name: string): Promise<void> {
  await onOwnConnection({ ...address, database: 'postgres' }, async (client) => {
    const { kysely } = kyselyOn(client);
    const found = await sql`select from pg_database where datname = ${name}`.execute(kysely);
    if (found.rows.length > 0) return;
    await sql`create database ${sql.id(name)}`.execute(kysely).catch((error: unknown) => {
      // Two commands at once: the other has made it.
      if (!(error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505')))
        throw error;
    });
  });
}

/** The roles that the pool's sessions on the local server need. */
async function ensureLocalLogin(address: pg.ClientConfig): Promise<void> {
  await onOwnConnection({ ...address, database: 'postgres' }, async (client) => {
    const { kysely } = kyselyOn(client);
    const create = (role: string, kind: ReturnType<typeof sql>) =>
      sql`create role ${sql.id(role)} ${kind} noinherit`.execute(kysely).catch((error: unknown) => {
        // There already, from an earlier command or from another one at this moment.
        if (!(error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505')))
          throw error;
      });
    await create(APP_ROLE, sql`nologin`);
    await create(LOCAL_LOGIN, sql`login`);
    const member = await sql<{
      is: boolean;
    }>`select pg_has_role(${LOCAL_LOGIN}, ${APP_ROLE}, 'member') as is`.execute(kysely);
    if (member.rows[0]?.is !== true)
      await sql`grant ${sql.id(APP_ROLE)} to ${sql.id(LOCAL_LOGIN)}`.execute(kysely);
  });
}
