import { sql } from 'kysely';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { postFees } from '../../src/charges/fees.ts';
import { chargesOfMains } from '../../src/charges/store.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { noticeId } from '../../src/kernel/ids.ts';
import { kroner, plainKroner, sumOre } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { faultsOf, paidIn } from './paying.ts';
import { morningOf } from './town.ts';

/** Payments that are known in another order than they were received: 10,000 kr. due on 15 December 2025. */

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let main: ClaimNumber;
beforeEach(() => anew());

async function anew(type = 'KFDAINS', principal = 10_000): Promise<void> {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, refund_item, bank_line
      cascade`.execute(tx),
  );
  claims += 1;
  main = await town.raise({ claimId: `O-${claims}`, type, principal: kroner(principal) });
}

async function charges(): Promise<string[]> {
  const its = (await town.do((tx) => chargesOfMains(tx, [main]))).get(main) ?? [];
  return its.map(({ stands }) => plainKroner(stands));
}

async function heldFor(): Promise<string> {
  const items = await town.do((tx) => openRefunds(tx, [town.anna]));
  return plainKroner(sumOre(items.map(({ amount }) => amount)));
}

async function takenBack(payment: PaymentNumber, on: string, booked = on): Promise<boolean> {
  const reversal = { payment, kind: 'charged-back', reference: `retur ${payment}`, on: date(on) } as const;
  const asked = { ...reversal, because: 'prøve', by: 'prøve', at: morningOf(booked) };
  return (await town.do((tx) => reversePayment(tx, asked))).ok;
}

test('what is known after a later payment has settled all leaves the interest that it would have left in its turn', async () => {
  await town.interest('2025-12-16');
  await paidIn(town, { amount: 5_000, on: '2026-01-10' });
  await town.interest('2026-01-16');
  await paidIn(town, { amount: 10_200, on: '2026-02-01' });
  const inTurn = { charges: await charges(), held: await heldFor() };
  expect(inTurn).toEqual({ charges: ['100.00', '51.00'], held: '5049.00' });

  await anew();
  for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
  await paidIn(town, { amount: 10_200, on: '2026-02-01' });
  await paidIn(town, { amount: 5_000, on: '2026-01-10', booked: '2026-02-20' });
  expect({ charges: await charges(), held: await heldFor() }).toEqual(inTurn);
  expect(await faultsOf(town)).toEqual([]);
});

test('interest by the day is that of the days before the later payment, of what the earlier one has left', async () => {
  const bill = { type: 'CFFAKTU', principal: kroner(6_000), due: date('2026-01-20') };
  const another = { ...bill, srb: bill.due, origin: date('2026-01-10') };
  main = await town.raise({ claimId: `O-${claims}d`, ...another });
  await town.raise({ claimId: `O-${claims}c`, ...another, type: 'KFDAINS' });
  await paidIn(town, { amount: 6_000, on: '2026-01-21', wish: [main] });
  await town.interest('2026-01-31');
  expect(await charges()).toEqual(['1.60']);
  await paidIn(town, { amount: 3_000, on: '2026-01-20', booked: '2026-02-20', wish: [main] });
  // 9.75 percent of 3,000 kr. for 21 January alone.
  expect(await charges()).toEqual(['0.80']);
  expect(await faultsOf(town)).toEqual([]);
});

test('a bill that nothing covers any longer, because what did covers another in its turn, bears interest from its first day', async () => {
  const first = main;
  const bill = { type: 'CFFAKTU', principal: kroner(6_000), due: date('2026-01-20') };
  main = await town.raise({ claimId: `O-${claims}e`, ...bill, srb: bill.due, origin: date('2026-01-10') });
  const { payment } = await paidIn(town, { amount: 10_000, on: '2025-12-15', wish: [first] });
  await paidIn(town, { amount: 6_000, on: '2026-01-25' });
  await town.interest('2026-01-31');
  expect(await charges()).toEqual(['8.01']);
  expect(await takenBack(payment, '2026-02-02')).toBe(true);
  await paidIn(town, { amount: 1_000, on: '2026-01-20', booked: '2026-02-05' });
  await town.interest('2026-02-28');
  // 9.75 percent of 6,000 kr. for eleven days, and for February.
  expect(await charges()).toEqual(['17.63', '44.88']);
  expect(await faultsOf(town)).toEqual([]);
});

test('interest of the last days is put right, too, where what came last covers only a bill without interest that another owes as well', async () => {
  const { anna, bo } = town;
  const joint = { claimId: `O-${claims}j`, type: 'LOKAL-BIBLIOTEK', debtors: [anna, bo] };
  const other = await town.raise({ ...joint, principal: kroner(500) });
  for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
  await paidIn(town, { amount: 2_000, on: '2026-01-28', wish: [main] });
  await paidIn(town, { amount: 300, on: '2026-02-01', debtor: bo, wish: [other] });
  for (const day of ['2026-02-16', '2026-03-16']) await town.interest(day);
  const late = { amount: 3_000, on: '2026-01-02', booked: '2026-03-20' };
  const { payment } = await paidIn(town, { ...late, wish: [main] });
  // 7,100 kr. were left of it in January, and 5,171 kr. since.
  expect(await charges()).toEqual(['100.00', '71.00', '51.71', '51.71']);
  expect(await takenBack(payment, '2026-01-25', '2026-03-25')).toBe(true);
  // The 2,000 kr. of 28 January covered 171 kr. of interest then, and 1,829 kr. of 10,000 kr.
  expect(await charges()).toEqual(['100.00', '71.00', '81.71', '81.71']);
  expect(await faultsOf(town)).toEqual([]);
});

test('a payment before anything was late leaves no interest at all', async () => {
  for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
  await paidIn(town, { amount: 10_200, on: '2026-02-01' });
  await paidIn(town, { amount: 10_000, on: '2025-12-15', booked: '2026-02-20' });
  expect(await charges()).toEqual(['0.00', '0.00']);
  expect(await heldFor()).toBe('10200.00');
  expect(await faultsOf(town)).toEqual([]);
});

test('a payment before anything was late takes nothing of the interest that money received later has left', async () => {
  await anew('CFFAKTU', 100_000);
  for (const day of ['2025-12-31', '2026-01-31', '2026-02-28']) await town.interest(day);
  await paidIn(town, { amount: 101_576, on: '2026-03-28' });
  await town.interest('2026-03-31');
  await paidIn(town, { amount: 100_000, on: '2025-12-15', booked: '2026-05-07' });
  expect((await charges()).filter((stands) => stands !== '0.00')).toEqual([]);
  expect(await heldFor()).toBe('101576.00');
  expect(await faultsOf(town)).toEqual([]);
});

test('money that a payment known late frees from interest covers the bill that is still owed, as it would have then', async () => {
  const days = ['2025-12-16', '2026-01-16', '2026-02-16', '2026-03-16'];
  for (const day of days.slice(0, 2)) await town.interest(day);
  await paidIn(town, { amount: 2_466, on: '2026-01-28' });
  for (const day of days.slice(2)) await town.interest(day);
  await paidIn(town, { amount: 6_394, on: '2025-12-25', booked: '2026-04-09' });
  // Of 10,000 kr. 6,294 were paid after the first month, and of 3,706 another 2,428.94 after the second.
  expect(await charges()).toEqual(['100.00', '37.06', '12.77', '12.77']);
  expect(await heldFor()).toBe('0.00');
  expect(await faultsOf(town)).toEqual([]);
});

test('a fee for a letter that such a payment would have made needless falls away', async () => {
  const letterOn = date('2026-01-05');
  const fee = {
    notice: noticeId(letterOn, town.anna, 3),
    main,
    letterOn,
    srb: addDays(letterOn, 10),
    amount: kroner(250),
  };
  await town.interest('2025-12-16');
  await town.do((tx) => postFees(tx, [fee], { configurationVersion: 1, at: morningOf('2026-01-05') }));
  await paidIn(town, { amount: 10_350, on: '2026-01-08' });
  await paidIn(town, { amount: 10_100, on: '2026-01-02', booked: '2026-01-12' });
  expect(await charges()).toEqual(['100.00', '0.00']);
  expect(await heldFor()).toBe('10350.00');
});

test('it counts no longer when the bank takes it back', async () => {
  for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
  await paidIn(town, { amount: 10_200, on: '2026-02-01' });
  const { payment } = await paidIn(town, { amount: 5_000, on: '2026-01-10', booked: '2026-02-20' });
  expect(await charges()).toEqual(['100.00', '51.00']);
  expect(await takenBack(payment, '2026-02-25')).toBe(true);
  // It was there on 16 January; what came on 1 February is held for the bill that is owed again.
  expect(await charges()).toEqual(['100.00', '51.00']);
  expect(await heldFor()).toBe('5049.00');
  await town.interest('2026-03-16');
  expect(await charges()).toEqual(['100.00', '51.00', '49.00']);
  expect(await faultsOf(town)).toEqual([]);
});

test('what comes after the day on which the bank took a payment back covers what is owed again first, also where that is known later', async () => {
  const after = async (known: string) => {
    await anew();
    const first = main;
    const bill = { type: 'CFFAKTU', principal: kroner(6_000), due: date('2026-01-20') };
    const another = { claimId: `O-${claims}f`, ...bill, srb: bill.due, origin: date('2026-01-10') };
    const second = await town.raise(another);
    const { payment } = await paidIn(town, { amount: 10_000, on: '2025-12-15', wish: [first] });
    const back = async (day: string) => {
      if (day === known) await takenBack(payment, '2026-01-22', known);
    };
    await back('2026-01-22');
    await paidIn(town, { amount: 6_000, on: '2026-01-25' });
    await town.interest('2026-01-31');
    await back('2026-02-05');
    await town.interest('2026-02-16');
    expect(await faultsOf(town)).toEqual([]);
    const accounts = await town.do((tx) => accountsOfClaims(tx, [first, second]));
    const left = [first, second].map((claim) => plainKroner(balanceOf(accounts.get(claim))));
    main = second;
    return { left, charges: await charges() };
  };
  const atOnce = await after('2026-01-22');
  expect(atOnce.left).toEqual(['4000.00', '6000.00']);
  expect(await after('2026-02-05')).toEqual(atOnce);
});

test('what came after the day on which the bank took a payment back, and was too much, covers what is owed again from its own day', async () => {
  const { payment } = await paidIn(town, { amount: 10_000, on: '2025-12-15' });
  await paidIn(town, { amount: 4_000, on: '2026-01-25' });
  expect(await heldFor()).toBe('4000.00');
  expect(await takenBack(payment, '2026-01-22', '2026-02-05')).toBe(true);
  expect(await heldFor()).toBe('0.00');
  await town.interest('2026-02-16');
  expect(await charges()).toEqual(['60.00']);
  expect(await faultsOf(town)).toEqual([]);
});

test('money that another debt is left for covers what was owed on its day, and what came later covers that other debt', async () => {
  for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
  await paidIn(town, { amount: 10_200, on: '2026-02-01' });
  const other = { claimId: `O-${claims}b`, due: date('2026-02-15'), origin: date('2026-01-20') };
  const another = await town.raise(other);
  await paidIn(town, { amount: 5_000, on: '2026-01-10', booked: '2026-02-20' });
  expect(await charges()).toEqual(['100.00', '51.00']);
  // Of 10,000 kr. all but the 5,049 that were too much of 10,200 kr. on 1 February.
  const left = balanceOf((await town.do((tx) => accountsOfClaims(tx, [another]))).get(another));
  expect([plainKroner(left), await heldFor()]).toEqual(['4951.00', '0.00']);
  expect(await faultsOf(town)).toEqual([]);
});

test('what a payment covered while nothing stood against it, it covers also where the debtor objects by now', async () => {
  for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
  await paidIn(town, { amount: 3_000, on: '2026-02-01' });
  const objected = { claim: main, reason: 'objection', debtor: null, about: 'indsigelse 1' } as const;
  const from = date('2026-02-10');
  await town.do((tx) =>
    placeHolds(tx, [{ ...objected, from, reviewOn: date('2026-06-01'), by: 'prøve', at: morningOf(from) }]),
  );
  await paidIn(town, { amount: 5_000, on: '2026-01-10', booked: '2026-02-20', wish: [main] });
  expect(await charges()).toEqual(['100.00', '51.00']);
  expect(await heldFor()).toBe('0.00');
});

test('what came last takes nothing from what was owed before', async () => {
  for (const day of ['2025-12-16', '2026-01-16']) await town.interest(day);
  await paidIn(town, { amount: 10_200, on: '2026-02-01' });
  await paidIn(town, { amount: 5_000, on: '2026-02-05', booked: '2026-02-20' });
  expect(await charges()).toEqual(['100.00', '100.00']);
  expect(await heldFor()).toBe('5000.00');
});
