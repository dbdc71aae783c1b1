import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sql } from 'kysely';
import { openRefundItems, openRefunds, type RefundItem } from '../../src/ledger/refunds.ts';
import { itemsToDecide } from '../../src/ledger/refund-items.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { closeRefund, decideRefund } from '../../src/payments/decide-refund.ts';
import { approveRefund, proposeRefund, withdrawRefund } from '../../src/payments/propose-refund.ts';
import { orderReference } from '../../src/payments/refund-orders.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import { kr } from '../vocabulary.ts';
import { giveAccounts, postBefore, reconciled } from './books-town.ts';
import {
  aLedger,
  anna,
  ask,
  bo,
  claimRow,
  correct,
  lapse,
  NOW,
  pay,
  TODAY,
  together,
  type LedgerTown,
} from './ledger-town.ts';

let town: LedgerTown;
beforeEach(async () => {
  town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, together));
  await giveAccounts(town);
  await ask(town, anna, { due: '2026-02-01', shares: { 1: 600 } });
});
afterEach(() => town[Symbol.asyncDispose]());

/** Anna has paid the instalment of 600 kr., of which so much was asked too much. */
async function askedTooMuch(amount: number, changes: Partial<RefundItem> = {}): Promise<bigint> {
  const asked = { why: 'asked-too-much', about: 'instalment 2026-02-01' } as const;
  const item = { debtor: anna, amount: kr(amount), ...asked, ...changes };
  await town.do((tx) => openRefundItems(tx, [item], { by: 'automatic', at: NOW }));
  const numbers = (await town.do(itemsToDecide)).map(({ number }) => number);
  return numbers.at(-1) ?? 0n;
}

const words = { because: 'Indkomsten var lavere.', at: NOW };

function decide(item: bigint, by = 'Bodil') {
  return town.do((tx) => decideRefund(tx, { item, by, ...words }));
}

async function decided(item: bigint): Promise<bigint> {
  const order = await decide(item);
  if (!order.ok) throw new Error(order.refusal.tag);
  return order.value.order;
}

function approve(order: bigint, by = 'Carl') {
  return town.do((tx) => approveRefund(tx, order, { by, on: TODAY }));
}

function send() {
  return town.do((tx) => sendRefunds(tx, { by: 'Carl', at: NOW }));
}

