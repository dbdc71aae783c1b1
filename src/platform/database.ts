import { sql, type Kysely, type Transaction } from 'kysely';
import pg from 'pg';
import { municipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { asksBeside } from './asks-beside.ts';
import { kyselyOn, onOwnConnection, type Beginning } from './connection.ts';
import { addressOf, ensureDatabase, LOCAL_DATABASE, type ServerOptions } from './databases.ts';
import { APP_ROLE, ensureLocalLogin, LOCAL_LOGIN } from './local-login.ts';
import { useLocalPostgres } from './local-postgres.ts';
import { patienceFor, peopleWait } from './patience.ts';
import { postgresTypes } from './postgres-values.ts';

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
  /** In a rehearsal: how its transactions are steps of one that is never kept (rehearsal.ts). */
  readonly [enclosing]?: Enclosing;
  /** Whether people wait for what it answers (patience.ts). */
  readonly [peopleWait]?: boolean;
  close(): Promise<void>;
}

const sessions = Symbol('sessions');
/** Only for this folder. */
export const enclosing = Symbol('enclosing');
export type Enclosing = <T>(
  code: MunicipalityCode,
  work: (tx: MunicipalityReadTx) => Promise<T>,
) => Promise<T>;
interface Sessions {
  readonly pool: pg.Pool;
  /** How to open one more connection like those of the pool. */
  readonly config: pg.ClientConfig;
  /** The municipalities that have been found migrated. */
  readonly ready: Set<MunicipalityCode>;
}

