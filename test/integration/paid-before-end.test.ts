import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { chargesOfMains } from '../../src/charges/store.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, plainKroner, type Ore } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { lossesOfClaims } from '../../src/ledger/claim-losses.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { paidByDay } from '../../src/ledger/paid-by-day.ts';
import { receive } from '../../src/payments/receive.ts';
import { resolveSuspense } from '../../src/payments/resolve-suspense.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { giveAccounts, postBefore, reconciled } from './books-town.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { lapseOn } from './endings-town.ts';
import { aLedger, anna, aPayment, claim, claimRow, NOW, tryToPay } from './ledger-town.ts';
import { approved, lossesOn, lossTakenBack } from './losses.ts';
import { faultsOf, paidIn } from './paying.ts';
import { morningOf } from './town.ts';

/** Money that came on the last day or before, and is known after the night that ended the claim. */

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, refund_item, work_item,
      suspense cascade`.execute(tx),
  );
  claims += 1;
  main = await town.raise({ claimId: `F-${claims}` });
});

const KNOWN = '2028-12-18';

/** In kroner: owed, ended and not booked, a loss. */
function stands(of: ClaimNumber = main, at = town): Promise<string[]> {
  return at.do(async (tx) => {
    const owed = balanceOf((await accountsOfClaims(tx, [of])).get(of));
    const losses = (await lossesOfClaims(tx, [of])).get(of);
    return [owed, losses?.ended ?? (0n as Ore), losses?.writtenOff ?? (0n as Ore)].map(plainKroner);
  });
}

const items = async (kind: 'paid-before-end' | 'money-suspended') =>
  (await town.do((tx) => openItems(tx, { debtor: null, kind }))).length;

describe('a bill of 10,000 kr. that was time-barred when 15 December 2028 had passed', () => {
  test('is paid by what came on that day, and a person is told', async () => {
    await lapseOn(town.db, '2028-12-16');
    expect(await stands()).toEqual(['0.00', '10000.00', '0.00']);
    const received = await paidIn(town, { amount: 10_000, on: '2028-12-15', booked: KNOWN, wish: [main] });
    expect(received).toMatchObject({ suspended: null, overpaid: 0n });
    expect(received.covered.map(({ claim: of, amount }) => [of, amount])).toEqual([[main, kroner(10_000)]]);
    expect(await stands()).toEqual(['0.00', '0.00', '0.00']);
    expect(await items('paid-before-end')).toBe(1);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is covered in the municipality’s order too, before what fell due later', async () => {
    const other = await town.raise({ claimId: `F-${claims}b`, due: date('2027-01-15') });
    await lapseOn(town.db, '2028-12-16');
    await paidIn(town, { amount: 12_000, on: '2028-12-14', booked: KNOWN });
    expect(await stands()).toEqual(['0.00', '0.00', '0.00']);
    expect(await stands(other)).toEqual(['8000.00', '0.00', '0.00']);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is covered in part: nobody owes the rest', async () => {
    await lapseOn(town.db, '2028-12-16');
    await paidIn(town, { amount: 4_000, on: '2028-12-14', booked: KNOWN });
    await paidIn(town, { amount: 1_000, on: '2028-12-15', booked: KNOWN });
    expect(await stands()).toEqual(['0.00', '5000.00', '0.00']);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('is not covered by what came the day after', async () => {
    await lapseOn(town.db, '2028-12-16');
    const { suspended } = await paidIn(town, {
      amount: 10_000,
      on: '2028-12-16',
      booked: KNOWN,
      wish: [main],
    });
    expect(suspended).toMatchObject({ why: 'ended-claim' });
    expect(await stands()).toEqual(['0.00', '10000.00', '0.00']);
    expect(await items('paid-before-end')).toBe(0);
  });

  test('is covered when a person finds out that money in suspense is for it', async () => {
    await lapseOn(town.db, '2028-12-16');
    const told = { told: { by: 'nothing' as const }, by: 'prøve', at: morningOf(KNOWN) };
    const money = { channel: 'bank' as const, reference: `uden linje ${claims}`, amount: kroner(10_000) };
    const received = await town.do((tx) =>
      receive(tx, { ...money, receivedOn: date('2028-12-14'), ...told }),
    );
    if (!received.ok) throw new Error(received.refusal.tag);
    const found = { payment: received.value.payment, debtor: town.anna, claims: [main], by: 'prøve' };
    const resolved = await town.do((tx) => resolveSuspense(tx, { ...found, at: morningOf(KNOWN) }));
    expect(resolved).toMatchObject({ ok: true, value: { overpaid: 0n } });
    expect(await stands()).toEqual(['0.00', '0.00', '0.00']);
    expect(await items('money-suspended')).toBe(0);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('stands as ended again when the bank takes the payment back', async () => {
    await lapseOn(town.db, '2028-12-16');
    const { payment } = await paidIn(town, { amount: 10_000, on: '2028-12-15', booked: KNOWN, wish: [main] });
    const reversal = { payment, kind: 'charged-back', reference: 'retur', on: date('2028-12-20') } as const;
    const back = await town.do((tx) =>
      reversePayment(tx, { ...reversal, because: 'prøve', by: 'prøve', at: morningOf('2028-12-20') }),
    );
    expect(back.ok).toBe(true);
    expect(await stands()).toEqual(['0.00', '10000.00', '0.00']);
    expect(await faultsOf(town)).toEqual([]);
  });

  test('its interest is as if the payment had been known', async () => {
    for (const day of ['2028-10-16', '2028-11-16']) await town.interest(day);
    const before = (await town.do((tx) => chargesOfMains(tx, [main]))).get(main) ?? [];
    expect(before.length).toBeGreaterThan(30);
    await lapseOn(town.db, '2028-12-16');
    await paidIn(town, { amount: 9_000, on: '2028-11-01', booked: KNOWN, wish: [main] });
    const after = (await town.do((tx) => chargesOfMains(tx, [main]))).get(main) ?? [];
    expect(plainKroner(after.at(-1)?.stands ?? (0n as Ore))).not.toBe('100.00');
    expect(after.at(-2)?.stands).toBe(before.at(-2)?.stands);
    expect(await faultsOf(town)).toEqual([]);
  });
});

test('a loss that was booked of it is less, and the books agree', async () => {
  await using other = await aChargesTown();
  const bill = await other.raise();
  await lapseOn(other.db, '2028-12-16');
  await lossesOn(other, '2028-12-16');
  expect((await approved(other, bill * 100n + 1n, '2028-12-16')).ok).toBe(true);
  expect(await stands(bill, other)).toEqual(['0.00', '0.00', '10000.00']);
  await paidIn(other, { amount: 6_000, on: '2028-12-14', booked: KNOWN, wish: [bill] });
  expect(await stands(bill, other)).toEqual(['0.00', '0.00', '4000.00']);
  expect(await faultsOf(other)).toEqual([]);
  await giveAccounts(other);
  await postBefore(other, date('2028-12-19'));
  const books = await reconciled(other, date('2028-12-19'));
  expect(books).toMatchObject({ ledgerVouchers: 0n, vouchersBank: 0n, differences: [] });
  await lossTakenBack(other, bill * 100n + 1n, '2028-12-20');
  expect(await stands(bill, other)).toEqual(['0.00', '4000.00', '0.00']);
  expect(await faultsOf(other)).toEqual([]);
});

test('a benefit that has lapsed is paid by what came before the day, and not by what came on it', async () => {
  await using ledger = await aLedger(claimRow(1, 5_000));
  const on = date('2026-03-08');
  await ledger.do((tx) =>
    endLiabilities(tx, [
      { claim: claim(1), debtor: anna, kind: 'lapsed', on, reason: 'prøve', by: 'prøve', at: NOW },
    ]),
  );
  const late = await tryToPay(ledger, aPayment(anna, 1_000, { receivedOn: on, wish: [claim(1)] }));
  expect(late).toMatchObject({ ok: true, value: { suspended: { why: 'ended-claim' } } });
  const early = aPayment(anna, 2_000, { receivedOn: date('2026-03-07'), wish: [claim(1)] });
  expect(await tryToPay(ledger, early)).toMatchObject({ ok: true, value: { suspended: null, overpaid: 0n } });
  const paid = await ledger.do((tx) => paidByDay(tx, [claim(1)]));
  expect(paid.get(claim(1))).toEqual([{ on: '2026-03-07', amount: kroner(2_000) }]);
  expect(await ledger.faults()).toEqual([]);
});
