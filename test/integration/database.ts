import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { connectTo, type Database } from '../../src/platform/database.ts';
import { useLocalPostgres, type LocalPostgres } from '../../src/platform/local-postgres.ts';
import { createMunicipality, migrateAll, MIGRATIONS, readMigrations } from '../../src/platform/migrate.ts';
import { serverPlace } from './server-place.ts';

/**
 * Real PostgreSQL for tests: one server for all of them (DATABASE_URL's, or a local one, in memory where there is room), a template
 * database with municipality 998 migrated, one more with its neighbour 997 too, and a copy of them for each test that asks.
 */
export interface FreshDatabase extends Database, AsyncDisposable {
  /** Its DATABASE_URL, for a second connection or a child process. */
  readonly url: string;
}

/** Joins or starts the tests' server. Without `fsync`: what survives a power cut is not what these tests are about. */
export function useTestServer(): Promise<LocalPostgres> {
  const dataDir = serverPlace({ project: join(import.meta.dirname, '../..'), memory: '/dev/shm' });
  // Its log is kept short, for it may be in memory too.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '200', max_wal_size: '512MB' };
  return useLocalPostgres(dataDir, { settings });
}

export interface Fresh {
  readonly poolSize?: number;
  /** With municipality 997 beside it; a copy takes nearly twice the time. */
  readonly neighbour?: boolean;
}

/**
 * An empty, migrated database of its own, with municipality 998. `close()` closes and drops it:
 * `const db = await freshDatabase(); afterAll(() => db.close())`, or `await using db = await freshDatabase()`.
 */
export async function freshDatabase({ poolSize = 5, neighbour = false }: Fresh = {}): Promise<FreshDatabase> {
  const server = await testServer();
  return databaseOn(server, { template: await ensureTemplate(server, neighbour), poolSize });
}

/** A database of its own with nothing in it at all, not even migrations. */
export async function bareDatabase(): Promise<FreshDatabase> {
  return databaseOn(await testServer(), { template: 'template0', poolSize: 5 });
}

/** Drops what killed runs left and templates of earlier migrations. Only when nobody else uses the server. */
export async function dropLeftovers(server: LocalPostgres): Promise<void> {
  await administer(urlOf(server), async (client) => {
    const found = await client.query<{ datname: string }>(
      `select datname from pg_database where datname ~ '^(test_|making_|afdrag_template_)' and datname <> all ($1)`,
      [[templateName(false), templateName(true)]],
    );
    for (const { datname } of found.rows) await client.query(`drop database ${datname} with (force)`);
  });
}

interface TestServer {
  readonly url: string;
  leave(): Promise<void>;
}

async function testServer(): Promise<TestServer> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url !== '') return { url, leave: () => Promise.resolve() };
  const local = await useTestServer();
  return { url: urlOf(local), leave: () => local.leave() };
}

async function databaseOn(
  server: TestServer,
  { template, poolSize }: { readonly template: string; readonly poolSize: number },
): Promise<FreshDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(server.url, (client) => client.query(copied(name, template)));
  const url = withName(server.url, name);
  const database = connectTo({ connectionString: url }, { poolSize });
  const close = async () => {
    await database.close();
    await administer(server.url, (client) => client.query(`drop database ${name} with (force)`));
    await server.leave();
  };
  return { ...database, url, close, [Symbol.asyncDispose]: close };
}

/** Copies a database. As files: page by page through the log takes half as long again for so many small tables. */
export function copied(name: string, template: string): string {
  return `create database ${name} template ${template} strategy file_copy`;
}

/** The template for the migrations as they are now; made once, by whoever comes first. */
async function ensureTemplate({ url }: TestServer, neighbour: boolean): Promise<string> {
  const template = templateName(neighbour);
  await administer(url, async (client) => {
    await client.query(`select pg_advisory_lock(hashtextextended('afdrag test template', 0))`);
    const found = await client.query('select from pg_database where datname = $1', [template]);
    if (found.rowCount !== 0) return;
    const making = `making_${template}`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making} template template0`);
    const database = connectTo({ connectionString: withName(url, making) }, { poolSize: 1 });
    await migrateAll(database);
    await createMunicipality(database, { code: municipalityCode('998'), name: 'Prøvekøbing' });
    if (neighbour) await createMunicipality(database, { code: municipalityCode('997'), name: 'Nabokøbing' });
    await database.close();
    await client.query(`alter database ${making} rename to ${template}`);
  });
  return template;
}

function templateName(neighbour: boolean): string {
  const hash = createHash('sha256');
  for (const folder of ['shared', 'municipality']) {
    for (const file of readMigrations(join(MIGRATIONS, folder)))
      hash.update(`${folder}/${file.file} ${file.sha256}\n`);
  }
  return `afdrag_template_${hash.digest('hex').slice(0, 12)}${neighbour ? '_two' : ''}`;
}

function urlOf({ connection }: LocalPostgres): string {
  return `postgresql://${connection.user}@localhost:${connection.port}/postgres?host=${encodeURIComponent(connection.host)}`;
}

function withName(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
}

async function administer<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withName(url, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
