import { describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { payOutCsv } from '../../src/outside/nemkonto/pay-out-csv.ts';
import { answerRefunds } from '../../src/payments/answer-refunds.ts';
import { bankTold, confirmLine } from '../../src/payments/bank-lines.ts';
import type { PayOutReason } from '../../src/payments/pay-out-port.ts';
import { approveRefund, proposeRefund, withdrawRefund } from '../../src/payments/propose-refund.ts';
import { orderReference } from '../../src/payments/refund-orders.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import { refundFile, sendRefunds } from '../../src/payments/send-refunds.ts';
import { kr } from '../vocabulary.ts';
import { giveAccounts, postBefore, reconciled } from './books-town.ts';
import { cprNumber } from './claims-rows.ts';
import { aLedger, anna, bo, claimRow, NOW, ofBo, pay, TODAY, type LedgerTown } from './ledger-town.ts';

/** Anna has paid 250 kr. too much, in two payments. */
async function aTown(): Promise<LedgerTown> {
  const town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
  await giveAccounts(town);
  await pay(town, anna, 1_200);
  await pay(town, anna, 50);
  return town;
}

const bodil = { by: 'Bodil', on: TODAY };
const carl = { by: 'Carl', on: TODAY };

async function proposed(town: LedgerTown): Promise<bigint> {
  const order = await town.do((tx) => proposeRefund(tx, anna, bodil));
  if (!order.ok) throw new Error(order.refusal.tag);
  return order.value.order;
}

/** An order that has left with a file. */
async function sent(town: LedgerTown): Promise<bigint> {
  const order = await proposed(town);
  await town.do((tx) => approveRefund(tx, order, carl));
  await send(town);
  return order;
}

function send(town: LedgerTown) {
  return town.do((tx) => sendRefunds(tx, { by: 'Carl', at: NOW }));
}

function answer(town: LedgerTown, order: bigint, rejected: PayOutReason | null) {
  const answers = [{ reference: orderReference(order), on: TODAY, rejected }];
  return town.do((tx) => answerRefunds(tx, answers, { by: 'prøve', at: NOW }));
}

async function isReconciled(town: LedgerTown): Promise<void> {
  expect(await town.faults()).toEqual([]);
  await postBefore(town);
  expect(await reconciled(town)).toMatchObject({ vouchersBank: 0n, ledgerVouchers: 0n });
}

describe('what is held for a debtor', () => {
  test('is proposed by one, approved by another, sent in a file, and paid', async () => {
    await using town = await aTown();
    const order = await proposed(town);
    expect(await town.do((tx) => approveRefund(tx, order, bodil))).toMatchObject({
      refusal: { tag: 'same-person' },
    });
    // However the name is written.
    expect(
      await town.do((tx) => approveRefund(tx, order, { ...bodil, by: ` ${bodil.by.toUpperCase()}` })),
    ).toMatchObject({ refusal: { tag: 'same-person' } });
    expect((await send(town)).file).toBeNull();
    expect(await town.do((tx) => approveRefund(tx, order, carl))).toMatchObject({
      value: { state: 'approved' },
    });
    const { file } = await send(town);
    const cpr = cprNumber(1).replace('-', '');
    expect(file).toMatchObject({
      number: 2026031001n,
      payOuts: [{ reference: `AFDRAG-U${order}`, to: { kind: 'cpr', number: cpr }, amount: kr(250) }],
    });
    expect(await town.held(anna)).toBe(0);
    expect(await answer(town, order, null)).toMatchObject({ value: { paid: 1 } });
    expect(await town.do(balanceOfMunicipality)).toMatchObject({ received: kr(1_000), overpaid: 0n });
    await isReconciled(town);
  });

  test('may be paid by the bank before what a channel has told of has come there', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await pay(town, anna, 1_200, { channel: 'counter' });
    await answer(town, await sent(town), null);
    expect(await town.faults()).toEqual([]);
  });

  test('never leaves twice, and the same file can be written again', async () => {
    await using town = await aTown();
    await sent(town);
    expect((await send(town)).file).toBeNull();
    expect(await town.do((tx) => proposeRefund(tx, anna, bodil))).toMatchObject({
      refusal: { tag: 'nothing-held' },
    });
    const again = await town.do((tx) => refundFile(tx, 2026031001n));
    expect(again === null ? [] : payOutCsv.write(again).split('\n').slice(0, -2)).toHaveLength(2);
  });

  test('is held again when it was rejected, with an item for a person, and can be proposed anew', async () => {
    await using town = await aTown();
    const order = await sent(town);
    expect(await answer(town, order, 'account-closed')).toMatchObject({ value: { rejected: 1 } });
    expect(await town.held(anna)).toBe(250);
    expect(await town.do((tx) => openItems(tx, { debtor: anna, kind: 'refund-rejected' }))).toHaveLength(1);
    const next = await sent(town);
    expect(next).not.toBe(order);
    await answer(town, next, null);
    await isReconciled(town);
  });

  test('is answered once: the same answer changes nothing, another is refused', async () => {
    await using town = await aTown();
    const order = await sent(town);
    await answer(town, order, null);
    expect(await answer(town, order, null)).toMatchObject({ value: { paid: 0, known: 1 } });
    expect(await answer(town, order, 'no-account')).toMatchObject({ refusal: { tag: 'contradicts' } });
    expect(await answer(town, 17n, null)).toMatchObject({ refusal: { tag: 'unknown-order' } });
  });

  test('stays when its order is withdrawn, and a payment that is taken back stops its order', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    const { payment } = await pay(town, anna, 1_200);
    const first = await proposed(town);
    expect(await town.do((tx) => withdrawRefund(tx, first, { on: TODAY, why: 'en fejl' }))).toMatchObject({
      ok: true,
    });
    expect(await town.held(anna)).toBe(200);
    const order = await proposed(town);
    const reversal = { payment, kind: 'charged-back', reference: 'retur', on: TODAY } as const;
    expect(
      await town.do((tx) => reversePayment(tx, { ...reversal, because: 'banken', by: 'prøve', at: NOW })),
    ).toMatchObject({ ok: true, value: { stopped: [order] } });
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toEqual([]);
    expect(await town.faults()).toEqual([]);
  });

  test('of somebody for whom nothing is held cannot be proposed', async () => {
    await using town = await aTown();
    expect(await town.do((tx) => proposeRefund(tx, bo, bodil))).toMatchObject({
      refusal: { tag: 'nothing-held' },
    });
  });

  test('has one line on the bank, which the statement confirms', async () => {
    await using town = await aTown();
    const order = await sent(town);
    await answer(town, order, null);
    const line = { account: 'DK1', reference: 'A9', amount: kr(-250), bankDay: TODAY };
    expect(await town.do((tx) => confirmLine(tx, line, ['A9', orderReference(order)]))).toBe(true);
    expect((await town.do(bankTold)).lines).toBe(3);
  });
});
