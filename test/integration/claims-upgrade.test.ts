import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { describedClaims, liableClaims } from '../../src/claims/liable-claims.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { bareDatabase } from './database.ts';
import { TOWN } from './town.ts';

/** The migrations as they were when the register held repayment claims only. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-repayment-only-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  for (const file of readdirSync(municipality))
    if (Number(file.slice(0, 6)) >= 18) rmSync(join(municipality, file));
  return folder;
}

async function writeAsBefore(tx: MunicipalityTx): Promise<void> {
  await sql`insert into debtor values (100001, '2026-01-02'), (100002, '2026-01-02')`.execute(tx);
  await sql`
    insert into claim_import values (1, 'krav.csv', repeat('a', 64), 2, 2, 0, 0, '2026-01-02T08:00Z', 'drift'),
      (2, 'krav.csv', repeat('b', 64), 2, 0, 1, 1, '2026-02-02T08:00Z', 'drift')`.execute(tx);
  await sql`insert into account values (1, 'KY', 'S-1', 100001, 1)`.execute(tx);
  await sql`
    insert into claim (claim_number, account_number, source_system, claim_id, law, paragraph, benefit, description, period_from,
      period_to, paid_on, amount_basis, decision_date, decision_delivered, decision_period_from, decision_period_to,
      complaint_pending, help_stopped, known_from, known_reason, lapse_earliest, situation_import, import_number)
    values (1, 1, 'KY', 'K-1', 'aktivloven', '92', 'kontanthjælp', 'samliv', '2025-03-01', '2025-03-31', '2025-03-28', 'gross',
        '2025-06-02', '2025-06-03', '2025-01', '2025-12', true, '2025-12-31', '2026-01-05', 'registersamkøring', '2029-01-05', 2,
        1),
      (2, 1, 'KY', 'K-2', 'aktivloven', '91', 'uddannelseshjælp', null, '2025-04-01', '2025-04-30', '2025-04-30', 'net',
        '2025-06-02', '2025-06-02', '2025-01', '2025-12', false, null, null, null, null, 1, 1)`.execute(tx);
  await sql`insert into claim_earlier_situation values (1, 1, false, null, null, null, null)`.execute(tx);
  await sql`insert into part_claim values (1, 'a', 1200000, 1000000, 50, null, 1), (2, 'a', 700000, 700000, 30, '0557', 1)`.execute(
    tx,
  );
  await sql`insert into liability values (1, 100001, 'joint'), (1, 100002, 'joint'), (2, 100001, 'sole')`.execute(
    tx,
  );
  await sql`insert into liability_end values (1, 100002, 'cancelled', '2026-02-01', 'hjemvist', '2026-02-01T08:00Z', 'drift')`.execute(
    tx,
  );
  await sql`
    insert into transfer select 'claim-raised', claim_number, 1, 'claim', claim_number, 0, 'source', claim_number, 0,
      outstanding_ore, '2025-06-02', '2026-01-02', '2026-01-02T08:00Z' from part_claim`.execute(tx);
}

test('claims from when the register held repayment claims only are what they were', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  await migrateAll(database, earlier);
  await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
  rmSync(earlier, { recursive: true });
  await inMunicipality(database, TOWN, writeAsBefore);

  await migrateAll(database);

  await inMunicipality(database, TOWN, async (tx) => {
    const common = { sourceSystem: 'KY', accountId: 'S-1', law: 'aktivloven', decisionDate: '2025-06-02' };
    expect(await describedClaims(tx, [debtorNumber(100_001), debtorNumber(100_002)])).toEqual([
      expect.objectContaining({
        ...common,
        claimId: 'K-1',
        debtor: 100_001,
        paragraph: '92',
        benefit: 'kontanthjælp',
        description: 'samliv',
        periodFrom: '2025-03-01',
        periodTo: '2025-03-31',
        paidOn: '2025-03-28',
        amountBasis: 'gross',
        decisionDelivered: '2025-06-03',
        decisionPeriodFrom: '2025-01',
        decisionPeriodTo: '2025-12',
        complaintPending: true,
        helpStopped: '2025-12-31',
        knownFrom: '2026-01-05',
        knownReason: 'registersamkøring',
        lapseEarliest: '2029-01-05',
      }),
      expect.objectContaining({
        ...common,
        claimId: 'K-2',
        benefit: 'uddannelseshjælp',
        lapseEarliest: null,
      }),
    ]);
    expect(await liableClaims(tx, [debtorNumber(100_001)])).toMatchObject([
      { claimNumber: 1n, law: 'aktivloven', periodFrom: '2025-03-01', complaintPending: true },
      { claimNumber: 2n, law: 'aktivloven', periodFrom: '2025-04-01', complaintPending: false },
    ]);
    const registered = await sql`
      select claim_type, level, main_claim, origin_on, due_on, srb_on, situation_import, kind from claim
      join repayment_claim using (claim_number) join claim_import using (import_number) order by claim_number`.execute(
      tx,
    );
    const now = { claim_type: 'KTTIBAK', level: 'main', main_claim: null, due_on: null, srb_on: null };
    expect(registered.rows).toEqual([
      { ...now, origin_on: '2025-03-28', situation_import: 2n, kind: 'repayment' },
      { ...now, origin_on: '2025-04-30', situation_import: 1n, kind: 'repayment' },
    ]);
    expect(await checkLedger(tx)).toEqual([]);
  });
});
