import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { answerAsked } from '../../src/payments/answer-asked.ts';
import { openBankLines } from '../../src/payments/bank-lines.ts';
import { openSuspense } from '../../src/payments/suspense.ts';
import { kr } from '../vocabulary.ts';
import { reconciled } from './books-town.ts';
import { aBankTown, isReconciled, paymentId, takeText, wrongId } from './bank-town.ts';
import { ACCOUNT, camt, type Told } from './camt.ts';
import { NOW, type LedgerTown } from './ledger-town.ts';

const parts = [
  { amount: '150.00', paymentId },
  { amount: '200.00', paymentId },
];
const inParts: Told = { amount: '350.00', reference: 'R1', parts };
const asSum: Told = { amount: '350.00', reference: 'R1' };
const unnamed = (told: Told): Told => ({ ...told, reference: '' });

const notified = (...told: Told[]) => camt(told, { kind: '054' });
const stated = (...told: Told[]) => camt(told, { kind: '053' });

async function isPaidOnce(town: LedgerTown): Promise<void> {
  expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(350), suspended: 0n });
  expect(await town.do(openSuspense)).toEqual([]);
  expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
}

describe('money that the bank tells in parts and as a sum', () => {
  test('the parts first, under the bank’s name for it, is counted once', async () => {
    await using town = await aBankTown();
    expect(await takeText(town, notified(inParts))).toEqual(['received 2']);
    expect(await takeText(town, stated(asSum))).toEqual(['known 1']);
    await isPaidOnce(town);
  });

  test('the parts first, without a name of the bank’s, is counted once', async () => {
    await using town = await aBankTown();
    await takeText(town, notified(unnamed(inParts)));
    expect(await takeText(town, stated(unnamed(asSum)))).toEqual(['known 1']);
    await isPaidOnce(town);
  });

  test('the sum first, pays what its parts are for as soon as they are told', async () => {
    await using town = await aBankTown();
    expect(await takeText(town, stated(asSum))).toEqual(['suspended 1']);
    expect(await takeText(town, notified(inParts))).toEqual(['received 2']);
    await isPaidOnce(town);
    expect(await takeText(town, camt([asSum], { kind: '053', id: 'again' }))).toEqual(['known 1']);
  });

  test('the sum first, without a name of the bank’s, is counted once', async () => {
    await using town = await aBankTown();
    await takeText(town, stated(unnamed(asSum)));
    expect(await takeText(town, notified(unnamed(inParts)))).toEqual(['received 2']);
    await isPaidOnce(town);
  });
});

describe('a movement without a name of the bank’s', () => {
  test('in the statement is the one that was notified, and another of the same amount is another', async () => {
    await using town = await aBankTown();
    await takeText(town, notified({ amount: '300.00', reference: '', paymentId }));
    const plain = { amount: '300.00', reference: '' };
    expect(await takeText(town, stated(plain, plain))).toEqual(['known 1', 'suspended 1']);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(600) });
  });

  test('that names another payment is another', async () => {
    await using town = await aBankTown();
    await takeText(town, notified({ amount: '300.00', reference: '', endToEnd: 'E1' }));
    const other = { amount: '300.00', reference: '', endToEnd: 'E2' };
    expect(await takeText(town, stated(other))).toEqual(['suspended 1']);
  });
});

describe('a movement that has only its place in a message, as bank days are numbered anew each year', () => {
  const plain = { amount: '100.00', reference: '', paymentId };
  const first = (...told: Told[]) => camt(told, { kind: '053', id: '1' });

  test('is another than that of the same place and amount on another day, when a person says so', async () => {
    await using town = await aBankTown();
    await takeText(town, first({ ...plain, on: '2025-03-10' }));
    expect(await takeText(town, first(plain))).toEqual(['asked 1']);
    const asked = await town.do((tx) => openItems(tx, { debtor: null, kind: 'bank-told-before' }));
    expect(asked).toMatchObject([{ about: `${ACCOUNT} 2026-03-10 1/1` }]);
    const said = {
      account: ACCOUNT,
      reference: '2026-03-10 1/1',
      because: 'et nyt år',
      by: 'Bodil',
      at: NOW,
    };
    await town.do((tx) => answerAsked(tx, { ...said, is: 'another', bank: { accounts: [], clearing: [] } }));
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(200) });
    const more = { amount: '20.00', reference: 'Z', paymentId };
    expect(await takeText(town, first(plain, more))).toEqual(['known 1', 'received 1']);
  });

  test.each([
    ['of another amount', { ...plain, amount: '75.00' }, 'received 1'],
    ['that names another payment', { ...plain, paymentId: wrongId }, 'suspended 1'],
  ])('is taken in on another day, %s', async (_, told, outcome) => {
    await using town = await aBankTown();
    await takeText(town, first({ ...plain, on: '2025-03-10' }));
    expect(await takeText(town, first(told))).toEqual([outcome]);
    expect(await takeText(town, first(told, { ...plain, reference: 'Z' }))).toEqual([
      'known 1',
      'received 1',
    ]);
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  });
});

