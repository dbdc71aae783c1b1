import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  approveCheckoutRefund,
  proposeCheckoutRefund,
  withdrawCheckoutRefund,
} from '../../src/checkout/refunds.ts';
import { reconcileCheckouts } from '../../src/checkout/reconcile.ts';
import { eventsOf } from '../../src/checkout/checkouts.ts';
import type { CheckoutReference } from '../../src/checkout/reference.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { openItems } from '../../src/agreements/work-items.ts';
import { aCheckoutTown, atProvider, inLedger, type CheckoutTown } from './checkout-town.ts';
import { TOWN } from './town.ts';

let town: CheckoutTown;
beforeAll(async () => {
  town = await aCheckoutTown();
});
afterAll(() => town[Symbol.asyncDispose]());

async function paid(claim: number, amount: number): Promise<CheckoutReference> {
  const reference = await town.begin({
    claims: [town.bills[claim] ?? town.bills[0]],
    amount: kroner(amount),
  });
  await town.look(reference);
  await town.simulator.decide(reference, 'authorized');
  await town.look(reference);
  return reference;
}
const propose = (reference: CheckoutReference, by = 'anne') =>
  town.do((tx) =>
    proposeCheckoutRefund(tx, { reference, by, because: 'betalt ved en fejl', at: town.now() }),
  );
const approve = (reference: CheckoutReference, by: string) =>
  town.do((tx) => approveCheckoutRefund(tx, { reference, by, at: town.now() }));
const owed = async () => (await town.do((tx) => balanceOfDebtor(tx, town.anna))).owed;
const compared = () =>
  reconcileCheckouts(town.parts, TOWN, {
    from: Temporal.Instant.from('2026-03-01T00:00:00Z'),
    until: Temporal.Instant.from('2027-01-01T00:00:00Z'),
  });

describe('a payment that is to be sent back', () => {
  test('is proposed by one and approved by another, sent back, and owed again once the provider says that it was', async () => {
    const before = await owed();
    const reference = await paid(0, 1_250);
    expect((await propose(reference)).ok).toBe(true);
    expect(await propose(reference, 'bo')).toMatchObject({ ok: false, refusal: { tag: 'proposed-already' } });
    expect(await approve(reference, 'anne')).toMatchObject({ ok: false, refusal: { tag: 'same-person' } });
    expect((await approve(reference, 'bo')).ok).toBe(true);
    town.simulator.payments.goWrong('refund', 'lost');
    expect(await town.lookAtDue()).toBe(1);
    expect(await owed()).toBe(before - kroner(1_250));
    town.wait({ minutes: 10 });
    await town.lookAtDue();
    expect(await town.stored(reference)).toMatchObject({ refunded: kroner(1_250), refundApproved: false });
    expect(await owed()).toBe(before);
    await town.look(reference);
    expect(await inLedger(town)).toEqual(atProvider(town));
    expect(await propose(reference)).toMatchObject({ ok: false, refusal: { tag: 'sent-back-already' } });
    expect((await town.do((tx) => eventsOf(tx, reference))).map(({ name }) => name)).toContain('sent-back');
  });

  test('stays as it is where the proposal is taken back, or the provider refuses: then a person is told', async () => {
    const reference = await paid(1, 300);
    await propose(reference);
    await town.do((tx) => withdrawCheckoutRefund(tx, { reference, at: town.now() }));
    expect(await approve(reference, 'bo')).toMatchObject({ ok: false, refusal: { tag: 'nothing-proposed' } });
    await propose(reference);
    await approve(reference, 'bo');
    town.simulator.payments.goWrong('refund', 'refused');
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({ state: 'paid', refunded: zeroOre });
    const items = await town.do((tx) => openItems(tx, { debtor: town.anna, kind: 'web-payment' }));
    expect(items.map(({ about }) => about)).toEqual([`${reference} refund-refused`]);
    // Proposed anew, it is asked for under another name, and done.
    await propose(reference);
    await approve(reference, 'bo');
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({ refunded: kroner(300) });
  });

  test('that nobody has paid cannot be', async () => {
    const reference = await town.begin({ claims: [town.bills[1]], amount: kroner(300) });
    expect(await propose(reference)).toMatchObject({ ok: false, refusal: { tag: 'not-paid' } });
    expect(await propose('998-ZZZZZZZZZZZZZZZZZZZZ')).toMatchObject({
      ok: false,
      refusal: { tag: 'unknown-payment' },
    });
  });
});

describe('what providers have taken, held against the ledger', () => {
  test('agrees, with what is sent back', async () => {
    await paid(2, 500);
    expect(await compared()).toMatchObject({
      payments: 4,
      checked: 4,
      difference: zeroOre,
      missingHere: [],
      missingThere: [],
      unsettled: zeroOre,
    });
  });

  test('says what was taken and is not in the ledger yet, and what could not be read', async () => {
    const reference = await town.begin({ claims: [town.bills[0]], amount: kroner(200) });
    await town.look(reference);
    await town.simulator.decide(reference, 'authorized');
    expect((await compared()).unsettled).toBe(kroner(200));
    town.simulator.payments.goWrong('capture', 'lost');
    await town.look(reference);
    expect(await compared()).toMatchObject({ difference: kroner(200), missingHere: [reference] });
    town.simulator.payments.goWrong('read', 'down');
    expect((await compared()).notTold).toHaveLength(1);
    await town.look(reference);
    expect(await compared()).toMatchObject({ difference: zeroOre, missingHere: [] });
  });
});

test('nothing that should be impossible has happened to the money', async () => {
  expect(await town.do((tx) => checkLedger(tx))).toEqual([]);
  expect(await town.do((tx) => checkPayments(tx))).toEqual([]);
});
