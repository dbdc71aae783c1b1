import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeClaims } from '../../src/claims/claim-descriptions.ts';
import { claimAmounts } from '../../src/claims/corrections.ts';
import { liableDebtorPage } from '../../src/claims/liable-claims.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { openBalances, outstandingClaims } from '../../src/ledger/balances.ts';
import { claimEnds } from '../../src/ledger/claim-ends.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { transfersOf } from '../../src/ledger/read.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { aDebtor, cprOf } from '../vocabulary.ts';
import {
  aLedger,
  anna,
  aPayment,
  claim,
  claimRow,
  NOW,
  TODAY,
  tryToTakeIn,
  type LedgerTown,
} from './ledger-town.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { aTown, fetchFor, run, TOWN } from './town.ts';

describe('a claim that is no repayment of benefits', () => {
  test('is no part of what a debtor is to repay', async () => {
    await using town = await aLedger(claimRow(1, 500));
    const bill = await town.do((tx) => anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 300 }));
    const told = await town.do(async (tx) => ({
      balances: (await openBalances(tx, [anna])).get(anna)?.map(({ claimNumber }) => claimNumber),
      outstanding: (await outstandingClaims(tx, [anna])).get(anna)?.map(({ claimId }) => claimId),
      described: [...(await describeClaims(tx, [claim(1), bill])).keys()],
      ends: (await claimEnds(tx, [anna])).get(anna),
    }));
    expect(told).toEqual({ balances: [1n], outstanding: ['K-1'], described: [1n], ends: ['open'] });
  });

  test('is owed from its due date, and the books know its amount', async () => {
    await using town = await aLedger(claimRow(1, 500));
    const bill = await town.do((tx) => anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 300 }));
    expect(await town.standing(Number(bill))).toMatchObject({ notAsked: 300, raised: 300 });
    expect(await town.do((tx) => transfersOf(tx, 'claim-raised', [bill]))).toMatchObject([
      { valueDate: '2026-02-02' },
    ]);
    expect(await town.do((tx) => claimAmounts(tx, bill))).toMatchObject({
      principal: 30_000n,
      decisionDate: '2026-01-05',
    });
    expect(await town.faults()).toEqual([]);
  });

  test('does not keep a plan for benefits alive, nor end one', async () => {
    await using town = await aLedger(claimRow(1, 500));
    await town.do((tx) => anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 300 }));
    // The bill is due and the benefits are not asked for yet: without a wish the bill would be paid first.
    const paid = await town.do((tx) => registerPayment(tx, aPayment(anna, 500, { wish: [claim(1)] })));
    // She owes the bill still.
    expect(paid).toMatchObject({ ok: true, value: { settled: [] } });
    expect(await town.do((tx) => claimEnds(tx, [anna]))).toEqual(new Map([[anna, ['paid']]]));
  });

  test('that has ended is told as what it was, and the benefits for themselves', async () => {
    await using town = await aLedger(claimRow(1, 500));
    await town.do(async (tx) => {
      const bill = await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 300 });
      const end = { claim: bill, debtor: anna, on: TODAY, reason: 'forældet', by: 'prøve', at: NOW };
      await endLiabilities(tx, [{ ...end, kind: 'time-barred' }]);
    });
    const story = await town.do((tx) => debtorStory(tx, anna, TODAY));
    const told = story.ok ? story.value.entries.map(({ what }) => what) : [];
    expect(told).toEqual(expect.arrayContaining(['claims-raised', 'bill-raised', 'claim-ended']));
  });

  test('is not taken for one of a benefits file that has its name', async () => {
    await using town = await aLedger(claimRow(1, 500));
    const { sourceSystem } = (await town.do((tx) => outstandingClaims(tx, [anna]))).get(anna)?.[0] ?? {};
    await town.do((tx) =>
      anOrdinaryClaim(tx, {
        claimId: 'K-9',
        debtors: [anna],
        owed: 300,
        ...(sourceSystem === undefined ? {} : { sourceSystem }),
      }),
    );
    const report = await tryToTakeIn(town.db, [claimRow(9, 300, { accountId: 'K-9', partClaimId: '2' })]);
    expect(report).toMatchObject({ outcome: 'refused' });
    expect(report.refusals.map(({ reason }) => reason.tag)).toContain('already-imported-otherwise');
  });
});

test('nobody asks for the income of somebody who owes no benefits, and no month looks at them', async () => {
  const clara = aDebtor().withIncome(20_000, 20_000).owing(5_000);
  await using town = await aTown([clara]);
  const david = await inMunicipality(town.database, TOWN, async (tx) => {
    const debtor = await somebody(tx, cprOf(77));
    await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [debtor], owed: 300 });
    return debtor;
  });
  // The town's registers fail when they are asked about somebody else than Clara.
  expect(await fetchFor(town, '2026-03')).toMatchObject({ debtors: 1, missing: {} });
  expect((await run(town.database, '2026-03')).report).toMatchObject({ debtors: 1 });
  const page = await inMunicipality(town.database, TOWN, (tx) => liableDebtorPage(tx, 0, 10));
  expect(page).toEqual([clara.number]);
  expect(page).not.toContain(david);
});

describe('the register refuses', () => {
  let town: LedgerTown;
  beforeAll(async () => {
    town = await aLedger(claimRow(1, 500));
    await town.do((tx) => anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 300 }));
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test.each([
    ['interest without a main claim', sql`update claim set level = 'interest', import_number = null`],
    ['a main claim that came from no file', sql`update claim set import_number = null`],
    ['a last day of timely payment before the due date', sql`update claim set due_on = srb_on + 1`],
    ['half a period', sql`update claim set period_from = '2026-01-01'`],
    ['a claim of no type', sql`update claim set claim_type = ''`],
  ])('%s', async (_what, statement) => {
    await expect(town.do((tx) => statement.execute(tx))).rejects.toThrow(/check constraint/);
  });
});
