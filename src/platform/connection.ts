import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  PostgresDriver,
  type DatabaseConnection,
  type PostgresDialectConfig,
} from 'kysely';
import pg from 'pg';
import { forgetChanged, keptReady } from './kept-ready.ts';
import { toParameter } from './postgres-values.ts';

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

/** How transactions begin: all statements in one round trip. */
export interface Beginning {
  /** Whose statements they are: the server keeps what is asked often ready under this name (kept-ready.ts). */
  readonly owner: string;
  readonly statements: string;
  /** What to throw when the server refuses one of them. */
  readonly refused: (error: unknown) => unknown;
}

/** Kysely over a connection. Without a `beginning`, transactions only begin. */
export function kyselyOn(client: pg.ClientBase, beginning?: Beginning): HeldConnection {
  let broken = false;
  const lent = {
    query: async (text: string, parameters: readonly unknown[] = []) => {
      const name = beginning === undefined ? null : keptReady(client, beginning.owner, { text, parameters });
      try {
        const values = parameters.map(toParameter);
        return await client.query({ text, values, ...(name === null ? {} : { name }) });
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
    beginning === undefined ? new PostgresDialect(config) : new BeginningDialect(config, beginning);
  return { kysely: new Kysely({ dialect }), broken: () => broken };
}

class BeginningDialect extends PostgresDialect {
  readonly #config: PostgresDialectConfig;
  readonly #beginning: Beginning;
  constructor(config: PostgresDialectConfig, beginning: Beginning) {
    super(config);
    this.#config = config;
    this.#beginning = beginning;
  }
  override createDriver(): PostgresDriver {
    return new BeginningDriver(this.#config, this.#beginning);
  }
}

class BeginningDriver extends PostgresDriver {
  readonly #beginning: Beginning;
  constructor(config: PostgresDialectConfig, beginning: Beginning) {
    super(config);
    this.#beginning = beginning;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const { statements, refused } = this.#beginning;
    try {
      // Statements only go together without parameters.
      await connection.executeQuery(CompiledQuery.raw(statements));
    } catch (error) {
      // It has begun and a later statement was refused; Kysely only ends what began in order. A connection that cannot
      // even do this is dead, and the pool sees that for itself.
      await connection.executeQuery(CompiledQuery.raw('rollback')).catch(() => undefined);
      throw refused(error);
    }
  }
}
