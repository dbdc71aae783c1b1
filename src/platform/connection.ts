import {
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type PostgresDialectConfig,
} from 'kysely';
import pg from 'pg';
import { assert } from '../kernel/result.ts';
import { forgetChanged, keptReady } from './kept-ready.ts';
import { toParameter } from './postgres-values.ts';
import { askTogether } from './together.ts';

/** The server has no database of the name that was asked for. */
export class UnknownDatabaseError extends Error {
  readonly tag = 'unknown-database';
  readonly database: string;
  constructor(database: string) {
    super(`there is no database ${database} on this server`);
    this.database = database;
  }
}

/** Runs `work` on a connection that is opened for it and closed afterwards. Throws UnknownDatabaseError. */
export async function onOwnConnection<T>(
  config: pg.ClientConfig,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    // 3D000: the server has no such database.
    const isUnknown = error instanceof pg.DatabaseError && error.code === '3D000';
    throw isUnknown ? new UnknownDatabaseError(client.database ?? '') : error;
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Kysely over one connection that we hold, so that COPY and queries share a transaction. */
export interface HeldConnection {
  readonly kysely: Kysely<unknown>;
  /** Whether the connection must not be used again. */
  readonly broken: () => boolean;
}

/** How transactions begin: with their first statement, in one round trip. */
export interface Beginning {
  /** Whose statements they are: the server keeps what is asked often ready under this name (kept-ready.ts). */
  readonly owner: string;
  readonly statements: string;
  /** What to throw when the server refuses one of them. */
  readonly refused: (error: unknown) => unknown;
}

/** Transactions that Kysely has begun and of which the server has not heard yet. */
const unsaid = new WeakMap<pg.ClientBase, Beginning>();

/**
 * Asks the server, and begins the transaction with it where that has not been said: a transaction is a round trip shorter, and nothing
 * is said of one that asks nothing.
 */
export async function ask(client: pg.ClientBase, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const [answer] = await askAll(client, [query]);
  assert(answer !== undefined, 'each is answered');
  return answer;
}

/** As `ask`, for several of which none depends on what another answers; what comes after one that fails is not done. */
export async function askAll(
  client: pg.ClientBase,
  queries: readonly pg.QueryConfig[],
): Promise<pg.QueryResult[]> {
  const beginning = unsaid.get(client);
  const [alone] = queries;
  if (beginning === undefined && alone !== undefined && queries.length === 1)
    return [await client.query(alone)];
  unsaid.delete(client);
  const begin = beginning === undefined ? [] : [{ text: beginning.statements }];
  const told: pg.QueryResult[] = [];
  for (const answer of await Promise.allSettled(askTogether(client, [...begin, ...queries]))) {
    if (answer.status === 'fulfilled') {
      told.push(answer.value);
      continue;
    }
    const reason: unknown = answer.reason;
    if (reason instanceof Error) Error.captureStackTrace(reason); // by who asked, as the driver has it
    // A role that was refused leaves a transaction in which nothing more is done, and which Kysely takes back.
    throw beginning !== undefined && told.length < begin.length ? beginning.refused(reason) : reason;
  }
  return told.slice(begin.length);
}

/** The same, for what the driver asks by itself (COPY): the transaction begins. */
export async function begun(client: pg.ClientBase): Promise<pg.ClientBase> {
  if (unsaid.has(client)) await askAll(client, []);
  return client;
}

/** Kysely over a connection. Without a `beginning`, transactions only begin. */
export function kyselyOn(client: pg.ClientBase, beginning?: Beginning): HeldConnection {
  if (beginning === undefined) return kyselyOver(client);
  const made = heldConnections.get(client) ?? new Map<string, HeldConnection>();
  const held = made.get(beginning.statements) ?? kyselyOver(client, beginning);
  heldConnections.set(client, made.set(beginning.statements, held));
  return held;
}

/** A connection of the pool begins many transactions, and mostly for one municipality. */
const heldConnections = new WeakMap<pg.ClientBase, Map<string, HeldConnection>>();

function kyselyOver(client: pg.ClientBase, beginning?: Beginning): HeldConnection {
  let broken = false;
  const lent = {
    query: async (text: string, parameters: readonly unknown[] = []) => {
      const name = beginning === undefined ? null : keptReady(client, beginning.owner, { text, parameters });
      try {
        const values = parameters.map(toParameter);
        return await ask(client, { text, values, ...(name === null ? {} : { name }) });
      } catch (error) {
        forgetChanged(client, error);
        throw error;
      }
    },
    release: (discarded?: boolean) => {
      broken ||= discarded === true;
    },
  };
  const pool = { connect: () => Promise.resolve(lent), end: () => Promise.resolve(), options: {} };
  // Kysely's type of a client also has cursors, which we do not use.
  const config: PostgresDialectConfig = { pool: pool as never };
  const dialect =
    beginning === undefined
      ? new PostgresDialect(config)
      : new BeginningDialect(config, { client, beginning });
  return { kysely: new Kysely({ dialect }), broken: () => broken };
}

interface Begins {
  readonly client: pg.ClientBase;
  readonly beginning: Beginning;
}

class BeginningDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #begins: Begins;
  constructor(config: PostgresDialectConfig, begins: Begins) {
    super(config);
    this.#config = config;
    this.#begins = begins;
  }
  override createDriver(): PostgresDriver {
    return new BeginningDriver(this.#config, this.#begins);
  }
}

/** The driver's own kind, which it does not export. */
type Taken = Parameters<PostgresDriver['rollbackTransaction']>[0];

class BeginningDriver extends PostgresDriver {
  readonly #begins: Begins;
  constructor(config: PostgresDialectConfig, begins: Begins) {
    super(config);
    this.#begins = begins;
  }
  override beginTransaction(): Promise<void> {
    const { client, beginning } = this.#begins;
    unsaid.set(client, beginning);
    return Promise.resolve();
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (!unsaid.delete(this.#begins.client)) await super.commitTransaction(connection);
  }
  override async rollbackTransaction(connection: Taken): Promise<void> {
    if (!unsaid.delete(this.#begins.client)) await super.rollbackTransaction(connection);
  }
}
