import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beginCheckout } from '../../src/checkout/begin.ts';
import { noteReturned, noteStopAsked, takeWebhook } from '../../src/checkout/checkouts.ts';
import { paymentView } from '../../src/checkout/payment-view.ts';
import { reconcileCheckouts } from '../../src/checkout/reconcile.ts';
import { newKey, type CheckoutReference } from '../../src/checkout/reference.ts';
import { approveCheckoutRefund, proposeCheckoutRefund } from '../../src/checkout/refunds.ts';
import { isFinal } from '../../src/checkout/state-machine.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { dayInCopenhagen } from '../../src/kernel/dates.ts';
import type { SimulatedAct, SimulatedFault } from '../../src/platform/simulated-payments.ts';
import { BEGUN_AT } from '../checkouts.ts';
import {
  aCheckoutTown,
  atProvider,
  BY_CARD,
  inLedger,
  type CheckoutTown,
} from '../integration/checkout-town.ts';
import { TOWN } from '../integration/town.ts';
import { isLong, runs } from '../long/length.ts';
import { lookKilled } from '../faults/checkout-killed.ts';

let town: CheckoutTown;
beforeAll(async () => {
  town = await aCheckoutTown();
});
afterAll(() => town[Symbol.asyncDispose]());

type Happening = (reference: CheckoutReference) => Promise<unknown>;

const acts: readonly SimulatedAct[] = ['create', 'read', 'capture', 'cancel', 'refund'];
const faults: readonly SimulatedFault[] = ['lost', 'down'];
let references = 0;
/** What the other who owes the bill has begun meanwhile. */
let others: CheckoutReference[] = [];

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Happening>((reference) => town.look(reference)) },
  // Two tabs, the timer and a call of the provider at once.
  fc.constant<Happening>((reference) =>
    Promise.all([town.look(reference), town.look(reference), town.lookAtDue()]),
  ),
  fc
    .constantFrom('authorized' as const, 'authorized' as const, 'aborted' as const, 'expired' as const)
    .map((outcome): Happening => async (reference) => {
      for (const provider of [town.simulator, town.cards])
        if (provider.payments.find(reference) !== null) await provider.decide(reference, outcome);
    }),
  fc.tuple(fc.constantFrom(...acts), fc.constantFrom(...faults)).map(([act, fault]): Happening => () => {
    for (const { payments } of [town.simulator, town.cards]) payments.goWrong(act, fault);
    return Promise.resolve();
  }),
  fc.constant<Happening>((reference) => town.do((tx) => noteReturned(tx, reference, town.now()))),
  fc.constant<Happening>((reference) => town.do((tx) => noteStopAsked(tx, reference, town.now()))),
  fc.nat(3).map(
    (which): Happening =>
      (reference) =>
        town.do(async (tx) => {
          const { channel } = await town.stored(reference);
          const heard = { state: 'genuine', reference, name: 'AUTHORIZED' } as const;
          const body = Buffer.from(`${reference} ${which}`);
          return takeWebhook(tx, { channel, heard, body, at: town.now() });
        }),
  ),
  fc.constant<Happening>((reference) =>
    town.do(async (tx) => {
      const because = 'prøve';
      const proposed = await proposeCheckoutRefund(tx, { reference, by: 'anne', because, at: town.now() });
      return proposed.ok && approveCheckoutRefund(tx, { reference, by: 'bo', at: town.now() });
    }),
  ),
  // The other who owes it begins to pay it too.
  fc.boolean().map((byCard): Happening => async () => {
    const begun = await town.do((tx) =>
      beginCheckout(tx, {
        debtor: town.bo,
        claims: [town.bills[2]],
        amount: kroner(30),
        formKey: newKey(),
        language: 'da',
        at: town.now(),
        ...(byCard ? BY_CARD : { channel: 'mobilepay', provider: 'vipps-mobilepay' }),
      }),
    );
    if (begun.ok) others.push(begun.value);
  }),
  // The bill is paid at the bank meanwhile.
  fc.constant<Happening>(() =>
    town.do((tx) => {
      references += 1;
      const receivedOn = dayInCopenhagen(town.now());
      const paid = {
        amount: kroner(7),
        channel: 'bank',
        reference: `bilag ${references}`,
        receivedOn,
      } as const;
      return registerPayment(tx, { ...paid, debtor: town.anna, wish: [], by: 'prøve', at: town.now() });
    }),
  ),
  fc.integer({ min: 1, max: 2_000 }).map((seconds): Happening => () => {
    town.wait({ seconds });
    return Promise.resolve();
  }),
  // A process that looks is killed somewhere between asking and writing. A process is some work: only at length (and test/faults/checkout).
  ...(isLong
    ? [
        fc.integer({ min: 1, max: 6 }).map(
          (nth): Happening =>
            (reference) =>
              lookKilled(town, reference, nth),
        ),
      ]
    : []),
);

async function isToldTruly(reference: CheckoutReference): Promise<void> {
  const { is } = paymentView(await town.stored(reference), town.now());
  const captured = [town.simulator, town.cards]
    .map(({ payments }) => payments.find(reference)?.captured ?? 0)
    .reduce((sum, each) => sum + each);
  if (is === 'not-paid') expect(captured).toBe(0);
  if (is === 'paid') expect(captured).toBeGreaterThan(0);
}

test('whatever happens to payments on the web, in any order: the ledger has what the provider has kept, of each and in all', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(happening, fc.nat(3)), { minLength: 6, maxLength: 20, size: 'max' }),
      fc.boolean(),
      async (happenings, byCard) => {
        town.wait({ hours: 1 });
        others = [];
        const reference = await town.begin({
          claims: [town.bills[2]],
          amount: kroner(20),
          ...(byCard ? BY_CARD : {}),
        });
        for (const [happens, place] of happenings) {
          const those = [reference, ...others];
          await happens(those[place % those.length] ?? reference);
          for (const each of those) await isToldTruly(each);
        }
        // At last everything is answered.
        for (const { payments } of [town.simulator, town.cards])
          while (acts.some((act) => payments.faultOf(act) !== null));
        for (let looks = 0; looks < 3; looks += 1) {
          town.wait({ minutes: 40 });
          for (const each of [reference, ...others]) await town.look(each);
        }
        for (const each of [reference, ...others]) {
          await isToldTruly(each);
          expect(isFinal(await town.stored(each))).toBe(true);
        }
        expect(await inLedger(town)).toEqual(atProvider(town));
      },
    ),
    runs(15),
  );
  const until = town.now();
  expect(await reconcileCheckouts(town.parts, TOWN, { from: BEGUN_AT, until })).toMatchObject({
    difference: zeroOre,
    missingHere: [],
    missingThere: [],
    notTold: [],
  });
  expect(await town.do((tx) => checkLedger(tx))).toEqual([]);
  expect(await town.do((tx) => checkPayments(tx))).toEqual([]);
});
