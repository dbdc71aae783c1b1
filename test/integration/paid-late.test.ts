import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { chargesOfMains } from '../../src/charges/store.ts';
import { postFees } from '../../src/charges/fees.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { debtPage } from '../../src/insight/debt-page.ts';
import { date } from '../../src/kernel/dates.ts';
import { noticeId, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { kr } from '../vocabulary.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { discharge, lose, recovered, setOff, type Cover } from './covering.ts';
import { inKroner } from './ledger-town.ts';
import { faultsOf, paidIn } from './paying.ts';
import { morningOf } from './town.ts';

/** Day care of 10,000 kr. due on 15 December 2025, and the interest of three months. */
async function threeMonthsLate(): Promise<{ readonly town: ChargesTown; readonly main: ClaimNumber }> {
  const town = await aChargesTown();
  const main = await town.raise();
  for (const day of ['2025-12-16', '2026-01-16', '2026-02-16']) await town.interest(day);
  return { town, main };
}

/** What covers interest otherwise than by a payment. */
type Covering = (tx: MunicipalityTx, cover: Cover, debtor: DebtorNumber) => Promise<void>;

/** What is left of a claim, then of its interest and fees in the order of their numbers, in kroner. */
function leftOf(town: ChargesTown, main: ClaimNumber): Promise<number[]> {
  return town.do(async (tx) => {
    const charges = (await chargesOfMains(tx, [main])).get(main) ?? [];
    const claims = [main, ...charges.map(({ claim }) => claim)];
    const accounts = await accountsOfClaims(tx, claims);
    return claims.map((claim) => inKroner(balanceOf(accounts.get(claim))));
  });
}

describe('a payment that is known late', () => {
  test('covers what was owed on its day, and leaves the interest that it would have left then', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    const received = await paidIn(town, { amount: 5_000, on: '2026-01-10', booked: '2026-02-20' });
    // The interest of 16 December was there; that of January and February is halved, and comes after the claim itself.
    expect(received.covered.map(({ amount, rule }) => [inKroner(amount), rule])).toEqual([
      [100, 'oldest-due'],
      [4_900, 'oldest-due'],
    ]);
    expect(await leftOf(town, main)).toEqual([5_100, 0, 51, 51]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('stands as if it had been known on its day', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    await paidIn(town, { amount: 7_000, on: '2026-01-10', booked: '2026-02-20' });
    await using inTime = await aChargesTown();
    const same = await inTime.raise();
    for (const day of ['2025-12-16', '2026-01-10', '2026-01-16', '2026-02-16']) {
      if (day === '2026-01-10') await paidIn(inTime, { amount: 7_000, on: day });
      else await inTime.interest(day);
    }
    expect(await leftOf(town, main)).toEqual(await leftOf(inTime, same));
  });

  test('of the very day on which interest is charged covers the same, whether it is known before that, on the day or weeks after', async () => {
    const lives = [
      ['2025-12-16', 'paid 2026-01-16', '2026-01-16', '2026-02-16'],
      ['2025-12-16', '2026-01-16', 'paid 2026-01-16', '2026-02-16'],
      ['2025-12-16', '2026-01-16', '2026-02-16', 'paid 2026-02-20'],
    ];
    for (const days of lives) {
      await using town = await aChargesTown();
      const main = await town.raise();
      for (const day of days) {
        const booked = day.replace('paid ', '');
        if (booked === day) await town.interest(day);
        else await paidIn(town, { amount: 3_000, on: '2026-01-16', booked });
      }
      // The month that was charged on the day stays (Q23), and comes after what was owed before it.
      expect(await leftOf(town, main)).toEqual([7_100, 0, 100, 71]);
    }
  });

  test('leaves no more interest where the payer names the interest too', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    const charges = await town.do(async (tx) => (await chargesOfMains(tx, [main])).get(main) ?? []);
    const wish = [main, ...charges.map(({ claim }) => claim)];
    await paidIn(town, { amount: 5_000, on: '2026-01-10', booked: '2026-02-20', wish });
    // 4,700 kr. of the claim itself were there from 10 January: the interest of January and February is of 5,300 kr.
    const stands = await town.do(async (tx) => (await chargesOfMains(tx, [main])).get(main) ?? []);
    expect(stands.map((each) => inKroner(each.stands))).toEqual([100, 53, 53]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('of the whole claim before it was due leaves no interest, and what is too much is held', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    const received = await paidIn(town, { amount: 10_050, on: '2025-12-15', booked: '2026-02-20' });
    expect(inKroner(received.overpaid)).toBe(50);
    expect(await leftOf(town, main)).toEqual([0, 0, 0, 0]);
    expect(await town.interest('2026-03-16')).toMatchObject({ consequences: { paid: 1 } });
    expect(await faultsOf(town)).toEqual([]);
  });

  test('lets what was paid of interest since cover the claim as far as it would have then', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    await paidIn(town, { amount: 300, on: '2026-02-17' });
    await paidIn(town, { amount: 4_000, on: '2026-01-10', booked: '2026-02-20' });
    // 4,000 kr. covered 100 of interest and 3,900 of the claim; 300 kr. two months of 61, and 178 of the claim.
    expect(await leftOf(town, main)).toEqual([5_922, 0, 0, 0]);
    // The debt's page tells of each payment once, though what the later one covers is another now.
    const day = date('2026-02-20');
    const { movements } = await town.do(async (tx) =>
      debtPage(tx, await citizenBooks(tx, town.anna, day), { main, day }),
    );
    const paid = movements.filter(({ what }) => what === 'paid' || what === 'paid-back');
    expect(paid.map(({ on, change }) => [on, inKroner(change)])).toEqual([
      ['2026-01-10', -4_000],
      ['2026-02-17', -300],
    ]);
    expect(await town.do((tx) => openRefunds(tx, [town.anna]))).toEqual([]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test.each<[string, Covering, { readonly refunds: readonly number[]; readonly items: readonly string[] }]>([
    [
      'was set off',
      (tx, cover, debtor) => setOff(tx, cover, debtor),
      { refunds: [40, 40], items: ['money-held', 'money-held'] },
    ],
    ['was booked as a loss', (tx, cover) => lose(tx, cover), { refunds: [], items: [] }],
    [
      'was booked as a difference of øre',
      (tx, cover) => lose(tx, cover, { rounding: true }),
      { refunds: [], items: [] },
    ],
    ['was discharged', (tx, cover, debtor) => discharge(tx, cover, debtor), { refunds: [], items: [] }],
    [
      'was covered by Gældsstyrelsen before it came back',
      (tx, cover) => recovered(tx, cover),
      { refunds: [], items: ['covered-at-recovery', 'covered-at-recovery'] },
    ],
  ])('is taken in where the interest %s', async (_how, covering, { refunds, items }) => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    const charges = await town.do(async (tx) => (await chargesOfMains(tx, [main])).get(main) ?? []);
    await town.do(async (tx) => {
      for (const [index, { claim }] of charges.entries()) {
        const amount = balanceOf((await accountsOfClaims(tx, [claim])).get(claim));
        await covering(tx, { claim, amount, number: index + 1 }, town.anna);
      }
    });
    await paidIn(town, { amount: 4_000, on: '2026-01-10', booked: '2026-03-12' });
    expect(await leftOf(town, main)).toEqual([6_000, 0, 0, 0]);
    const back = await town.do((tx) => openRefunds(tx, [town.anna]));
    expect(back.map(({ amount }) => inKroner(amount))).toEqual(refunds);
    const told = await town.do((tx) => openItems(tx, { debtor: town.anna, kind: null }));
    expect(told.map(({ kind }) => kind)).toEqual(items);
    // Another one finds what stays as it was, and tells nobody again; what is held besides is told.
    await paidIn(town, { amount: 10, on: '2026-01-10', booked: '2026-03-13' });
    const then = await town.do((tx) => openItems(tx, { debtor: town.anna, kind: null }));
    const besides = items.filter((kind) => kind === 'money-held');
    expect(then.map(({ kind }) => kind)).toEqual([...items, ...besides]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('on the day of a reminder leaves no fee for it', async () => {
    await using town = await aChargesTown();
    const main = await town.raise();
    const letterOn = date('2026-01-05');
    const fee = { main, letterOn, srb: date('2026-01-20'), amount: kroner(250) };
    await town.do((tx) =>
      postFees(tx, [{ ...fee, notice: noticeId(letterOn, town.anna, 0) }], {
        configurationVersion: 1,
        at: morningOf('2026-01-05'),
      }),
    );
    const received = await paidIn(town, { amount: 10_000, on: '2026-01-05' });
    expect(received).toMatchObject({ overpaid: 0n, covered: [{ claim: main, amount: kr(10_000) }] });
    expect(await leftOf(town, main)).toEqual([0, 0]);
    expect(await faultsOf(town)).toEqual([]);
  });
});

test('a payment that is known on its day covers interest, then the fee, then the claim', async () => {
  const { town, main } = await threeMonthsLate();
  await using _ = town;
  const received = await paidIn(town, { amount: 350, on: '2026-02-17' });
  expect(received.covered.map(({ claim, amount }) => [claim === main, inKroner(amount)])).toEqual([
    [false, 100],
    [false, 100],
    [false, 100],
    [true, 50],
  ]);
});

test('a payment that the bank takes back brings the interest after it again', async () => {
  const { town, main } = await threeMonthsLate();
  await using _ = town;
  const { payment } = await paidIn(town, { amount: 5_000, on: '2026-01-10', booked: '2026-02-20' });
  expect(await takeBack(town, payment)).toMatchObject({ ok: true });
  expect(await leftOf(town, main)).toEqual([10_000, 100, 100, 100]);
  expect(await faultsOf(town)).toEqual([]);
});

function takeBack(town: ChargesTown, payment: PaymentNumber) {
  const reversal = { payment, kind: 'charged-back', reference: 'bilag 9', on: date('2026-01-10') } as const;
  return town.do((tx) =>
    reversePayment(tx, {
      ...reversal,
      because: 'indsigelse hos banken',
      by: 'prøve',
      at: morningOf('2026-02-20'),
    }),
  );
}

describe('a claim that its source corrects', () => {
  const correct = (town: ChargesTown, claim: ClaimNumber, to: number) =>
    town.do((tx) =>
      correctClaim(tx, {
        claim,
        to: kroner(to),
        reason: 'ny opgørelse',
        decidedOn: date('2026-02-01'),
        by: 'prøve',
        at: morningOf('2026-02-20'),
      }),
    );

  test('down has borne interest of the lower amount from the beginning', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    await correct(town, main, 6_000);
    expect(await leftOf(town, main)).toEqual([6_000, 60, 60, 60]);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('up bears interest of the higher amount from the day it was decided', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    await correct(town, main, 12_000);
    expect(await leftOf(town, main)).toEqual([12_000, 100, 100, 120]);
    await town.interest('2026-03-16');
    expect((await leftOf(town, main)).at(-1)).toBe(120);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('to nothing bears none, and no fee', async () => {
    const { town, main } = await threeMonthsLate();
    await using _ = town;
    await correct(town, main, 0);
    expect(await leftOf(town, main)).toEqual([0, 0, 0, 0]);
    expect(await faultsOf(town)).toEqual([]);
  });
});
