import { sql } from 'kysely';
import pg from 'pg';
import { assert } from '../kernel/result.ts';
import { kyselyOn, onOwnConnection } from './connection.ts';
import { useLocalPostgres } from './local-postgres.ts';

/** The database of the local server when none is named. */
export const LOCAL_DATABASE = 'afdrag';

export interface ServerOptions {
  /** A server to use, and never to stop; null = the local one. */
  readonly databaseUrl: string | null;
  /** Folder of the local server. */
  readonly dataDir: string;
}

// They belong to the server itself.
const SERVERS_OWN = new Set(['postgres', 'template0', 'template1']);

/** A name that a database of ours may have: small letters, digits, hyphens, 41 signs at most; none of the server's own. */
export function isDatabaseName(text: string): boolean {
  return /^[a-z][a-z0-9-]{0,40}$/.test(text) && !SERVERS_OWN.has(text);
}

/** DATABASE_URL with another database on the same server and all else as it was; null = the one it names. */
export function addressOf(databaseUrl: string, name: string | null): pg.ClientConfig {
  const address = new URL(databaseUrl);
  // Options in the address would replace ours, and with them the role without rights.
  if (address.searchParams.has('options')) throw new Error('DATABASE_URL must not set "options"');
  if (name !== null) address.pathname = `/${checked(name)}`;
  return { connectionString: name === null ? databaseUrl : address.href };
}

/**
 * Makes an empty database on the server, with nothing in it, not even migrations. `throwAway`: it is marked as one that nobody
 * misses; what was committed in the last moment may be lost when the machine stops, and writing is quicker. On a server of DATABASE_URL the login must be
 * allowed to make databases.
 */
export function createDatabase(
  server: ServerOptions,
  name: string,
  { throwAway = false }: { readonly throwAway?: boolean } = {},
): Promise<'created' | 'existed'> {
  const wanted = checked(name);
  return onServer(server, async (maintenance) => {
    const made = await ensureDatabase(maintenance, wanted);
    if (made === 'created' && throwAway)
      await onOwnConnection(maintenance, async (client) => {
        const { kysely } = kyselyOn(client);
        await sql`comment on database ${sql.id(wanted)} is ${sql.lit(THROW_AWAY)}`.execute(kysely);
        await sql`alter database ${sql.id(wanted)} set synchronous_commit = off`.execute(kysely);
      });
    return made;
  });
}

/** How the server itself is told that nobody misses a database. */
const THROW_AWAY = 'afdrag: may be thrown away';

/** Whether there is a database of this name that somebody may miss: with something in it, and not made to be thrown away. */
export function holdsWhatIsKept(server: ServerOptions, name: string): Promise<boolean> {
  const asked = checked(name);
  return onServer(server, async (maintenance) => {
    const purposes = await onOwnConnection(maintenance, async (client) => {
      const told = sql<{ purpose: string | null }>`
        select shobj_description(oid, 'pg_database') as purpose from pg_database where datname = ${asked}`;
      return (await told.execute(kyselyOn(client).kysely)).rows;
    });
    if (purposes.every(({ purpose }) => purpose === THROW_AWAY)) return false;
    const { databaseUrl } = server;
    const within = databaseUrl === null ? { ...maintenance, database: asked } : addressOf(databaseUrl, asked);
    return onOwnConnection(within, async (client) => {
      const found = await sql`
        select from pg_namespace n left join pg_class c on c.relnamespace = n.oid
        where nspname !~ '^pg_' and nspname <> 'information_schema' and (nspname <> 'public' or c.oid is not null)
        limit 1`.execute(kyselyOn(client).kysely);
      return found.rows.length > 0;
    });
  });
}

/**
 * Takes a database away with all that it has, if it is there. There is no way back. With `force` also from those who use it;
 * else it is left as it is when somebody does, and `in-use` is answered.
 */
export function dropDatabase(
  server: ServerOptions,
  name: string,
  { force = true }: { readonly force?: boolean } = {},
): Promise<'dropped' | 'in-use'> {
  const unwanted = checked(name);
  assert(unwanted !== LOCAL_DATABASE, `${LOCAL_DATABASE} holds what is kept and is never dropped`);
  return onServer(server, (maintenance) =>
    onOwnConnection(maintenance, async (client) => {
      const how = sql.raw(force ? 'with (force)' : '');
      try {
        await sql`drop database if exists ${sql.id(unwanted)} ${how}`.execute(kyselyOn(client).kysely);
        return 'dropped';
      } catch (error) {
        // 55006: object in use.
        if (error instanceof pg.DatabaseError && error.code === '55006') return 'in-use';
        throw error;
      }
    }),
  );
}

/** Makes the database unless it is there. `maintenance` is the address of another database of the server. */
export function ensureDatabase(maintenance: pg.ClientConfig, name: string): Promise<'created' | 'existed'> {
  return onOwnConnection(maintenance, async (client) => {
    const { kysely } = kyselyOn(client);
    const found = await sql`select from pg_database where datname = ${name}`.execute(kysely);
    if (found.rows.length > 0) return 'existed';
    try {
      await sql`create database ${sql.id(name)}`.execute(kysely);
      return 'created';
    } catch (error) {
      // Two commands at once: the other has made it.
      if (error instanceof pg.DatabaseError && (error.code === '42P04' || error.code === '23505'))
        return 'existed';
      throw error;
    }
  });
}

async function onServer<T>(
  { databaseUrl, dataDir }: ServerOptions,
  work: (maintenance: pg.ClientConfig) => Promise<T>,
): Promise<T> {
  // Its own database is there; whether the login may enter `postgres` is not for us to know.
  if (databaseUrl !== null) return work(addressOf(databaseUrl, null));
  const local = await useLocalPostgres(dataDir);
  try {
    return await work({ ...local.connection, database: 'postgres' });
  } finally {
    await local.leave();
  }
}

function checked(name: string): string {
  assert(isDatabaseName(name), 'not a name of a database of ours');
  return name;
}