async function isReconciled(): Promise<void> {
  expect(await town.faults()).toEqual([]);
  await postBefore(town);
  expect(await reconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
}

describe('money that was asked too much and still covers claims', () => {
  test('is given back when one has decided and another approved: it is taken off the claim, and that is owed again', async () => {
    await pay(town, anna, 600);
    const item = await askedTooMuch(200);
    const order = await decided(item);
    expect(await approve(order, 'Bodil')).toMatchObject({ refusal: { tag: 'same-person' } });
    await approve(order);
    expect(await town.standing(1)).toMatchObject({ balance: 400 });
    expect((await send()).file).toMatchObject({ payOuts: [{ amount: kr(200) }] });
    expect(await town.standing(1)).toMatchObject({ notAsked: 600, anna: 0, raised: 1_000, balance: 600 });
    const answers = [{ reference: orderReference(order), on: TODAY, rejected: null }];
    await town.do((tx) => answerRefunds(tx, answers, { by: 'prøve', at: NOW }));
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toEqual([]);
    await isReconciled();
  });

  test('is given back once: a decided item is in an order, and one that has left is closed', async () => {
    await pay(town, anna, 600);
    const item = await askedTooMuch(200);
    const order = await decided(item);
    expect(await decide(item)).toMatchObject({ refusal: { tag: 'in-an-order', order } });
    await approve(order);
    await send();
    expect((await send()).file).toBeNull();
    expect(await decide(item)).toMatchObject({ refusal: { tag: 'closed-already' } });
    expect(await town.do((tx) => proposeRefund(tx, anna, { by: 'Bodil', on: TODAY }))).toMatchObject({
      refusal: { tag: 'nothing-held' },
    });
  });

  test('covers the claims as before when the order is withdrawn, and can be decided anew', async () => {
    await pay(town, anna, 600);
    const item = await askedTooMuch(200);
    const order = await decided(item);
    await approve(order);
    await town.do((tx) => withdrawRefund(tx, order, { on: TODAY, why: 'en fejl' }));
    expect((await send()).file).toBeNull();
    expect(await town.standing(1)).toMatchObject({ balance: 400 });
    expect(await decided(item)).not.toBe(order);
  });

  test('is not given back where the payment has been taken back since', async () => {
    const { payment } = await pay(town, anna, 600);
    const item = await askedTooMuch(200);
    const order = await decided(item);
    await approve(order);
    const reversal = { payment, kind: 'charged-back', reference: 'retur', on: TODAY } as const;
    await town.do((tx) => reversePayment(tx, { ...reversal, because: 'banken', by: 'prøve', at: NOW }));
    expect(await send()).toMatchObject({ file: null, coversLess: [{ order }] });
    expect(await town.faults()).toEqual([]);
    expect(await decide(await askedTooMuch(50))).toMatchObject({
      refusal: { tag: 'covers-less', covers: 0n },
    });
  });

  test('two items never give the same money back twice', async () => {
    await pay(town, anna, 600);
    const first = await askedTooMuch(400);
    const second = await askedTooMuch(400, { why: 'income-corrected', about: 'instalment 2026-01-01' });
    for (const item of [first, second]) await approve(await decided(item));
    const { file, coversLess } = await send();
    expect([file?.payOuts.length, coversLess.length]).toEqual([1, 1]);
    expect(await town.standing(1)).toMatchObject({ balance: 800 });
  });

  test('and is given back is not given back again when the claim is reduced afterwards', async () => {
    await pay(town, anna, 600);
    await approve(await decided(await askedTooMuch(200)));
    await send();
    await correct(town, 1, 300);
    expect(await town.held(anna)).toBe(100);
    expect(await town.standing(1)).toMatchObject({ raised: 300, balance: 0 });
    expect(await town.faults()).toEqual([]);
  });

  test('stays where it is when a person says so, with the reason', async () => {
    await pay(town, anna, 600);
    const item = await askedTooMuch(200);
    const closing = { item, as: 'covers-debt', by: 'Bodil', ...words } as const;
    expect(await town.do((tx) => closeRefund(tx, closing))).toMatchObject({ value: { amount: kr(200) } });
    expect(await town.do((tx) => closeRefund(tx, closing))).toMatchObject({
      refusal: { tag: 'closed-already' },
    });
    const { rows } = await town.do((tx) =>
      sql`select closed_as, closed_by, closed_why from refund_item`.execute(tx),
    );
    expect(rows).toEqual([{ closed_as: 'covers-debt', closed_by: 'Bodil', closed_why: words.because }]);
    expect(await town.standing(1)).toMatchObject({ balance: 400 });
  });

  test('is a matter for a reason, and of what is held already nothing is decided', async () => {
    await pay(town, anna, 600);
    const item = await askedTooMuch(200);
    const without = { item, by: 'Bodil', because: ' ', at: NOW };
    expect(await town.do((tx) => decideRefund(tx, without))).toMatchObject({
      refusal: { tag: 'reason-missing' },
    });
    await pay(town, anna, 5_000);
    expect(await decide(item + 1n)).toMatchObject({ refusal: { tag: 'held-already' } });
    expect(await decide(99n)).toMatchObject({ refusal: { tag: 'unknown-item' } });
  });
});

describe('money that was paid after the claim lapsed', () => {
  test('is taken off that claim, which has ended unpaid then', async () => {
    await pay(town, anna, 600);
    await lapse(town, 1, anna);
    const item = await askedTooMuch(600, { why: 'paid-after-lapse', about: 'decision 202603-100001-0' });
    await approve(await decided(item));
    await send();
    expect(await town.standing(1)).toMatchObject({ balance: 0, raised: 1_000 });
    const { rows } = await town.do((tx) =>
      sql`select balance_ore from account_balance where kind = 'ended'`.execute(tx),
    );
    expect(rows).toEqual([{ balance_ore: kr(1_000) }]);
    expect(await town.faults()).toEqual([]);
  });

  test('is owed again by a spouse for whom the claim has not lapsed', async () => {
    await pay(town, anna, 1_500);
    await lapse(town, 2, anna);
    const item = await askedTooMuch(500, { why: 'paid-after-lapse', about: 'decision 202603-100001-0' });
    await approve(await decided(item));
    await send();
    const back = [(await town.standing(1)).balance, (await town.standing(2)).balance];
    expect(back.reduce((sum, each) => sum + each, 0)).toBe(500);
    expect(await town.held(bo)).toBe(0);
    expect(await town.faults()).toEqual([]);
  });
});
