import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery, sql } from 'kysely';
import { expect, test } from 'vitest';
import { agreementsInForce } from '../../src/agreements/agreements.ts';
import { decisionsAbout } from '../../src/agreements/decisions.ts';
import { determinationsAbout } from '../../src/agreements/determinations.ts';
import { debtorNumber, municipalityCode } from '../../src/kernel/ids.ts';
import { ore } from '../../src/kernel/money.ts';
import { openBalances } from '../../src/ledger/balances.ts';
import { inMunicipality, readInMunicipality } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { bareDatabase } from './database.ts';

const ours = { code: municipalityCode('998'), name: 'Prøvekøbing' };
const payer = debtorNumber(100_001);
const waiting = debtorNumber(100_002);

/** The program as it was before decisions had to arrive, with one debtor on a plan and a draft for another. */
const before = String.raw`
  insert into configuration values (1, '{"payment": {"dueDay": 1}}', '2026-01-02T08:00Z', 'drift');
  insert into debtor values (100001, '6101010001', '2026-01-02T08:00Z'), (100002, '6101010002', '2026-01-02T08:00Z');
  insert into claim_import values (1, 'krav.csv', repeat('a', 64), 3, 3, 0, 0, '2026-01-02T08:00Z', 'drift');
  insert into account values (1, 'KY', 'S-1', 100001, 1), (2, 'KY', 'S-2', 100002, 1);
  insert into claim (claim_number, account_number, source_system, claim_id, law, paragraph, benefit, period_from, period_to,
    paid_on, amount_basis, decision_date, decision_delivered, decision_period_from, decision_period_to, complaint_pending,
    help_stopped, lapse_earliest, situation_import, import_number)
  select n, n, 'KY', 'K-' || n, 'aktivloven', '91', 'kontanthjælp', '2025-03-01', '2025-03-31', '2025-03-31', 'gross',
    '2025-06-02', '2025-06-02', '2025-01', '2025-12', false, '2025-12-31', '2028-12-31', 1, 1 from generate_series(1, 2) n;
  insert into part_claim values (1, 'a', 1200000, 1000000, 50, null, 1), (1, 'b', 50000, 50000, 50, null, 1),
    (2, 'a', 700000, 700000, 50, null, 1);
  insert into liability values (1, 100001, 'sole'), (2, 100002, 'sole');
  insert into month_run (month, calculation_date, facts_as_of, rule_version, configuration_version, started_at, started_by,
    finished_at, progress) values ('2026-01-01', '2026-01-10', 1, '1', 1, '2026-01-10T08:00Z', 'drift', '2026-01-10T09:00Z',
    '{"changes": {"rise": {"count": 0, "debtors": []}}, "drafts": 1}');
  insert into determination (month, debtor_number, calculation_date, facts_as_of, rule_version, outcome, reason, monthly_ore,
    dependants, explanation_hash) values
    ('2026-01-01', 100001, '2026-01-10', 1, '1', 'plan', 'table', 395000, false, decode(repeat('00', 16), 'hex')),
    ('2026-01-01', 100002, '2026-01-10', 1, '1', 'plan', 'table', 60000, false, decode(repeat('00', 16), 'hex'));
  insert into decision (decision_id, debtor_number, month, change, state, outcome, reason, monthly_ore, drafted_on, decided_on,
    decided_by, owed_ore) values
    (20260100001000010, 100001, '2026-01-01', 'start-plan', 'decided', 'plan', 'table', 395000, '2026-01-10', '2026-01-10',
      'automatic', 1050000),
    (20260100001000020, 100002, '2026-01-01', 'start-plan', 'draft', 'plan', 'table', 60000, '2026-01-10', null, null, 700000);
  insert into agreement (agreement_id, debtor_number, outcome, reason, monthly_ore, first_due, owed_ore, in_force_from)
    values (20260100001000010, 100001, 'plan', 'table', 395000, '2026-03-02', 1050000, '2026-01-10');
  insert into schedule_segment values (20260100001000010, 1, '2026-03-02', 2, 395000),
    (20260100001000010, 2, '2026-05-01', 1, 260000);
  insert into letter values (20260100001000010, 100001, 'plan', '{}', 'plan-0', '\x00', repeat('b', 64), 1, '2026-01-10T09:00Z');
`;

test('a municipality from before keeps its claims, plans, drafts and letters when the program is renewed', async () => {
  await using database = await bareDatabase();
  const earlier = migrationsUpTo(9);
  await migrateAll(database, earlier);
  await createMunicipality(database, ours, earlier);
  await inMunicipality(database, ours.code, async (tx) => {
    await tx.executeQuery(CompiledQuery.raw(before));
  });
  rmSync(earlier, { recursive: true });

  await migrateAll(database);

  const { owed, plan, decisions, found, letters } = await readInMunicipality(
    database,
    ours.code,
    async (tx) => ({
      owed: await openBalances(tx, [payer, waiting]),
      plan: (await agreementsInForce(tx, [payer])).get(payer),
      decisions: [...(await decisionsAbout(tx, payer)), ...(await decisionsAbout(tx, waiting))],
      found: await determinationsAbout(tx, payer),
      letters: (await sql<{ letter_id: bigint }>`select letter_id from letter`.execute(tx)).rows,
    }),
  );
  expect(owed.get(payer)).toMatchObject([
    { balance: 1_050_000n, notAsked: 1_050_000n, dueFrom: 0n, raised: 1_050_000n },
  ]);
  expect(plan).toMatchObject({
    terms: { outcome: 'plan', monthly: 395_000n },
    firstDue: '2026-03-02',
    covers: [{ claim: 1n, owed: ore(1_050_000n), raised: ore(1_050_000n) }],
  });
  expect(decisions).toMatchObject([
    { state: 'in-force', decided: { on: '2026-01-10', firstDue: '2026-03-02', effectiveFrom: '2026-01-10' } },
    { state: 'waiting', decided: null, covers: [{ claim: 2n }] },
  ]);
  expect(found).toMatchObject([{ ordinal: 0, consequence: 'decision' }]);
  expect(letters).toEqual([{ letter_id: 202601000010000100n }]);
});

/** The migrations as they were when only so many were there. */
function migrationsUpTo(last: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-migrations-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  for (const file of readdirSync(municipality))
    if (Number(file.slice(0, 6)) > last) rmSync(join(municipality, file));
  return folder;
}
