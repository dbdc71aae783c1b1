import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { claimNumber } from '../../src/claims/types.ts';
import { debtorNumber, municipalityCode } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { overpaidBy } from '../../src/ledger/overpaid.ts';
import { transfersOf } from '../../src/ledger/read.ts';
import { inMunicipality, readInMunicipality } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { bareDatabase } from './database.ts';

const ours = { code: municipalityCode('998'), name: 'Prøvekøbing' };
const anna = debtorNumber(100_001);
const bo = debtorNumber(100_002);

/**
 * The ledger as it was when the end of a liability wrote the claim off at once: claim 1 is Anna's, 100 kr. of 1.000 are
 * asked for; claim 2 was theirs together and has ended for both after 50 kr. were paid; 5 kr. are held for Bo.
 */
const before = String.raw`
  insert into debtor values (100001, '2026-01-02T08:00Z'), (100002, '2026-01-02T08:00Z');
  insert into claim_import values (1, 'krav.csv', repeat('a', 64), 2, 2, 0, 0, '2026-01-02T08:00Z', 'drift');
  insert into account values (1, 'KY', 'S-1', 100001, 1);
  insert into claim (claim_number, account_number, source_system, claim_id, law, paragraph, benefit, period_from, period_to,
    paid_on, amount_basis, decision_date, decision_delivered, decision_period_from, decision_period_to, complaint_pending,
    help_stopped, lapse_earliest, situation_import, import_number)
  select n, 1, 'KY', 'K-' || n, 'aktivloven', '91', 'kontanthjælp', '2022-03-01', '2022-03-31', '2022-03-31', 'gross',
    '2022-06-02', '2022-06-02', '2022-01', '2022-12', false, '2022-12-31', '2025-12-31', 1, 1 from generate_series(1, 2) n;
  insert into part_claim values (1, 'a', 100000, 100000, 50, null, 1), (2, 'a', 60000, 60000, 50, null, 1);
  insert into liability values (1, 100001, 'sole'), (2, 100001, 'joint'), (2, 100002, 'joint');
  insert into liability_end values (2, 100001, 'lapsed', '2026-01-05', 'decision 1', '2026-01-12T08:00Z', 'drift'),
    (2, 100002, 'lapsed', '2026-02-05', 'decision 2', '2026-02-12T08:00Z', 'drift');
  insert into transfer values
    ('claim-raised', 1, 1, 'claim', 1, 0, 'source', 1, 0, 100000, '2022-06-02', '2026-01-02', '2026-01-02T08:00Z'),
    ('claim-raised', 2, 1, 'claim', 2, 0, 'source', 2, 0, 60000, '2022-06-02', '2026-01-02', '2026-01-02T08:00Z'),
    ('instalment', 20260102000100001, 1, 'due', 1, 100001, 'claim', 1, 0, 10000, '2026-01-02', '2026-01-02', '2026-01-02T08:00Z'),
    ('instalment', 20260102000100001, 2, 'due', 2, 100001, 'claim', 2, 0, 20000, '2026-01-02', '2026-01-02', '2026-01-02T08:00Z'),
    ('payment', 1, 1, 'bank', 0, 0, 'transit', 1, 0, 5500, '2026-01-03', '2026-01-03', '2026-01-03T08:00Z'),
    ('payment', 1, 2, 'transit', 1, 0, 'due', 2, 100001, 5000, '2026-01-03', '2026-01-03', '2026-01-03T08:00Z'),
    ('payment', 1, 3, 'transit', 1, 0, 'overpaid', 100002, 0, 500, '2026-01-03', '2026-01-03', '2026-01-03T08:00Z'),
    ('liability-ended', 2, 1, 'claim', 2, 0, 'due', 2, 100001, 15000, '2026-01-05', '2026-01-12', '2026-01-12T08:00Z'),
    ('liability-ended', 2, 2, 'written-off', 2, 0, 'claim', 2, 0, 55000, '2026-02-05', '2026-02-12', '2026-02-12T08:00Z');
`;

test('a ledger from before keeps every transfer, and what had been written off without a decision has ended', async () => {
  await using database = await bareDatabase();
  const earlier = migrationsUpTo(17);
  await migrateAll(database, earlier);
  await createMunicipality(database, ours, earlier);
  await inMunicipality(database, ours.code, async (tx) => {
    await tx.executeQuery(CompiledQuery.raw(before));
  });
  rmSync(earlier, { recursive: true });

  await migrateAll(database);

  await readInMunicipality(database, ours.code, async (tx) => {
    expect(await checkLedger(tx)).toEqual([]);
    expect(await balanceOfMunicipality(tx)).toMatchObject({
      raised: kroner(1_600),
      received: kroner(55),
      owed: kroner(1_000),
      due: kroner(100),
      overpaid: kroner(5),
      ended: kroner(550),
      writtenOff: 0n,
    });
    const [first, second] = [claimNumber(1n), claimNumber(2n)];
    expect(await accountsOfClaims(tx, [first, second])).toEqual(
      new Map([
        [
          first,
          {
            notAsked: kroner(900),
            due: new Map([[anna, kroner(100)]]),
            raised: kroner(1_000),
            atRecovery: 0n,
          },
        ],
        [second, { notAsked: 0n, due: new Map(), raised: kroner(600), atRecovery: 0n }],
      ]),
    );
    expect(await overpaidBy(tx, 'everybody')).toEqual(new Map([[bo, kroner(5)]]));
    // The old rows stand; the new one has the dates of what it puts right, so that no day shows a loss.
    const ended = await transfersOf(tx, 'liability-ended', [2n]);
    expect(
      ended.map(({ line, debit, credit, bookingDate }) => [line, debit.kind, credit.kind, bookingDate]),
    ).toEqual([
      [1, 'claim', 'due', '2026-01-12'],
      [2, 'written-off', 'claim', '2026-02-12'],
      [3, 'ended', 'written-off', '2026-02-12'],
    ]);
  });
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