describe('movements that the bank calls the same on two accounts', () => {
  const elsewhere = (text: string) => text.replaceAll(ACCOUNT, 'DK9912340012345678');

  test.each([
    ['with the same amount', '100.00'],
    ['with another amount', '75.00'],
  ])('are two, %s, and each is known again on its own account', async (_, amount) => {
    await using town = await aBankTown();
    const told = { amount: '100.00', reference: 'R7', paymentId };
    const there = { ...told, amount };
    await takeText(town, stated(told));
    expect(await takeText(town, elsewhere(stated(there)))).toEqual(['received 1']);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(100 + Number(amount)) });
    const more = { ...told, reference: 'R8' };
    expect(await takeText(town, elsewhere(stated(there, more)))).toEqual(['known 1', 'received 1']);
    expect(await town.do(openBankLines)).toEqual([]);
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  });

  test('are taken back on the account on which each came', async () => {
    await using town = await aBankTown();
    const told = { amount: '100.00', reference: 'R7', paymentId };
    await takeText(town, stated(told));
    await takeText(town, elsewhere(stated(told)));
    const back = { ...told, amount: '-100.00', reference: 'R9', reversal: true };
    expect(await takeText(town, elsewhere(stated(back)))).toEqual(['chargedBack 1']);
    expect(await takeText(town, stated({ ...back, reference: 'R10' }))).toEqual(['chargedBack 1']);
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  });
});

describe('a sum that may be of movements told one by one', () => {
  const [first, second] = parts.map((part, index) => ({ ...part, reference: `X${index}` }));
  async function asked(): Promise<LedgerTown> {
    const town = await aBankTown();
    await takeText(town, notified(first as Told, second as Told)); // two were made above
    expect(await takeText(town, stated({ ...asSum, reference: 'Y1' }))).toEqual(['asked 1']);
    const open = await town.do((tx) => openItems(tx, { debtor: null, kind: 'bank-told-before' }));
    expect(open).toMatchObject([{ about: `${ACCOUNT} Y1` }]);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(350) });
    return town;
  }
  const answer = (town: LedgerTown, is: 'same' | 'another') => {
    const said = { account: ACCOUNT, reference: 'Y1', is, because: 'set i netbanken', by: 'Bodil', at: NOW };
    return town.do((tx) => answerAsked(tx, { ...said, bank: { accounts: [], clearing: [] } }));
  };

  test('is asked about, and nothing is on the account twice when a person says that it is the same', async () => {
    await using town = await asked();
    expect(await answer(town, 'same')).toMatchObject({ ok: true });
    expect(await town.do((tx) => openItems(tx, { debtor: null, kind: 'bank-told-before' }))).toEqual([]);
    await isPaidOnce(town);
    expect(await answer(town, 'same')).toMatchObject({ refusal: { tag: 'not-asked' } });
  });

  test('is taken in when a person says that it is other money', async () => {
    await using town = await asked();
    expect(await answer(town, 'another')).toMatchObject({ value: 'suspended' });
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(700), suspended: kr(350) });
    expect(await town.do(openBankLines)).toEqual([]);
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n });
    expect(await takeText(town, camt([{ ...asSum, reference: 'Y1' }], { kind: '053', id: 'n' }))).toEqual([
      'known 1',
    ]);
  });
});

describe('what a statement says was on the account', () => {
  const balances = ['1000.00', '1350.00'] as const;

  test('agrees with what was taken in', async () => {
    await using town = await aBankTown();
    await takeText(town, notified(inParts));
    await takeText(town, camt([asSum], { kind: '053', balances }));
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n });
    expect(await reconciled(town)).toMatchObject({ balanceDifferences: [] });
  });

  test('is a difference where a movement of its days was taken in that it does not have', async () => {
    await using town = await aBankTown();
    await takeText(town, notified({ amount: '20.00', reference: 'Z9' }));
    await takeText(town, camt([asSum], { kind: '053', balances }));
    expect(await reconciled(town)).toMatchObject({
      balanceDifferences: [{ account: ACCOUNT, day: '2026-03-10', bank: kr(350), lines: kr(370) }],
    });
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: kr(20) });
  });

  test('is a difference where the next statement begins with another amount: one is missing', async () => {
    await using town = await aBankTown();
    const before = { amount: '100.00', reference: 'A1', on: '2026-03-05' };
    await takeText(town, camt([before], { kind: '053', id: 'one', balances: ['800.00', '900.00'] }));
    await takeText(town, camt([asSum], { kind: '053', id: 'two', balances }));
    expect(await reconciled(town)).toMatchObject({
      balanceDifferences: [{ account: ACCOUNT, bank: kr(100), lines: kr(0) }],
    });
  });
});
