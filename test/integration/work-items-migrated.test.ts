import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { openItems, openWorkItems, workItemsAbout } from '../../src/agreements/work-items.ts';
import { month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { bareDatabase } from './database.ts';
import { morningOf, TOWN } from './town.ts';

const debtor = debtorNumber(100_001);

/** The migrations as they were before work items had numbers. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-before-numbers-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  for (const file of readdirSync(municipality))
    if (Number(file.slice(0, 6)) >= 17) rmSync(join(municipality, file));
  return folder;
}

test('what was on the list before the items had numbers is there afterwards', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  await migrateAll(database, earlier);
  await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
  rmSync(earlier, { recursive: true });
  await inMunicipality(database, TOWN, async (tx) => {
    await sql`insert into debtor (debtor_number, registered_at) values (100001, '2026-01-02')`.execute(tx);
    await sql`insert into work_item (kind, debtor_number, month, opened_at, about, closed_at, closed_by) values
      ('abroad', 100001, '2026-02-01', '2026-02-10T09:00Z', null, '2026-02-11T09:00Z', 'Anna'),
      ('abroad', 100001, '2026-03-01', '2026-03-10T09:00Z', null, null, null),
      ('letter-not-made', 100001, '2026-03-01', '2026-03-10T10:00Z', 'no-address', null, null)`.execute(tx);
  });

  await migrateAll(database);

  await inMunicipality(database, TOWN, async (tx) => {
    expect(await workItemsAbout(tx, debtor)).toMatchObject([
      { number: 1n, kind: 'abroad', month: '2026-02', closedBy: 'Anna', closedWhy: null },
      { number: 2n, kind: 'abroad', month: '2026-03', openedAt: morningOf('2026-03-10'), closedAt: null },
      { number: 3n, kind: 'letter-not-made', about: 'no-address' },
    ]);
    const again = { debtor, month: month('2026-03'), about: null };
    const found = [
      { ...again, kind: 'abroad' as const },
      { ...again, kind: 'missing' as const },
    ];
    await openWorkItems(tx, found, morningOf('2026-03-10'));
    const open = await openItems(tx, { debtor, kind: null });
    expect(open.map(({ kind }) => kind)).toEqual(['abroad', 'missing', 'letter-not-made']);
  });
});
