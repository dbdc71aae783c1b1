import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { kroner } from '../../src/kernel/money.ts';
import { approveDifference, proposeDifference } from '../../src/payments/till-differences.ts';
import { countTill, emptyTill, inTill } from '../../src/payments/tills.ts';
import { kr } from '../vocabulary.ts';
import { giveAccounts, inBooks, postBefore, reconciled } from './books-town.ts';
import { aLedger, anna, claimRow, NOW, pay, type LedgerTown } from './ledger-town.ts';

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
});
