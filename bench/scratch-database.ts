import { join } from 'node:path';
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

/** The driver's own connections to the same database, with nothing of ours between, for a peer. */
export async function openBareConnections(max: number): Promise<pg.Pool> {
  if (databaseUrl !== null) return new pg.Pool({ connectionString: databaseUrl, max });
  const local = await useLocalPostgres(dataDir);
  // The open database keeps the server running.
  await local.leave();
  return new pg.Pool({ ...local.connection, database: LOCAL_DATABASE, max });
}
