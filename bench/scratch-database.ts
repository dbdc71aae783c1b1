import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { municipalityCode, type MunicipalityCode } from '../src/kernel/ids.ts';
import { PROJECT_ROOT } from '../src/platform/config.ts';
import { openDatabase, type Database } from '../src/platform/database.ts';
import { LOCAL_DATABASE } from '../src/platform/databases.ts';
import { useLocalPostgres } from '../src/platform/local-postgres.ts';
import { createMunicipality, dropMunicipality, migrateAll } from '../src/platform/migrate.ts';

/** A municipality of its own on a server of its own, so that a measurement disturbs nothing and meets nothing. */
export const BENCH_MUNICIPALITY: MunicipalityCode = municipalityCode('997');

const databaseUrl = process.env['DATABASE_URL'] ?? null;
const dataDir = join(PROJECT_ROOT, 'var/bench-postgres');

/** Opens the bench database with an empty municipality; DATABASE_URL measures another server. */
export async function openBenchDatabase({ poolSize = 6 } = {}): Promise<Database> {
  const database = await openDatabase({ databaseUrl, dataDir, poolSize });
  // First away with what an earlier version of the program left: its migrations may be others.
  await dropMunicipality(database, BENCH_MUNICIPALITY);
  await migrateAll(database);
  await createMunicipality(database, { code: BENCH_MUNICIPALITY, name: 'Målekommunen' });
  return database;
}

/**
 * Tells the planner what has been seeded. A table that it knows to be empty it reads from end to end, and so it goes on where a look-up in
 * it, such as the check of a foreign key, was prepared then, while the table grows. So only what has rows: outside a measurement nobody
 * analyzes an empty table.
 */
export function analyzeSeeded(database: Database): Promise<void> {
  return database.asAdmin(async (admin) => {
    const { rows } = await sql<{ table: string }>`
      select oid::regclass::text as table from pg_class
      where relkind = 'r' and relnamespace::regnamespace::text like 'm0%' and pg_relation_size(oid) > 0`.execute(
      admin,
    );
    for (const { table } of rows) await sql`vacuum analyze ${sql.table(table)}`.execute(admin);
  });
}

/** The driver's own connections to the same database, with nothing of ours between, for a peer. */
export async function openBareConnections(max: number): Promise<pg.Pool> {
  if (databaseUrl !== null) return new pg.Pool({ connectionString: databaseUrl, max });
  const local = await useLocalPostgres(dataDir);
  // The open database keeps the server running.
  await local.leave();
  return new pg.Pool({ ...local.connection, database: LOCAL_DATABASE, max });
}
