import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { successorsAfter } from '../../src/endings/errand-claim-rows.ts';
import { errandsOf } from '../../src/endings/errand-rows.ts';
import { relievedBy } from '../../src/ledger/reliefs.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { cprOf } from '../vocabulary.ts';
import { bareDatabase } from './database.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { TOWN } from './town.ts';

/** The migrations as they were before anything followed what comes after an errand. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-errands-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  const files = readdirSync(municipality).toSorted();
  const first = files.findIndex((file) => file.endsWith('_after-an-errand.sql'));
  for (const file of files.slice(first)) rmSync(join(municipality, file));
  return folder;
}

/** Anna has died, and Bo is her spouse; one claim was here and held until he was told, and more waits at Gældsstyrelsen. Before that she was relieved. */
async function closedErrands(database: Database) {
  return inMunicipality(database, TOWN, async (tx) => {
    const [anna, bo, heir] = [
      await somebody(tx, cprOf(1)),
      await somebody(tx, cprOf(2)),
      await somebody(tx, cprOf(3)),
    ];
    const claim = await anOrdinaryClaim(tx, { claimId: 'A', debtors: [anna, bo], owed: 100 });
    const [relief, death] = [BigInt(anna) * 100n + 1n, BigInt(anna) * 100n + 2n];
    await sql`
      insert into errand (errand, kind, debtor_number, began_on, opened_on, opened_by, outcome, kept_hundredths, closed_on, closed_by)
      values (${String(relief)}::bigint, 'debt-relief', ${anna}, '2025-01-01', '2025-01-02', 'prøve', 'relieved', 2500, '2025-02-01', 'prøve'),
        (${String(death)}::bigint, 'death', ${anna}, '2026-01-01', '2026-01-02', 'prøve', 'private-division', null, '2026-02-01', 'prøve')`.execute(
      tx,
    );
    await sql`insert into errand_claim values (${String(relief)}::bigint, ${String(claim)}::bigint, 40000)`.execute(
      tx,
    );
    await sql`
      insert into hold (claim_number, reason, entry, debtor_number, from_on, review_on, about, placed_at, placed_by)
      values (${String(claim)}::bigint, 'manual', 1, ${bo}, '2026-02-01', '2026-03-01', ${String(death)}, '2026-02-01T09:00Z', 'prøve')`.execute(
      tx,
    );
    const payload = JSON.stringify({ estate: 'private-division', successors: [bo, heir], claims: ['1'] });
    await sql`
      insert into due_work (kind, key, due_at, payload)
      values ('successors-wait', ${String(death)}, '2026-02-02T09:00Z', ${payload}::jsonb)`.execute(tx);
    return { anna, bo, heir, claim, relief, death };
  });
}

test('who took over from the dead, and what has been relieved, is known of errands that were closed before', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  await migrateAll(database, earlier);
  await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
  rmSync(earlier, { recursive: true });
  const { anna, bo, heir, claim, relief, death } = await closedErrands(database);

  await migrateAll(database);

  await inMunicipality(database, TOWN, async (tx) => {
    expect(await successorsAfter(tx, anna)).toEqual(new Map([[death, [bo, heir]]]));
    expect(await relievedBy(tx, relief)).toEqual(new Set([claim]));
    expect((await errandsOf(tx, [anna])).get(anna)).toMatchObject([{ kept: 2_500 }, { sued: null }]);
    const { rows } =
      await sql`select from due_work where kind = 'successors-wait' and state <> 'done'`.execute(tx);
    expect(rows).toEqual([]);
  });
});
