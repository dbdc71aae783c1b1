import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginCheckout } from '../../src/checkout/begin.ts';
import { checkoutByReference } from '../../src/checkout/checkouts.ts';
import { lookAt } from '../../src/checkout/look.ts';
import { newKey } from '../../src/checkout/reference.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { debtsToPay } from '../../src/insight/debts-to-pay.ts';
import { overviewOf } from '../../src/insight/overview/overview.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import type { HoldReason } from '../../src/law/holds.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { claimAccount, recoveryAccount } from '../../src/ledger/types.ts';
import { startMobilePaySimulator } from '../../src/outside/mobilepay/simulator.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { partsOf } from './checkout-town.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { letterArrives, numberOf } from './decisions-town.ts';
import { payer, registersOf } from './month-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import { fetchFor, morningOf, raise, run, settle, TOWN } from './town.ts';

const deferred = aDebtor(2).receiving('kontanthjælp');
// One who pays by plan and has bills of every kind, and one whose repayment is deferred.
const TODAY = date('2026-03-12');
let database: FreshDatabase;
const within = <T>(work: (tx: MunicipalityTx) => Promise<T>) => inMunicipality(database, TOWN, work);
beforeAll(async () => {
  database = await freshDatabase();
  await settle(database, [payer, deferred]);
  await fetchFor({ database, registers: registersOf(payer, deferred) }, '2026-03');
  await run(database, '2026-03');
  for (const { number } of [payer, deferred])
    await letterArrives(database, numberOf(number), { on: '2026-03-11' });
});
afterAll(() => database.close());

const bill = (claimId: string, owed: number, due: string) =>
  within((tx) => anOrdinaryClaim(tx, { claimId, debtors: [payer.number], owed, due }));

async function hold(claim: ClaimNumber, reason: HoldReason): Promise<void> {
  const days = { from: date('2026-03-02'), reviewOn: date('2026-05-01') };
  await within((tx) =>
    placeHolds(tx, [
      { claim, reason, debtor: null, ...days, about: 'P-1', by: 'prøve', at: morningOf('2026-03-02') },
    ]),
  );
}

async function atRecovery(claim: ClaimNumber, amount: number): Promise<void> {
  await hold(claim, 'recovery');
  const day = date('2026-02-20');
  await within((tx) =>
    postTransfers(tx, [
      {
        cause: 'transferred',
        causeNumber: claim,
        line: 1,
        debit: recoveryAccount(claim),
        credit: claimAccount(claim),
        amount: kroner(amount),
        valueDate: day,
        bookingDate: day,
        recordedAt: morningOf('2026-02-20'),
      },
    ]),
  );
}

const shownTo = async (debtor: DebtorNumber) => {
  const { debts, atRecovery: there } = await within((tx) => debtsToPay(tx, debtor, TODAY));
  return { there, debts: debts.map(({ kind, may, amount, left }) => ({ kind, may, amount, left })) };
};

describe('what a citizen may pay on the web', () => {
  test('of a plan is its next payment, as on the overview, before it is asked for, then, and when it is late', async () => {
    const on = async (day: string) => {
      const books = await within((tx) => citizenBooks(tx, payer.number, date(day)));
      const { next } = overviewOf(books, date(day));
      const { debts } = await within((tx) => debtsToPay(tx, payer.number, date(day)));
      const [plan, ...others] = debts.filter(({ kind }) => kind === 'instalments');
      expect(others).toEqual([]);
      expect(next).toMatchObject({ amount: plan?.amount, by: plan?.by });
      return [plan?.may, plan?.amount, plan?.by];
    };
    const monthly = kroner(3_950);
    expect(await on('2026-03-12')).toEqual(['coming', monthly, '2026-04-01']);
    await raise(database, '2026-04-01', '2026-03-20');
    expect(await on('2026-03-20')).toEqual(['now', monthly, '2026-04-01']);
    expect(await on('2026-04-10')).toEqual(['now', monthly, '2026-04-01']);
  });

  test('of what is deferred is not needed, and said so', async () => {
    const { debts } = await shownTo(deferred.number);
    expect(debts.map(({ may }) => may)).toEqual(debts.map(() => 'not-needed'));
    expect(debts.length).toBeGreaterThan(0);
  });

  test('and the plan’s payment covers the plan alone, though an older bill is owed', async () => {
    await bill('A-0', 90, '2026-02-01');
    const clock = () => morningOf('2026-03-21');
    const simulator = await startMobilePaySimulator({ clock });
    const parts = partsOf(database, simulator.access, clock);
    const plan = async () =>
      (await within((tx) => debtsToPay(tx, payer.number, TODAY))).debts.find(
        ({ kind }) => kind === 'instalments',
      );
    const before = await plan();
    const begun = await within((tx) =>
      beginCheckout(tx, {
        debtor: payer.number,
        channel: 'mobilepay',
        provider: 'vipps-mobilepay',
        language: 'da',
        amount: before?.amount ?? zeroOre,
        claims: before?.mains ?? [],
        formKey: newKey(),
        at: clock(),
      }),
    );
    if (!begun.ok) throw new Error(begun.refusal.tag);
    await lookAt(parts, TOWN, begun.value);
    await simulator.decide(begun.value, 'authorized');
    await lookAt(parts, TOWN, begun.value);
    await simulator.close();
    expect(await within((tx) => checkoutByReference(tx, begun.value))).toMatchObject({
      state: 'paid',
      held: zeroOre,
    });
    const after = await plan();
    expect(after).toMatchObject({ may: 'coming' });
    expect((before?.left ?? zeroOre) - (after?.left ?? zeroOre)).toBe(before?.amount);
  });

  test('is nothing of what Gældsstyrelsen has, or what is stopped; what is disputed or waits is not needed, and comes last', async () => {
    await bill('A-1', 1_250, '2026-03-01');
    await bill('A-2', 500, '2026-04-01');
    await hold(await bill('A-3', 800, '2026-03-01'), 'objection');
    await hold(await bill('A-4', 300, '2026-03-01'), 'manual');
    await hold(await bill('A-5', 650, '2026-03-01'), 'bankruptcy');
    await hold(await bill('A-6', 660, '2026-03-01'), 'lapse-review');
    await atRecovery(await bill('A-7', 4_000, '2026-01-05'), 4_000);
    const { debts, there } = await shownTo(payer.number);
    expect(there).toBe(kroner(4_000));
    const single = debts.filter(({ kind }) => kind === 'debt');
    expect(single.map(({ may, amount }) => [may, amount])).toEqual([
      ['now', kroner(90)],
      ['now', kroner(1_250)],
      ['coming', kroner(500)],
      ['not-needed', kroner(800)],
      ['not-needed', kroner(300)],
    ]);
  });
});
