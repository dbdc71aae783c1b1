import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { kroner } from '../../src/kernel/money.ts';
import { countTill, emptyTill, inTill } from '../../src/payments/tills.ts';
import { kr } from '../vocabulary.ts';
import { giveAccounts, postBefore, reconciled } from './books-town.ts';
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
});
