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
  /** What nobody waits for, and goes before what is asked next. */
  told: pg.QueryConfig[];
  waiting: Asked[];
  /** What failed last, but because something had failed before it in its transaction. */
  failed: unknown;
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
  const line = lines.get(client) ?? { unsaid: null, told: [], waiting: [], failed: null, busy: false };
  lines.set(client, line);
  return line;
}

/**
 * Asks the server. What is asked beside each other (`Promise.all`) goes in one round trip, and so does the beginning of a transaction
 * with the first that it asks: nothing is said of one that asks nothing. Of what goes together that which comes after one that fails is
 * not done, and fails as that one did.
 */
export async function ask(client: pg.ClientBase, query: pg.QueryConfig): Promise<pg.QueryResult> {
  const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
  const line = lineOf(client);
  line.waiting.push({ query, resolve, reject });
  if (!line.busy) sendSoon(client, line);
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Error && !placed.has(error)) {
      placed.add(error);
      Error.captureStackTrace(error); // by who asked, and not by who heard the answer
    }
    throw error;
  }
}

/** What was thrown where it was asked. */
const placed = new WeakSet<Error>();

/**
 * Tells the server something of which nobody needs the answer. It goes in one round trip with what is asked next, at the latest with the
 * end of the transaction, and is done before that; when the server refuses it, so is what went with it, and nothing is committed.
 */
export function tell(client: pg.ClientBase, query: pg.QueryConfig): void {
  lineOf(client).told.push(query);
}

/** Returns when the server has done what it was told. */
export async function toldAll(client: pg.ClientBase): Promise<void> {
  const last = lineOf(client).told.pop();
  if (last !== undefined) await ask(client, last);
}

/** When everybody who has been answered has asked what they ask next. */
function sendSoon(client: pg.ClientBase, line: Line): void {
  line.busy = true;
  setImmediate(() => void send(client, line));
}

async function send(client: pg.ClientBase, line: Line): Promise<void> {
  const [told, asked] = [line.told.splice(0), line.waiting.splice(0)];
  const beginning = line.unsaid;
  line.unsaid = null;
  const first = [...(beginning === null ? [] : [{ text: beginning.statements }]), ...told];
  const answers = askTogether(client, [...first, ...asked.map(({ query }) => query)]);
  const settled = (await Promise.allSettled(answers)).map((answer) =>
    answer.status === 'rejected' ? { ...answer, reason: firstFailed(line, answer.reason) } : answer,
  );
  const refused = refusedOf(settled.slice(0, first.length), beginning);
  for (const [place, answer] of settled.slice(first.length).entries()) {
    // After something that was refused the server takes back where it is asked to commit, and calls that done.
    if (answer.status === 'fulfilled' && refused === null) asked[place]?.resolve(answer.value);
    else asked[place]?.reject(refused ?? (answer.status === 'rejected' ? answer.reason : null));
  }
  line.busy = false;
  if (line.waiting.length > 0) sendSoon(client, line);
}

/** What went wrong first in the transaction: the server only says of all that comes after it that something did. */
function firstFailed(line: Line, error: unknown): unknown {
  // 25P02: the transaction has failed.
  const isAfter = error instanceof pg.DatabaseError && error.code === '25P02';
  if (isAfter) return line.failed ?? error;
  line.failed = error;
  return error;
}

/** Why nothing was done of what came after; null when nothing was refused. */
function refusedOf(first: readonly PromiseSettledResult<unknown>[], beginning: Beginning | null): unknown {
  const place = first.findIndex(({ status }) => status === 'rejected');
  const answer = first[place];
  if (answer?.status !== 'rejected') return null;
  // A role that was refused leaves a transaction in which nothing more is done, and which Kysely takes back.
  return place === 0 && beginning !== null ? beginning.refused(answer.reason) : answer.reason;
}

/** The connection for what the driver asks by itself (COPY), beside which nothing else is asked: the transaction has begun. */
export async function begun(client: pg.ClientBase): Promise<pg.ClientBase> {
  await toldAll(client);
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
    const { unsaid, told } = lineOf(this.#begins.client);
    if (unsaid === null || told.length > 0) await super.commitTransaction(connection);
    else this.#forget();
  }
  override async rollbackTransaction(connection: Taken): Promise<void> {
    const { unsaid } = lineOf(this.#begins.client);
    this.#forget();
    if (unsaid === null) await super.rollbackTransaction(connection);
  }
  #forget(): void {
    const line = lineOf(this.#begins.client);
    line.unsaid = null;
    line.told = [];
  }
}
