import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { givePaymentLines } from '../../src/claims/payment-lines.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { checkDigit } from '../../src/kernel/payment-line.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { openBankLines, setLineAside } from '../../src/payments/bank-lines.ts';
import type { PayOutReason } from '../../src/payments/pay-out-port.ts';
import { paymentsAbout } from '../../src/payments/payments-about.ts';
import { approveRefund, proposeRefund } from '../../src/payments/propose-refund.ts';
import { receive } from '../../src/payments/receive.ts';
import { orderReference } from '../../src/payments/refund-orders.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import { openSuspense } from '../../src/payments/suspense.ts';
import { watchClearing } from '../../src/payments/watch-clearing.ts';
import { cprOf, kr } from '../vocabulary.ts';
import { giveAccounts, reconciled } from './books-town.ts';
import { aBankTown as aTown, isReconciled, paymentId, take, tryToTake, wrongId } from './bank-town.ts';
import { ACCOUNT, camt054, type Told } from './camt.ts';
import {
  aLedger,
  anna,
  bo,
  claimRow,
  correct,
  LEDGER_TOWN,
  NOW,
  ofBo,
  pay,
  TODAY,
  type LedgerTown,
} from './ledger-town.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';

describe('a bank’s notification', () => {
  test('pays what its payment ids lead to, and holds the rest for a person', async () => {
    await using town = await aTown();
    const outcomes = await take(town, [
      { amount: '300.00', reference: 'A1', paymentId },
      { amount: '100.00', reference: 'A2', paymentId: wrongId },
      { amount: '125.50', reference: 'A3', text: 'tak for kaffe 010170-1234' },
      { amount: '50', reference: 'A4' },
    ]);
    expect(outcomes).toEqual(['received 1', 'suspended 3']);
    expect((await town.do(openSuspense)).map(({ why, line }) => [why, line])).toEqual(
      expect.arrayContaining([
        ['wrong-check-digit', `+71<${wrongId}`],
        ['not-a-line', 'tak for kaffe **********'],
        ['no-line', null],
      ]),
    );
    const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'money-suspended' }));
    expect(items.map(({ debtor }) => debtor)).toEqual([null, null, null]);
    expect(await isReconciled(town)).toEqual({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 4 });
  });

  test('counts from the bank’s value day, where that is earlier', async () => {
    await using town = await aTown();
    await take(town, [{ amount: '300.00', reference: 'A1', paymentId, value: '2026-03-06' }]);
    const [payment] = await town.do((tx) => paymentsAbout(tx, anna));
    expect(payment?.receivedOn).toBe('2026-03-06');
  });

  test('again, whole or in another file, changes nothing', async () => {
    await using town = await aTown();
    const told = [
      { amount: '300.00', reference: 'A1', paymentId },
      { amount: '-20.00', reference: 'A2', text: 'gebyr' },
    ];
    expect(await take(town, told)).toEqual(['received 1', 'open 1']);
    expect(await tryToTake(town, camt054(told))).toMatchObject({ value: { state: 'was-taken-in' } });
    expect(await take(town, [...told, { amount: '1', reference: 'A3' }])).toEqual(['known 2', 'suspended 1']);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(301) });
  });

  test('that tells a movement with another amount than before is refused whole', async () => {
    await using town = await aTown();
    await take(town, [{ amount: '300.00', reference: 'A1', paymentId }]);
    const refused = await tryToTake(
      town,
      camt054([
        { amount: '10', reference: 'A2' },
        { amount: '301.00', reference: 'A1' },
      ]),
    );
    expect(refused).toMatchObject({ ok: false, refusal: { tag: 'contradicts', reference: 'A1' } });
  });

  test('confirms what a person has registered by hand, and does not pay it again', async () => {
    await using town = await aTown();
    await pay(town, anna, 300, { reference: 'A1' });
    expect(await take(town, [{ amount: '300.00', reference: 'A1', paymentId }])).toEqual(['known 1']);
    expect(await isReconciled(town)).toEqual({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 1 });
  });

  test('takes back the one payment that it can mean, and never guesses between two', async () => {
    await using town = await aTown();
    await take(town, [{ amount: '300.00', reference: 'A1', paymentId }]);
    const back: Told = { amount: '-300.00', reference: 'B1', paymentId, reversal: true };
    expect(await take(town, [back])).toEqual(['chargedBack 1']);
    expect(await town.do((tx) => openItems(tx, { debtor: anna, kind: 'charged-back' }))).toHaveLength(1);
    await take(town, [
      { amount: '100.00', reference: 'A2', paymentId },
      { amount: '100.00', reference: 'A3', paymentId },
    ]);
    expect(await take(town, [{ ...back, amount: '-100.00', reference: 'B2' }])).toEqual(['open 1']);
    expect(await town.do(openBankLines)).toMatchObject([{ reference: 'B2', amount: kr(-100) }]);
    expect(await isReconciled(town)).toEqual({ vouchersBank: kr(100), ledgerVouchers: 0n, bankLines: 5 });
  });

  test('takes back a payment of which something has been paid out to the debtor', async () => {
    await using town = await aTown();
    await take(town, [{ amount: '600.00', reference: 'A1', paymentId }]);
    await correct(town, 2, 0);
    const order = await town.do((tx) => proposeRefund(tx, anna, { by: 'Bodil', on: TODAY }));
    if (!order.ok) throw new Error(order.refusal.tag);
    const number = order.value.order;
    await town.do((tx) => approveRefund(tx, number, { by: 'Carl', on: TODAY }));
    await town.do((tx) => sendRefunds(tx, { by: 'Carl', at: NOW }));
    const answer = { reference: orderReference(number), on: TODAY, rejected: null };
    await town.do((tx) => answerRefunds(tx, [answer], { by: 'prøve', at: NOW }));
    const back: Told = { amount: '-600.00', reference: 'B1', paymentId, reversal: true };
    expect(await take(town, [back])).toEqual(['chargedBack 1']);
    expect(await town.do((tx) => openItems(tx, { debtor: anna, kind: 'owed-back' }))).toHaveLength(1);
    expect(await town.do(openBankLines)).toEqual([]);
    expect(await isReconciled(town)).toMatchObject({ ledgerVouchers: 0n, vouchersBank: 0n });
  });

  test('clears what a channel had told of, when the channel’s money comes', async () => {
    await using town = await aTown();
    await town.do((tx) =>
      receive(tx, {
        amount: kr(250),
        channel: 'betalingsservice',
        reference: 'BS 1',
        receivedOn: TODAY,
        told: { by: 'debtor', debtor: anna, wish: [] },
        by: 'prøve',
        at: NOW,
      }),
    );
    const clearing = [{ channel: 'betalingsservice', text: 'BETALINGSSERVICE' }] as const;
    const paidOut = { amount: '250.00', reference: 'C1', text: 'Betalingsservice 10.03' };
    expect(await take(town, [paidOut], { accounts: [ACCOUNT], clearing })).toEqual(['cleared 1']);
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(250) });
    expect(await isReconciled(town)).toEqual({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 1 });
  });

  test('of another account than the municipality’s, or of a day to come, is refused', async () => {
    await using town = await aTown();
    const [one] = [camt054([{ amount: '1', reference: 'A1' }])];
    const other = { accounts: ['DK00'], clearing: [] };
    expect(await tryToTake(town, one, other)).toMatchObject({ refusal: { tag: 'unknown-account' } });
    const later = camt054([{ amount: '1', reference: 'A1', on: '2026-03-11' }]);
    expect(await tryToTake(town, later)).toMatchObject({ refusal: { tag: 'in-future' } });
  });
});

