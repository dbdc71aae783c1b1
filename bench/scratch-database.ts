import { join } from 'node:path';
import { municipalityCode, type MunicipalityCode } from '../src/kernel/ids.ts';
import { PROJECT_ROOT } from '../src/platform/config.ts';
import { openDatabase, type Database } from '../src/platform/database.ts';
import { createMunicipality, dropMunicipality, migrateAll } from '../src/platform/migrate.ts';

/** A municipality of its own on a server of its own, so that a measurement disturbs nothing and meets nothing. */
export const BENCH_MUNICIPALITY: MunicipalityCode = municipalityCode('997');

/** Opens the bench database with an empty municipality; DATABASE_URL measures another server. */
export async function openBenchDatabase(): Promise<Database> {
  const database = await openDatabase({
    databaseUrl: process.env['DATABASE_URL'] ?? null,
    dataDir: join(PROJECT_ROOT, 'var/bench-postgres'),
    poolSize: 6,
  });
  await migrateAll(database);
  await dropMunicipality(database, BENCH_MUNICIPALITY);
  await createMunicipality(database, { code: BENCH_MUNICIPALITY, name: 'Målekommunen' });
  return database;
}
