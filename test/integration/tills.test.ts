import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { kroner } from '../../src/kernel/money.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { approveDifference, proposeDifference } from '../../src/payments/till-differences.ts';
import { countTill, emptyTill, inTill } from '../../src/payments/tills.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { kr } from '../vocabulary.ts';
import { giveAccounts, inBooks, postBefore, reconciled } from './books-town.ts';
import { aLedger, anna, claimRow, NOW, pay, TODAY, type LedgerTown } from './ledger-town.ts';

async function aTown(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000));
  await giveAccounts(town);
  await pay(town, anna, 300, { channel: 'counter', till: 2 });
  await pay(town, anna, 100, { channel: 'counter' });
  return town;
}

function count(town: LedgerTown, counted: number, changes: { witness?: string } = {}) {
  const names = { by: 'Bodil', witness: 'Carl', recordedBy: 'prøve', ...changes };
  return town.do((tx) => countTill(tx, { till: 2, counted: kroner(counted), ...names, at: NOW }));
}

function empty(town: LedgerTown, amount: number) {
  const deposit = { till: 2, amount: kroner(amount), reference: 'pose 1', by: 'prøve', at: NOW };
  return town.do((tx) => emptyTill(tx, deposit));
}

describe('a till', () => {
  test('holds what was paid there, is counted by two and emptied to the bank', async () => {
    await using town = await aTown();
    expect(await town.do((tx) => inTill(tx, 2))).toBe(kr(300));
    expect(await count(town, 300)).toMatchObject({ value: { difference: 0n } });
    expect(await empty(town, 250)).toEqual({ ok: true, value: kr(50) });
    expect(await town.faults()).toEqual([]);
    await postBefore(town);
    expect(await reconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 1 });
  });

  test('that was counted otherwise than the books say is for a person to look at', async () => {
    await using town = await aTown();
    expect(await count(town, 290)).toMatchObject({ value: { difference: kr(-10) } });
    expect(await town.do((tx) => openItems(tx, { debtor: null, kind: 'till-differs' }))).toHaveLength(1);
  });

  test('is not emptied before it is counted, nor of more than there is', async () => {
    await using town = await aTown();
    expect(await empty(town, 100)).toMatchObject({ refusal: { tag: 'not-counted' } });
    await count(town, 500);
    expect(await empty(town, 501)).toMatchObject({ refusal: { tag: 'more-than-counted' } });
    expect(await empty(town, 400)).toMatchObject({ refusal: { tag: 'more-than-books', books: kr(300) } });
    expect(await count(town, 1, { witness: ' bodil' })).toMatchObject({ refusal: { tag: 'same-person' } });
  });

  test('has the same cash taken to the bank once: what was counted, less what has been taken since', async () => {
    await using town = await aTown();
    await count(town, 200);
    expect(await empty(town, 150)).toEqual({ ok: true, value: kr(150) });
    expect(await empty(town, 100)).toMatchObject({
      refusal: { tag: 'more-than-counted', counted: kr(50) },
    });
    expect(await empty(town, 50)).toMatchObject({ ok: true });
    await count(town, 40);
    expect(await empty(town, 40)).toMatchObject({ ok: true, value: kr(60) });
  });
});