test('a movement that is no money of ours is a difference until a person has said so', async () => {
  await using town = await aTown();
  await take(town, [{ amount: '-20.00', reference: 'A2', text: 'gebyr' }]);
  expect(await isReconciled(town)).toMatchObject({ vouchersBank: kr(20) });
  const aside = { on: TODAY, by: 'Bodil', why: 'bankens gebyr' };
  expect(await town.do((tx) => setLineAside(tx, { account: ACCOUNT, reference: 'A2' }, aside))).toBe(true);
  expect(await reconciled(town)).toMatchObject({ vouchersBank: 0n, bankLines: 0 });
});

test('a movement that the bank takes back under the same words is another movement', async () => {
  await using town = await aTown();
  await take(town, [{ amount: '300.00', reference: 'A1', paymentId }]);
  const back = { amount: '-300.00', reference: 'A1', paymentId, reversal: true };
  expect(await take(town, [back])).toEqual(['chargedBack 1']);
  expect(await take(town, [back, { amount: '1', reference: 'A2' }])).toEqual(['known 1', 'suspended 1']);
  expect(await isReconciled(town)).toEqual({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 3 });
});

test('money that is given back is paid when the bank’s statement tells it before the pay-out system does', async () => {
  await using town = await aTown();
  await pay(town, anna, 1_500);
  const order = await town.do(async (tx) => {
    const proposed = await proposeRefund(tx, anna, { by: 'Bodil', on: TODAY });
    if (!proposed.ok) throw new Error(proposed.refusal.tag);
    await approveRefund(tx, proposed.value.order, { by: 'Carl', on: TODAY });
    await sendRefunds(tx, { by: 'Carl', at: NOW });
    return proposed.value.order;
  });
  const told = { amount: '-100.00', reference: 'U1', endToEnd: orderReference(order) };
  expect(await take(town, [told])).toEqual(['paidOut 1']);
  const answers = [{ reference: orderReference(order), on: TODAY, rejected: null }];
  expect(await town.do((tx) => answerRefunds(tx, answers, { by: 'prøve', at: NOW }))).toMatchObject({
    value: { paid: 0, known: 1 },
  });
  expect(await isReconciled(town)).toEqual({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 2 });
});