export interface DatabaseOptions extends ServerOptions {
  /** Another database of the server than the usual one, which must be there (databases.ts); the usual one when absent. */
  readonly name?: string | null;
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
  const { poolSize = 10, name = null } = options;
  if (options.databaseUrl !== null) return connectTo(addressOf(options.databaseUrl, name), { poolSize });
  const local = await useLocalPostgres(options.dataDir);
  try {
    // The usual one comes by itself. Any other name may be a slip of the pen, and only `createDatabase` makes it.
    if (name === null) await ensureDatabase({ ...local.connection, database: 'postgres' }, LOCAL_DATABASE);
    await ensureLocalLogin(local.connection);
    const address = { ...local.connection, database: name ?? LOCAL_DATABASE };
    const database = connectTo(address, { poolSize, user: LOCAL_LOGIN });
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

/**
 * What is kept ready (kept-ready.ts, prepared.ts) is planned once, and not each time for its values: those are mostly short
 * lists of numbers that a key leads to, and planning takes longer than finding them.
 */
const KEPT_PLANS = '-c plan_cache_mode=force_generic_plan';

/** A municipality's role and schema have one name: the tables that a session sees follow the role that it has taken. */
const PATH_OF_THE_ROLE = '-c search_path="$user"';

export interface ConnectOptions {
  readonly poolSize: number;
  /** Whose sessions the pool has, when not the login's own. */
  readonly user?: string;
}

/** A database over a server that is known to run. */
export function connectTo(address: pg.ClientConfig, options: ConnectOptions): Database {
  const login = { ...address, types: postgresTypes, application_name: 'afdrag', keepAlive: true };
  const user = options.user === undefined ? {} : { user: options.user };
  const session = {
    ...login,
    ...user,
    options: `-c role=${APP_ROLE} ${PATH_OF_THE_ROLE} -c TimeZone=UTC ${KEPT_PLANS}`,
  };
  const pool = new pg.Pool({ ...session, max: options.poolSize });
  // A broken connection announces itself also when nobody waits for it; the next query on it fails, and says why.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return {
    [sessions]: { pool, config: session, ready: new Set() },
    asAdmin: (work) =>
      onOwnConnection({ ...login, options: '-c TimeZone=UTC' }, (client) => work(kyselyOn(client).kysely)),
    close: () => pool.end(),
  };
}

/**
 * Runs `work` in one transaction with the role of a municipality, which sees its tables: commits when it returns, rolls back
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
): Promise<Result<T, Busy>> {
  return withMunicipalityLocks(database, { code, locks: [{ name, shared: false }] }, work);
}

/** Another process holds the lock of that name. */
export interface Busy {
  readonly tag: 'busy';
  readonly name: string;
}

export interface LocksWanted {
  readonly code: MunicipalityCode;
  /** `shared`: any number may hold it so at a time, and none otherwise meanwhile. */
  readonly locks: readonly { readonly name: string; readonly shared: boolean }[];
}

/** As `withMunicipalityLock`, for several locks that one connection holds; refuses by the first that is not to be had. */
export function withMunicipalityLocks<T>(
  database: Database,
  { code, locks }: LocksWanted,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<Result<T, Busy>> {
  return onOwnConnection(database[sessions].config, async (client) => {
    const lost = new AbortController();
    const names = locks.map(({ name }) => name).join(', ');
    client.on('end', () => lost.abort(new Error(`the lock ${names} was lost with its connection`)));
    const { kysely } = kyselyOn(client);
    for (const { name, shared } of locks) {
      const take = sql.raw(shared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock');
      const key = `${schemaOf(code)}:${name}`;
      const answer = await sql<{
        free: boolean;
      }>`select ${take}(hashtextextended(${key}, 0)) as free`.execute(kysely);
      if (answer.rows[0]?.free !== true) return refuse({ tag: 'busy', name });
    }
    return ok(await work(lost.signal));
  });
}

/** The municipalities of this database, by code. */
export async function municipalities(
  database: Database,
): Promise<readonly { readonly code: MunicipalityCode; readonly name: string }[]> {
  return onPool(database, undefined, async (kysely) => {
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

/** The connection under a transaction, for what Kysely cannot say (COPY, named statements). Only for this folder. */
export function connectionOf(tx: MunicipalityReadTx): pg.ClientBase {
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
  const within = database[enclosing];
  if (within !== undefined) return within(code, work);
  const { ready } = database[sessions];
  const patience = database[peopleWait] === true ? patienceFor(reading) : null;
  return onPool(database, beginningOf({ code, reading }, patience), (kysely, client) =>
    kysely.transaction().execute(async (transaction) => {
      if (!ready.has(code)) {
        await checkMigrated(transaction, code);
        ready.add(code);
      }
      const beside = await asksBeside(transaction);
      const { getExecutor } = beside;
      const tx = Object.assign(transaction, { code, getExecutor }) as MunicipalityReadTx;
      connections.set(tx, client);
      try {
        return await work(tx);
      } finally {
        // What is still asked now, such as beside something that failed, must not meet the next transaction of the connection.
        connections.delete(tx);
        beside.end();
      }
    }),
  );
}

/** Transaction and role, with the first statement: every transaction of the program pays them. */
function beginningOf({ code, reading }: Wanted, patience: string | null): Beginning {
  const schema = schemaOf(municipalityCode(code));
  const begin = reading ? 'start transaction isolation level repeatable read read only' : 'begin';
  return {
    owner: schema,
    // A schema's name is m0 and three digits: nothing in it to quote.
    statements: [begin, `set local role ${schema}`, ...(patience === null ? [] : [patience])].join('; '),
    // 22023: no such role. 42501: the login is not a member of it.
    refused: (error) =>
      error instanceof pg.DatabaseError && (error.code === '22023' || error.code === '42501')
        ? new UnknownMunicipalityError(code)
        : error,
  };
}

/**
 * Asked once for each municipality of an open database: a schema that is there does not go away, but for a demonstration
 * that begins again, which makes it anew. due_work is the first table that every migrated schema has.
 */
async function checkMigrated(transaction: Transaction<unknown>, code: MunicipalityCode): Promise<void> {
  const found = await sql<{
    ready: boolean;
  }>`select to_regclass(${`${schemaOf(code)}.due_work`}) is not null as ready`.execute(transaction);
  if (found.rows[0]?.ready !== true) throw new UnknownMunicipalityError(code);
}

async function onPool<T>(
  database: Database,
  beginning: Beginning | undefined,
  work: (kysely: Kysely<unknown>, client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await database[sessions].pool.connect();
  const { kysely, broken } = kyselyOn(client, beginning);
  try {
    return await work(kysely, client);
  } finally {
    client.release(broken());
  }
}
