import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { owedBackBy } from '../../src/ledger/overpaid.ts';
import { heldItems } from '../../src/ledger/refund-items.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { closeRefund } from '../../src/payments/decide-refund.ts';
import { movePayment } from '../../src/payments/move-payment.ts';
import type { PayOutReason } from '../../src/payments/pay-out-port.ts';
import { approveRefund, proposeRefund } from '../../src/payments/propose-refund.ts';
import { orderReference, ordersByNumber } from '../../src/payments/refund-orders.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { sendRefunds } from '../../src/payments/send-refunds.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { kr } from '../vocabulary.ts';
import { giveAccounts, postBefore, reconciled } from './books-town.ts';
import {
  aLedger,
  anna,
  bo,
  claimRow,
  correct,
  inKroner,
  NOW,
  ofBo,
  pay,
  TODAY,
  type LedgerTown,
} from './ledger-town.ts';

/** How far what was given back has come when the bank takes the payment. */
const ways = ['held', 'proposed', 'approved', 'sent', 'paid', 'rejected'] as const;
type Way = (typeof ways)[number];
/** Of these the money can still be held back. */
const isStillHere = (way: Way) => way !== 'sent' && way !== 'paid';

async function give(town: LedgerTown, way: Way): Promise<bigint | null> {
  if (way === 'held') return null;
  const order = await town.do((tx) => proposeRefund(tx, anna, { by: 'Bodil', on: TODAY }));
  if (!order.ok) throw new Error(order.refusal.tag);
  const number = order.value.order;
  if (way === 'proposed') return number;
  await town.do((tx) => approveRefund(tx, number, { by: 'Carl', on: TODAY }));
  if (way === 'approved') return number;
  await town.do((tx) => sendRefunds(tx, { by: 'Carl', at: NOW }));
  if (way !== 'sent') await answer(town, number, way === 'paid' ? null : 'no-account');
  return number;
}

function answer(town: LedgerTown, order: bigint, rejected: PayOutReason | null) {
  const answers = [{ reference: orderReference(order), on: TODAY, rejected }];
  return town.do((tx) => answerRefunds(tx, answers, { by: 'prøve', at: NOW }));
}

function chargeBack(town: LedgerTown, payment: PaymentNumber) {
  const back = { kind: 'charged-back', reference: `retur ${payment}`, on: TODAY } as const;
  return town.do((tx) => reversePayment(tx, { ...back, payment, because: 'banken', by: 'prøve', at: NOW }));
}

async function owedBack(town: LedgerTown): Promise<number> {
  return inKroner((await town.do((tx) => owedBackBy(tx, [anna]))).get(anna) ?? 0n);
}

async function isReconciled(town: LedgerTown): Promise<void> {
  expect(await town.faults()).toEqual([]);
  await postBefore(town);
  expect(await reconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
}

describe('a payment that the bank takes back', () => {
  test.each(ways)('is taken back whole when the claim was reduced since and the rest is %s', async (way) => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    await giveAccounts(town);
    const { payment } = await pay(town, anna, 1_000);
    await correct(town, 1, 600);
    const order = await give(town, way);
    const done = await chargeBack(town, payment);
    expect(done).toMatchObject({ ok: true, value: { state: 'reversed' } });
    expect(await town.standing(1)).toMatchObject({ balance: 600, raised: 600 });
    expect(await town.held(anna)).toBe(0);
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toEqual([]);
    expect(await owedBack(town)).toBe(isStillHere(way) ? 0 : 400);
    const told = await town.do((tx) => openItems(tx, { debtor: anna, kind: 'owed-back' }));
    expect(told).toHaveLength(isStillHere(way) ? 0 : 1);
    const [after] = order === null ? [] : await town.do((tx) => ordersByNumber(tx, [order]));
    if (way === 'proposed' || way === 'approved') expect(after?.state).toBe('withdrawn');
    if (way === 'sent' && order !== null) await answer(town, order, null);
    await isReconciled(town);
  });

  test.each(['approved', 'paid', 'rejected'] as const)(
    'is taken back whole when too much of it was paid and that is %s',
    async (way) => {
      await using town = await aLedger(claimRow(1, 1_000));
      await giveAccounts(town);
      const { payment } = await pay(town, anna, 1_200);
      await give(town, way);
      expect(await chargeBack(town, payment)).toMatchObject({ ok: true });
      expect(await town.standing(1)).toMatchObject({ balance: 1_000 });
      expect(await town.held(anna)).toBe(0);
      expect(await owedBack(town)).toBe(isStillHere(way) ? 0 : 200);
      await isReconciled(town);
    },
  );

  test('leaves what another payment has been given back of, and what else is held', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const first = await pay(town, anna, 700, { at: NOW.subtract({ hours: 1 }) });
    const second = await pay(town, anna, 500);
    await correct(town, 1, 600);
    // 200 were too much of the second payment, and the correction gives back its 300 and 100 of the first.
    expect(await town.held(anna)).toBe(600);
    await chargeBack(town, first.payment);
    expect(await town.standing(1)).toMatchObject({ balance: 600 });
    expect(await town.held(anna)).toBe(500);
    await chargeBack(town, second.payment);
    expect(await town.standing(1)).toMatchObject({ balance: 600 });
    expect(await town.held(anna)).toBe(0);
    expect(await town.faults()).toEqual([]);
  });
});