describe('a file of orders that the bank pays by one movement', () => {
  /** Anna gets 100 kr. back, Bo 50 kr. and Anna 30 kr. again, all by one file. */
  async function aFile(): Promise<{ readonly town: LedgerTown; readonly orders: readonly bigint[] }> {
    const town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    await giveAccounts(town);
    const orders: bigint[] = [];
    for (const [debtor, amount] of [
      [anna, 1_100],
      [bo, 550],
      [anna, 30],
    ] as const) {
      await pay(town, debtor, amount);
      orders.push(await approvedFor(town, debtor));
    }
    await town.do((tx) => sendRefunds(tx, { by: 'Carl', at: NOW }));
    return { town, orders };
  }

  async function approvedFor(town: LedgerTown, debtor: DebtorNumber): Promise<bigint> {
    return town.do(async (tx) => {
      const proposed = await proposeRefund(tx, debtor, { by: 'Bodil', on: TODAY });
      if (!proposed.ok) throw new Error(proposed.refusal.tag);
      await approveRefund(tx, proposed.value.order, { by: 'Carl', on: TODAY });
      return proposed.value.order;
    });
  }

  function answer(town: LedgerTown, order: bigint | undefined, rejected: PayOutReason | null) {
    const answers = [{ reference: orderReference(order ?? 0n), on: TODAY, rejected }];
    return town.do((tx) => answerRefunds(tx, answers, { by: 'prøve', at: NOW }));
  }

  const debit = (amount: string): Told => ({
    amount,
    reference: 'U1',
    text: 'Udbetaling AFDRAG-F2026031001',
  });

  test('has a line for each order, once, and the answers that follow change no money', async () => {
    const { town, orders } = await aFile();
    await using _ = town;
    expect(await take(town, [debit('-180.00')])).toEqual(['paidOut 1']);
    expect(await take(town, [debit('-180.00'), { amount: '1', reference: 'A1' }])).toEqual([
      'known 1',
      'suspended 1',
    ]);
    for (const order of orders) expect(await answer(town, order, null)).toMatchObject({ value: { paid: 1 } });
    expect(await isReconciled(town)).toEqual({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 7 });
  });

  test('holds for the debtor what did not reach them, when it comes back', async () => {
    const { town, orders } = await aFile();
    await using _ = town;
    await take(town, [debit('-180.00')]);
    const back = { amount: '50.00', reference: 'U2', endToEnd: orderReference(orders[1] ?? 0n) };
    expect(await take(town, [back])).toEqual(['returned 1']);
    expect(await town.held(bo)).toBe(50);
    expect(await town.do((tx) => openItems(tx, { debtor: bo, kind: 'refund-rejected' }))).toHaveLength(1);
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  });

  test('confirms what the pay-out system has told of money that came back', async () => {
    const { town, orders } = await aFile();
    await using _ = town;
    await take(town, [debit('-180.00')]);
    expect(await answer(town, orders[1], 'account-closed')).toMatchObject({ value: { rejected: 1 } });
    const back = { amount: '50.00', reference: 'U2', endToEnd: orderReference(orders[1] ?? 0n) };
    expect(await take(town, [back])).toEqual(['known 1']);
    expect(await town.held(bo)).toBe(50);
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  });

  test('is paid without what was rejected before', async () => {
    const { town, orders } = await aFile();
    await using _ = town;
    await answer(town, orders[1], 'no-account');
    await answer(town, orders[0], null);
    expect(await take(town, [debit('-130.00')])).toEqual(['paidOut 1']);
    expect(await isReconciled(town)).toEqual({ vouchersBank: 0n, ledgerVouchers: 0n, bankLines: 5 });
  });

  test('is paid with what was rejected before: that is open until it has come back', async () => {
    const { town, orders } = await aFile();
    await using _ = town;
    await answer(town, orders[1], 'no-account');
    expect(await take(town, [debit('-180.00')])).toEqual(['paidOut 1']);
    expect(await town.do(openBankLines)).toMatchObject([{ amount: kr(-50) }]);
    const back = { amount: '50.00', reference: 'U2', endToEnd: orderReference(orders[1] ?? 0n) };
    expect(await take(town, [back])).toEqual(['returned 1']);
    expect(await town.do(openBankLines)).toEqual([]);
    expect(await town.do((tx) => openItems(tx, { debtor: null, kind: 'bank-line-unknown' }))).toEqual([]);
    expect(await isReconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
  });

  test('by another amount than its orders is for a person', async () => {
    const { town } = await aFile();
    await using _ = town;
    expect(await take(town, [debit('-170.00')])).toEqual(['open 1']);
  });
});

describe('what a channel has told of', () => {
  const told = (town: LedgerTown, amount: number, on: string) =>
    town.do((tx) =>
      receive(tx, {
        amount: kr(amount),
        channel: 'mobilepay',
        reference: `MP ${on}`,
        receivedOn: date(on),
        told: { by: 'debtor', debtor: anna, wish: [] },
        by: 'prøve',
        at: Temporal.Instant.from(`${on}T09:00:00Z`),
      }),
    );
  const watch = (town: LedgerTown, on: string) =>
    watchClearing({
      database: town.db,
      municipality: LEDGER_TOWN,
      on: date(on),
      clock: () => NOW,
      bankDays: 3,
    });
  const items = (town: LedgerTown) =>
    town.do((tx) => openItems(tx, { debtor: null, kind: 'clearing-otherwise' }));
  const clearing = [{ channel: 'mobilepay', text: 'MobilePay' }] as const;

  test('and has not come to the bank within the bank days is for a person, until it has come', async () => {
    await using town = await aTown();
    await told(town, 250, '2026-03-05');
    await told(town, 100, '2026-03-09');
    expect(await watch(town, '2026-03-10')).toEqual([]);
    expect(await watch(town, '2026-03-11')).toEqual([
      { channel: 'mobilepay', why: 'open-too-long', amount: kr(250) },
    ]);
    expect(await items(town)).toMatchObject([{ about: 'mobilepay' }]);
    await take(town, [{ amount: '250.00', reference: 'M1', text: 'MobilePay' }], { accounts: [], clearing });
    expect(await watch(town, '2026-03-11')).toEqual([]);
    expect(await items(town)).toEqual([]);
  });

  test('is less than has come to the bank: a person looks', async () => {
    await using town = await aTown();
    await take(town, [{ amount: '40.00', reference: 'M1', text: 'MobilePay' }], { accounts: [], clearing });
    expect(await watch(town, '2026-03-10')).toEqual([
      { channel: 'mobilepay', why: 'below-nothing', amount: kr(40) },
    ]);
    expect(await items(town)).toHaveLength(1);
  });
});

test('two files that tell of the same movements in another order are taken in at once, and each movement once', async () => {
  await using town = await aTown();
  const bob = await town.do((tx) => somebody(tx, cprOf(2)));
  const other = '00010000188002';
  await town.do(async (tx) => {
    const bill = await anOrdinaryClaim(tx, { claimId: 'R-2', debtors: [bob], owed: 400 });
    await givePaymentLines(tx, [
      { base: other, kind: '71', to: 'claim', number: bill, debtor: bob, on: date('2026-02-01') },
    ]);
  });
  const movements = [
    { amount: '100.00', reference: 'A1', paymentId },
    { amount: '100.00', reference: 'A2', paymentId: `${other}${checkDigit(other)}` },
  ];
  const taken = await Promise.all([take(town, movements), take(town, movements.toReversed())]);
  expect(taken.toSorted()).toEqual([['known 2'], ['received 2']]);
});
