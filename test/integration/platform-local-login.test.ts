import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality, openDatabase } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll } from '../../src/platform/migrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'afdrag-login-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('on the local server, a session that gives its role back still has no rights to a municipality', async () => {
  const database = await openDatabase({ databaseUrl: null, dataDir: join(folder, 'postgres') });
  try {
    await migrateAll(database);
    const code = municipalityCode('998');
    await createMunicipality(database, { code, name: 'Bøgevang' });
    const back = inMunicipality(database, code, async (tx) => {
      await sql`set role none`.execute(tx);
      await sql`select from m0998.debtor`.execute(tx);
    });
    await expect(back).rejects.toMatchObject({ code: '42501' });
  } finally {
    await database.close();
  }
});