describe('a payment in cash that is taken back', () => {
  const takeBack = (town: LedgerTown, payment: PaymentNumber) =>
    town.do((tx) =>
      reversePayment(tx, {
        payment,
        kind: 'reversed',
        reference: 'bilag 7',
        on: TODAY,
        because: 'slået ind to gange',
        by: 'Bodil',
        at: NOW,
      }),
    );

  test('is taken out of its till, and of no other', async () => {
    await using town = await aTown();
    const { payment } = await pay(town, anna, 150, { channel: 'counter', till: 3 });
    expect(await takeBack(town, payment)).toMatchObject({ ok: true });
    expect(await takeBack(town, payment)).toMatchObject({ ok: true, value: { state: 'was-reversed' } });
    expect(await town.do((tx) => inTill(tx, 3))).toBe(0n);
    expect(await town.do((tx) => inTill(tx, 2))).toBe(kr(300));
  });

  test('is refused while the cash is no longer in the till, and not afterwards', async () => {
    await using town = await aTown();
    const { payment } = await pay(town, anna, 150, { channel: 'counter', till: 2 });
    await count(town, 450);
    await empty(town, 310);
    expect(await takeBack(town, payment)).toEqual({
      ok: false,
      refusal: { tag: 'not-in-till', till: 2, books: kr(140) },
    });
    await pay(town, anna, 10, { channel: 'counter', till: 2 });
    expect(await takeBack(town, payment)).toMatchObject({ ok: true });
    expect(await town.do((tx) => inTill(tx, 2))).toBe(0n);
    expect(await town.faults()).toEqual([]);
  });
});

describe('a difference that was counted in a till', () => {
  const propose = (town: LedgerTown, by = 'Bodil') =>
    town.do((tx) => proposeDifference(tx, { till: 2, because: 'byttet forkert', by, at: NOW }));
  const approve = (town: LedgerTown, by: string) =>
    town.do((tx) => approveDifference(tx, { till: 2, by, at: NOW }));
  const differs = (town: LedgerTown) =>
    town.do((tx) => openItems(tx, { debtor: null, kind: 'till-differs' }));

  test.each([
    ['too little', 290],
    ['too much', 310],
  ])('is booked by two persons, with a voucher: %s', async (_, counted) => {
    await using town = await aTown();
    await count(town, counted);
    expect(await propose(town)).toEqual({ ok: true, value: kr(counted - 300) });
    expect(await approve(town, ' bodil')).toMatchObject({ refusal: { tag: 'same-person' } });
    expect(await approve(town, 'Carl')).toEqual({ ok: true, value: kr(counted - 300) });
    expect(await town.do((tx) => inTill(tx, 2))).toBe(kr(counted));
    expect(await differs(town)).toEqual([]);
    expect(await approve(town, 'Carl')).toMatchObject({ refusal: { tag: 'nothing-proposed' } });
    expect(await propose(town)).toMatchObject({ refusal: { tag: 'no-difference' } });
    expect(await town.faults()).toEqual([]);
    await postBefore(town);
    expect(await town.do(inBooks)).toMatchObject({ 'rounding * whole': (300 - counted) * 100 });
    expect(await reconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  });

  test('is of the last count: one that was counted again is not booked, and cash taken since does not change it', async () => {
    await using town = await aTown();
    expect(await propose(town)).toMatchObject({ refusal: { tag: 'no-difference' } });
    await count(town, 290);
    await propose(town);
    await count(town, 300);
    expect(await approve(town, 'Carl')).toMatchObject({ refusal: { tag: 'nothing-proposed' } });
    await count(town, 290);
    await propose(town);
    await empty(town, 100);
    expect(await approve(town, 'Carl')).toEqual({ ok: true, value: kr(-10) });
    expect(await town.do((tx) => inTill(tx, 2))).toBe(kr(190));
  });

  test('is counted again when so much has been taken out meanwhile that less than nothing would be left', async () => {
    await using town = await aTown();
    await count(town, 280);
    await propose(town);
    await empty(town, 280);
    const { payment } = await pay(town, anna, 20, { channel: 'counter', till: 2 });
    await count(town, 20);
    await propose(town);
    const back = { payment, kind: 'reversed', reference: 'bilag 8', on: TODAY, because: 'forkert' } as const;
    await town.do((tx) => reversePayment(tx, { ...back, by: 'Bodil', at: NOW }));
    await empty(town, 20);
    expect(await approve(town, 'Carl')).toMatchObject({ refusal: { tag: 'less-in-till' } });
    expect(await town.do((tx) => inTill(tx, 2))).toBe(0n);
  });
});
