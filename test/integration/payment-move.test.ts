import { describe, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { openRefunds } from '../../src/ledger/refunds.ts';
import { movePayment } from '../../src/payments/move-payment.ts';
import { paymentsAbout } from '../../src/payments/payments-about.ts';
import { proposeRefund } from '../../src/payments/propose-refund.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { kr } from '../vocabulary.ts';
import { giveAccounts, postBefore, reconciled } from './books-town.ts';
import {
  aLedger,
  anna,
  bo,
  claim,
  claimRow,
  correct,
  NOW,
  ofBo,
  pay,
  TODAY,
  type LedgerTown,
} from './ledger-town.ts';

interface To {
  readonly debtor?: DebtorNumber;
  readonly claims?: readonly ClaimNumber[];
  readonly because?: string;
}

function move({ do: inTown }: LedgerTown, payment: PaymentNumber, to: To = {}) {
  const ordinary = { debtor: anna, claims: [], because: 'forkert debitor', by: 'Bodil', at: NOW };
  return inTown((tx) => movePayment(tx, { payment, ...ordinary, ...to }));
}

function chargeBack({ do: inTown }: LedgerTown, payment: PaymentNumber) {
  const reversal = { payment, kind: 'charged-back', reference: 'retur', on: TODAY } as const;
  return inTown((tx) => reversePayment(tx, { ...reversal, because: 'banken', by: 'prøve', at: NOW }));
}

describe('a payment that a person moves', () => {
  test('covers the other debtor’s claim, and what it covered is owed again', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    await giveAccounts(town);
    const { payment } = await pay(town, anna, 600, { receivedOn: date('2026-03-02') });
    const moved = await move(town, payment, { debtor: bo });
    expect(moved).toMatchObject({ ok: true, value: { overpaid: kr(100), covered: [{ claim: 2n }] } });
    expect(await town.standing(1)).toMatchObject({ balance: 1_000 });
    expect(await town.standing(2)).toMatchObject({ balance: 0 });
    expect(await town.held(bo)).toBe(100);
    expect(await town.do((tx) => paymentsAbout(tx, anna))).toEqual([]);
    expect((await town.do((tx) => paymentsAbout(tx, bo)))[0]?.covered).toEqual(
      new Map([[claim(2), kr(500)]]),
    );
    expect(await town.faults()).toEqual([]);
    await postBefore(town);
    expect(await reconciled(town)).toMatchObject({ ledgerVouchers: 0n, vouchersBank: 0n, openTransit: 0 });
  });

  test('is given back to whom it was moved to, when the claim is reduced', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    const { payment } = await pay(town, anna, 500);
    await move(town, payment, { debtor: bo });
    await correct(town, 2, 200);
    expect(await town.held(bo)).toBe(300);
    expect(await town.faults()).toEqual([]);
  });

  test('goes from what was too much to a claim, and no item is left open', async () => {
    await using town = await aLedger(claimRow(1, 100), claimRow(2, 500, ofBo));
    const { payment } = await pay(town, anna, 300);
    expect(await town.held(anna)).toBe(200);
    await move(town, payment, { debtor: bo });
    expect(await town.held(anna)).toBe(0);
    expect(await town.do((tx) => openRefunds(tx, 'everybody'))).toEqual([]);
    expect(await town.faults()).toEqual([]);
  });

  test('can be taken back afterwards, from what it covers then', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    const { payment } = await pay(town, anna, 300);
    await move(town, payment, { debtor: bo });
    expect(await chargeBack(town, payment)).toMatchObject({ ok: true });
    expect(await town.standing(1)).toMatchObject({ balance: 1_000 });
    expect(await town.standing(2)).toMatchObject({ balance: 500 });
    expect(await town.faults()).toEqual([]);
  });

  test.each([
    ['all of it', 100],
    ['with something too much', 275],
  ])(
    'off a claim that was withdrawn, and that is taken back then, leaves nothing behind: %s',
    async (_, amount) => {
      await using town = await aLedger(claimRow(1, 100), claimRow(2, 300, ofBo));
      await giveAccounts(town);
      const { payment } = await pay(town, anna, amount);
      await correct(town, 1, 0);
      await move(town, payment, { debtor: bo });
      expect(await town.standing(2)).toMatchObject({ balance: 300 - amount });
      expect(await chargeBack(town, payment)).toMatchObject({ ok: true });
      expect(await town.standing(1)).toMatchObject({ balance: 0 });
      expect(await town.standing(2)).toMatchObject({ balance: 300 });
      expect(await town.held(anna)).toBe(0);
      expect(await town.faults()).toEqual([]);
      expect(await postBefore(town)).toMatchObject({ report: { changes: { closed: { count: 1 } } } });
    },
  );

  test('off and then onto claims that were both withdrawn is taken back, whether or not it was to be given back', async () => {
    await using town = await aLedger(claimRow(1, 100), claimRow(2, 300, ofBo));
    const { payment } = await pay(town, anna, 275);
    await correct(town, 1, 0);
    await move(town, payment, { debtor: bo });
    await correct(town, 2, 0);
    const order = await town.do((tx) => proposeRefund(tx, bo, { by: 'Ane', on: TODAY }));
    expect(order).toMatchObject({ ok: true, value: { amount: kr(275) } });
    expect(await chargeBack(town, payment)).toMatchObject({
      ok: true,
      value: { stopped: [expect.any(BigInt)] },
    });
    expect(await town.held(bo)).toBe(0);
    expect(await town.faults()).toEqual([]);
  });

  test.each<[string, To, string]>([
    ['without a reason', { because: ' ' }, 'reason-missing'],
    ['to nobody we know', { debtor: 100_099 as DebtorNumber }, 'unknown-debtor'],
    ['to what they never owed', { debtor: bo, claims: [claim(1)] }, 'out-of-reach'],
  ])('is refused %s', async (_, to, tag) => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    const { payment } = await pay(town, anna, 300);
    expect(await move(town, payment, to)).toMatchObject({ ok: false, refusal: { tag } });
    expect(await town.standing(1)).toMatchObject({ balance: 700 });
  });

  test('is moved once', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 500, ofBo));
    const { payment } = await pay(town, anna, 300);
    await move(town, payment, { debtor: bo });
    expect(await move(town, payment)).toMatchObject({ ok: false, refusal: { tag: 'moved-already' } });
  });
});
