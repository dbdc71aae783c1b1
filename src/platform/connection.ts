import {
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type PostgresDialectConfig,
} from 'kysely';
import pg from 'pg';
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

/** What is to be asked on a connection. */
interface Line {
  /** The transaction that Kysely has begun and of which the server has not heard yet. */
  unsaid: Beginning | null;
  waiting: Asked[];
  /** Something is being asked, or will be when all that goes with it has been said. */
  busy: boolean;
}

interface Asked {
  readonly query: pg.QueryConfig;
  readonly resolve: (answer: pg.QueryResult) => void;
  readonly reject: (error: unknown) => void;
}

const lines = new WeakMap<pg.ClientBase, Line>();

function lineOf(client: pg.ClientBase): Line {
  const line = lines.get(client) ?? { unsaid: null, waiting: [], busy: false };
  lines.set(client, line);
  return line;
}

/**
 * Asks the server. What is asked beside each other (`Promise.all`) goes in one round trip, and so does the beginning of a transaction
 * with the first that it asks: nothing is said of one that asks nothing. Of what goes together that which comes after one that fails is
 * not done.
 */
export async function ask(client: pg.ClientBase, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
  const line = lineOf(client);
  line.waiting.push({ query, resolve, reject });
  if (!line.busy) sendSoon(client, line);
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error) Error.captureStackTrace(error); // by who asked, and not by who heard the answer
    throw error;
  }
}

/** When everybody who has been answered has asked what they ask next. */
function sendSoon(client: pg.ClientBase, line: Line): void {
  line.busy = true;
  setImmediate(() => void send(client, line));
}

async function send(client: pg.ClientBase, line: Line): Promise<void> {
  const asked = line.waiting.splice(0);
  const beginning = line.unsaid;
  line.unsaid = null;
  const begin = beginning === null ? [] : [{ text: beginning.statements }];
  const answers = askTogether(client, [...begin, ...asked.map(({ query }) => query)]);
  const settled = await Promise.allSettled(answers);
  const [began] = settled;
  // A role that was refused leaves a transaction in which nothing more is done, and which Kysely takes back.
  const refused = beginning !== null && began?.status === 'rejected' ? beginning.refused(began.reason) : null;
  for (const [place, answer] of settled.slice(begin.length).entries()) {
    if (answer.status === 'fulfilled') asked[place]?.resolve(answer.value);
    else asked[place]?.reject(refused ?? answer.reason);
  }
  line.busy = false;
  if (line.waiting.length > 0) sendSoon(client, line);
}

/** The connection for what the driver asks by itself (COPY), beside which nothing else is asked: the transaction has begun. */
export async function begun(client: pg.ClientBase): Promise<pg.ClientBase> {
  const line = lineOf(client);
  const { unsaid } = line;
  line.unsaid = null;
  if (unsaid !== null)
    await client
      .query(unsaid.statements)
      .catch((error: unknown) => Promise.reject(asError(unsaid.refused(error))));
  return client;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error('a transaction could not begin', { cause: thrown });
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
    lineOf(client).unsaid = beginning;
    return Promise.resolve();
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    if (!this.#isUnsaid()) await super.commitTransaction(connection);
  }
  override async rollbackTransaction(connection: Taken): Promise<void> {
    if (!this.#isUnsaid()) await super.rollbackTransaction(connection);
  }
  #isUnsaid(): boolean {
    const line = lineOf(this.#begins.client);
    const { unsaid } = line;
    line.unsaid = null;
    return unsaid !== null;
  }
}
