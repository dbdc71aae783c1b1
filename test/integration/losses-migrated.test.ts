import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { cprOf } from '../vocabulary.ts';
import { bareDatabase } from './database.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { rowsOf, TOWN } from './town.ts';

/** The migrations as they were before it was kept which losses are still owed. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-losses-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  const files = readdirSync(municipality).toSorted();
  const first = files.findIndex((file) => file.endsWith('_losses-still-owed.sql'));
  for (const file of files.slice(first)) rmSync(join(municipality, file));
  return folder;
}

/** A booked loss of a claim, numbered after it. */
async function loss(tx: MunicipalityTx, claim: ClaimNumber, reason: string, from = 'owed'): Promise<void> {
  await sql`
    insert into write_off (write_off, claim_number, debtor_number, reason, taken_from, amount_ore, about, state, configuration_version,
      proposed_on, proposed_by, approved_on, approved_by, booked_on)
    select ${String(claim)}::bigint * 100 + 1, claim_number, debtor_number, ${reason}, ${from}, 100, 'prøve', 'booked', 1,
      '2026-01-02', 'Ane', '2026-01-02', 'Bo', '2026-01-02'
    from liability where claim_number = ${String(claim)}::bigint`.execute(tx);
}

/** Anna has four claims that were written off, each for another reason; Bo has one, and has been relieved of debt. */
async function lossesOf(database: Database): Promise<void> {
  await inMunicipality(database, TOWN, async (tx) => {
    await sql`insert into configuration (version, recorded_at, recorded_by, document) values (1, '2026-01-01T08:00Z', 'prøve', '{}')`.execute(
      tx,
    );
    const [anna, bo] = [await somebody(tx, cprOf(1)), await somebody(tx, cprOf(2))];
    const reasons = ['futile', 'administrative', 'estate'];
    for (const reason of reasons)
      await loss(tx, await anOrdinaryClaim(tx, { claimId: reason, debtors: [anna], owed: 100 }), reason);
    await loss(
      tx,
      await anOrdinaryClaim(tx, { claimId: 'E', debtors: [anna], owed: 100 }),
      'limitation',
      'ended',
    );
    await loss(tx, await anOrdinaryClaim(tx, { claimId: 'B', debtors: [bo], owed: 100 }), 'futile');
    await sql`
      insert into errand (errand, kind, debtor_number, began_on, opened_on, opened_by, outcome, kept_hundredths, closed_on, closed_by)
      values (${bo} * 100 + 1, 'debt-relief', ${bo}, '2026-02-01', '2026-02-02', 'prøve', 'relieved', 2500, '2026-03-01', 'prøve')`.execute(
      tx,
    );
  });
}

test('losses of what is owed, booked before it was kept, are still owed, unless they are final or the debtor was freed', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  try {
    await migrateAll(database, earlier);
    await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
    await lossesOf(database);
    await migrateAll(database);
  } finally {
    rmSync(earlier, { recursive: true });
  }
  const owed = sql<{ claim: string }>`
    select claim_id as claim from loss_still_owed join claim using (claim_number) order by 1`;
  expect(await rowsOf(database, owed)).toEqual([{ claim: 'administrative' }, { claim: 'futile' }]);
});
