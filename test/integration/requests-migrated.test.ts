import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { arrangementsOf } from '../../src/arrangements/arrangements.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { cprOf } from '../vocabulary.ts';
import { bareDatabase } from './database.ts';
import { somebody } from './ordinary-claims.ts';
import { TOWN } from './town.ts';

/** The migrations as they were before requests stood in a list. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-requests-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  const files = readdirSync(municipality).toSorted();
  const first = files.findIndex((file) => file.endsWith('_answers-to-debtors.sql'));
  for (const file of files.slice(first)) rmSync(join(municipality, file));
  return folder;
}

test('a request from before that waits comes into the list of what a person is to decide, since the day it was made', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  await migrateAll(database, earlier);
  await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
  rmSync(earlier, { recursive: true });
  await inMunicipality(database, TOWN, async (tx) => {
    const debtor = await somebody(tx, cprOf(1));
    await sql`insert into configuration values (1, '{}', '2026-01-01T09:00Z', 'prøve')`.execute(tx);
    for (const [number, state, ended] of [
      ['100001001', 'refused', '2026-02-01'],
      ['100001002', 'proposed', null],
    ] as const)
      await sql`
        insert into arrangement (arrangement, debtor_number, kind, state, requested_on, requested_how, last_due, owed_ore,
          tolerance_days, tolerance_ore, asked_by, asked_at, ended_on, ended_why, configuration_version)
        values (${number}::bigint, ${debtor}, 'deferral', ${state}, '2026-02-01', 'phone', '2026-06-01', 0, 5, 0, 'Ane',
          '2026-02-01T09:00Z', ${ended}::date, ${ended === null ? null : 'too-long'}, 1)`.execute(tx);
  });
  await migrateAll(database);
  await inMunicipality(database, TOWN, async (tx) => {
    expect(await arrangementsOf(tx, debtorNumber(100_001))).toHaveLength(2);
    const items = await openItems(tx, { debtor: null, kind: 'arrangement-proposed' });
    expect(items.map(({ about, month, openedAt }) => `${about} ${month} ${openedAt.toString()}`)).toEqual([
      '100001002 2026-02 2026-02-01T09:00:00Z',
    ]);
  });
});