describe('what a debtor owes back of what was paid out', () => {
  let town: LedgerTown;
  beforeAll(async () => {
    town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    await giveAccounts(town);
    const { payment } = await pay(town, anna, 1_000);
    await correct(town, 1, 600);
    await give(town, 'paid');
    await chargeBack(town, payment);
    await pay(town, anna, 1_150);
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test('is covered by what is held, when a person says so; nothing is paid out before', async () => {
    expect(await town.held(anna)).toBe(550);
    expect(await town.do((tx) => proposeRefund(tx, anna, { by: 'Bodil', on: TODAY }))).toMatchObject({
      refusal: { tag: 'owes-back', amount: kr(400) },
    });
    const [item] = await town.do((tx) => heldItems(tx, anna));
    const closing = { item: item?.number ?? 0n, because: 'dækker', by: 'Bodil', at: NOW };
    expect(await town.do((tx) => closeRefund(tx, { ...closing, as: 'covers-debt' }))).toMatchObject({
      value: { amount: kr(400) },
    });
    expect(item).toMatchObject({ why: 'overpaid', amount: kr(550) });
    expect(await owedBack(town)).toBe(0);
    expect(await town.held(anna)).toBe(150);
    expect(await town.do((tx) => proposeRefund(tx, anna, { by: 'Bodil', on: TODAY }))).toMatchObject({
      value: { amount: kr(150) },
    });
    await isReconciled(town);
  });
});

describe('a payment that a person moves', () => {
  const move = (town: LedgerTown, payment: PaymentNumber) =>
    town.do((tx) =>
      movePayment(tx, { payment, debtor: bo, claims: [], because: 'forkert', by: 'prøve', at: NOW }),
    );

  test('takes with it what was given back and is held', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_500, ofBo));
    const { payment } = await pay(town, anna, 1_000);
    await correct(town, 1, 600);
    expect(await move(town, payment)).toMatchObject({ ok: true, value: { covered: [{ claim: 2n }] } });
    expect(await town.standing(1)).toMatchObject({ balance: 600 });
    expect(await town.standing(2)).toMatchObject({ balance: 500 });
    expect(await town.held(anna)).toBe(0);
    expect(await chargeBack(town, payment)).toMatchObject({ ok: true });
    expect(await town.standing(2)).toMatchObject({ balance: 1_500 });
    expect(await town.faults()).toEqual([]);
  });

  test.each(['proposed', 'sent', 'paid'] as const)(
    'stays while some of it is %s, which is told',
    async (way) => {
      await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 1_500, ofBo));
      const { payment } = await pay(town, anna, 1_000);
      await correct(town, 1, 600);
      await give(town, way);
      expect(await move(town, payment)).toMatchObject({
        refusal: { tag: 'given-back-since', claim: 1n, amount: kr(400) },
      });
    },
  );
});
