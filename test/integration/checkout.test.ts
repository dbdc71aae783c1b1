import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BEGIN_LIMITS, beginCheckout } from '../../src/checkout/begin.ts';
import {
  checkoutsBy,
  eventsOf,
  noteReturned,
  noteStopAsked,
  takeWebhook,
} from '../../src/checkout/checkouts.ts';
import { newKey } from '../../src/checkout/reference.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import { recordLimitations } from '../../src/claims/limitation.ts';
import { addDays, date, dayInCopenhagen } from '../../src/kernel/dates.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { openItems } from '../../src/agreements/work-items.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { registerPayment } from '../../src/payments/register-payment.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import { aCheckoutTown, atProvider, inLedger, type CheckoutTown } from './checkout-town.ts';

let town: CheckoutTown;
beforeAll(async () => {
  town = await aCheckoutTown();
});
afterAll(() => town[Symbol.asyncDispose]());

const owed = async () => (await town.do((tx) => balanceOfDebtor(tx, town.anna))).owed;

describe('a citizen pays a bill by MobilePay', () => {
  test('and it is in the ledger once the provider has told that it was taken, however often it is looked at', async () => {
    const before = await owed();
    const reference = await town.begin();
    expect(await town.stored(reference)).toMatchObject({ state: 'prepared', redirect: null });
    await town.look(reference);
    const { state, redirect } = await town.stored(reference);
    expect([state, redirect]).toEqual(['open', expect.stringContaining('/betal/')]);
    expect(await owed()).toBe(before);
    await town.simulator.decide(reference, 'authorized');
    await Promise.all([town.look(reference), town.look(reference), town.look(reference)]);
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({
      state: 'paid',
      captured: kroner(1_250),
      held: zeroOre,
      receivedOn: date('2026-03-12'),
    });
    expect(await owed()).toBe(before - kroner(1_250));
    expect(await inLedger(town)).toEqual(atProvider(town));
    expect(await town.do((tx) => eventsOf(tx, reference))).toEqual(
      ['prepared', 'opened', 'authorized', 'booked'].map((name) => expect.objectContaining({ name })),
    );
  });

  test('sent twice, it is one payment; and nobody begins another about the same while it is under way', async () => {
    const formKey = newKey();
    const again = { claims: [town.bills[1]], amount: kroner(300), formKey };
    const reference = await town.begin(again);
    expect(await town.begin(again)).toBe(reference);
    const other = await town.do((tx) =>
      beginCheckout(tx, {
        debtor: town.anna,
        claims: [town.bills[1], town.bills[2]],
        channel: 'mobilepay',
        provider: 'vipps-mobilepay',
        language: 'da',
        amount: kroner(800),
        formKey: newKey(),
        at: town.now(),
      }),
    );
    expect(other).toMatchObject({ ok: false, refusal: { tag: 'under-way', reference } });
    // Whom a bill is joint with may pay it at the same time: what is too much is held.
    const bos = await town.begin({ debtor: town.bo, claims: [town.bills[2]], amount: kroner(500) });
    for (const each of [reference, bos]) {
      await town.do((tx) => noteStopAsked(tx, each, town.now()));
      await town.look(each);
      expect(await town.stored(each)).toMatchObject({ state: 'stopped', stoppedWhy: 'terminated' });
    }
    const anew = await town.begin({ claims: [town.bills[1]], amount: kroner(300) });
    expect(anew).not.toBe(reference);
    await town.do((tx) => noteStopAsked(tx, anew, town.now()));
    await town.look(anew);
  });

  test('that the answer to was lost is found again by the timer, asked for under the same name', async () => {
    town.simulator.payments.goWrong('create', 'lost');
    town.wait({ minutes: 11 });
    const reference = await town.begin({ claims: [town.bills[1]], amount: kroner(300) });
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({ state: 'prepared', trouble: 'no-answer' });
    expect(await town.lookAtDue()).toBe(0);
    town.wait({ seconds: 16 });
    expect(await town.lookAtDue()).toBe(1);
    expect(await town.stored(reference)).toMatchObject({ state: 'open', trouble: null });
    const mine = town.simulator.payments.list().filter((each) => each.reference === reference);
    expect(mine).toHaveLength(1);
    // Nobody approves it: it is cancelled after half an hour, and nothing was taken.
    town.wait({ minutes: 31 });
    await town.lookAtDue();
    expect(await town.stored(reference)).toMatchObject({ state: 'stopped', stoppedWhy: 'terminated' });
    town.wait({ hours: 30 });
    expect(await town.lookAtDue()).toBe(0);
  });

  test('and what was taken is booked though the answer to taking it was lost, counting from the day of approval', async () => {
    const reference = await town.begin({ claims: [town.bills[1]], amount: kroner(100) });
    await town.look(reference);
    await town.simulator.decide(reference, 'authorized');
    const approvedOn = date(town.now().toZonedDateTimeISO('Europe/Copenhagen').toPlainDate().toString());
    town.simulator.payments.goWrong('capture', 'lost');
    town.wait({ hours: 20 });
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({ state: 'authorized', trouble: 'no-answer' });
    await town.lookAtDue();
    expect(await town.stored(reference)).toMatchObject({ state: 'paid', receivedOn: approvedOn });
    expect(await inLedger(town)).toEqual(atProvider(town));
  });

  test('that could not be taken is let go of, and said not to be made', async () => {
    const reference = await town.begin({ claims: [town.bills[1]], amount: kroner(100) });
    await town.look(reference);
    await town.simulator.decide(reference, 'authorized');
    town.simulator.payments.goWrong('capture', 'refused');
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({ state: 'stopped', stoppedWhy: 'released' });
  });

  test('of a bill that was paid at the bank meanwhile: what was approved is let go of, and nothing is taken', async () => {
    const reference = await town.begin({ claims: [town.bills[1]], amount: kroner(200) });
    await town.look(reference);
    const paid = await town.do((tx) =>
      registerPayment(tx, {
        amount: kroner(200),
        channel: 'bank',
        reference: 'bilag 1',
        receivedOn: date('2026-03-13'),
        debtor: town.anna,
        wish: [town.bills[1]],
        by: 'prøve',
        at: town.now(),
      }),
    );
    expect(paid.ok).toBe(true);
    await town.simulator.decide(reference, 'authorized');
    const before = await owed();
    await town.look(reference);
    expect(await town.stored(reference)).toMatchObject({ state: 'stopped', stoppedWhy: 'released' });
    expect(await owed()).toBe(before);
    expect(await inLedger(town)).toEqual(atProvider(town));
    expect(await town.do((tx) => checkPayments(tx))).toEqual([]);
  });

  test('of a bill that was stopped or left for Gældsstyrelsen meanwhile: nothing is taken, unless it was approved the day before', async () => {
    for (const [reason, days, state] of [
      ['bankruptcy', 0, 'stopped'],
      ['recovery', 0, 'stopped'],
      ['recovery', 1, 'paid'],
    ] as const) {
      town.wait({ minutes: 11 });
      const claim = await town.do((tx) =>
        anOrdinaryClaim(tx, { claimId: `A-3${reason}${days}`, debtors: [town.anna], owed: 400 }),
      );
      const reference = await town.begin({ claims: [claim], amount: kroner(400) });
      await town.look(reference);
      await town.simulator.decide(reference, 'authorized');
      const from = addDays(dayInCopenhagen(town.now()), days);
      await town.do((tx) =>
        placeHolds(tx, [
          {
            claim,
            reason,
            debtor: null,
            from,
            reviewOn: addDays(from, 30),
            about: 'P-1',
            by: 'prøve',
            at: town.now(),
          },
        ]),
      );
      town.wait({ hours: 24 * days });
      await town.look(reference);
      expect([reason, days, (await town.stored(reference)).state]).toEqual([reason, days, state]);
    }
    expect(await inLedger(town)).toEqual(atProvider(town));
  });

  test('of a bill whose years ran out while its page was open: approved on the last day it is taken, after it nothing is', async () => {
    const until = date('2026-03-20');
    const comesTo = (time: string) =>
      town.wait(
        town.now().until(Temporal.PlainDateTime.from(time).toZonedDateTime('Europe/Copenhagen').toInstant()),
      );
    const claim = await town.do(async (tx) => {
      const raised = await anOrdinaryClaim(tx, { claimId: 'A-400', debtors: [town.anna], owed: 400 });
      const counted = { countedFrom: date('2023-03-20'), years: 3, because: 'ordinary' } as const;
      const none = { judgmentOn: null, settlementOn: null, evidence: null };
      const told = {
        claim: raised,
        debtor: town.anna,
        until,
        ...counted,
        ...none,
        by: 'prøve',
        at: town.now(),
      };
      await recordLimitations(tx, [told]);
      return raised;
    });
    comesTo('2026-03-20T23:50');
    for (const [amount, approvedAt, outcome] of [
      [100, '2026-03-20T23:58', { state: 'paid', receivedOn: until, captured: kroner(100) }],
      [300, '2026-03-21T00:05', { state: 'stopped', stoppedWhy: 'released' }],
    ] as const) {
      const reference = await town.begin({ claims: [claim], amount: kroner(amount) });
      await town.look(reference);
      comesTo(approvedAt);
      await town.simulator.decide(reference, 'authorized');
      await town.look(reference);
      expect(await town.stored(reference)).toMatchObject(outcome);
    }
    expect(await inLedger(town)).toEqual(atProvider(town));
  });
});

describe('what a provider calls about', () => {
  const genuine = (reference: string | null) =>
    ({ channel: 'mobilepay', heard: { state: 'genuine', reference, name: 'AUTHORIZED' } }) as const;

  test('is only a hint to look: called twice it is one, and nothing is booked for it', async () => {
    town.wait({ minutes: 11 });
    const reference = await town.begin({ claims: [town.bills[2]], amount: kroner(500) });
    await town.look(reference);
    const call = { ...genuine(reference), body: Buffer.from(`{"reference":"${reference}"}`), at: town.now() };
    expect(await town.do((tx) => takeWebhook(tx, call))).toBe(true);
    expect(await town.do((tx) => takeWebhook(tx, call))).toBe(false);
    expect(await town.lookAtDue()).toBe(1);
    expect(await town.stored(reference)).toMatchObject({ state: 'open', captured: zeroOre });
    await town.do((tx) => noteReturned(tx, reference, town.now()));
    await town.do((tx) => noteStopAsked(tx, reference, town.now()));
    await town.look(reference);
  });

  test('is kept also where the payment is none of ours', async () => {
    const call = { ...genuine('998-ZZZZZZZZZZZZZZZZZZZZ'), body: Buffer.from('{}'), at: town.now() };
    expect(await town.do((tx) => takeWebhook(tx, call))).toBe(false);
    expect(await town.lookAtDue()).toBe(0);
  });
});

test('who begins too many, or has too many open, waits', async () => {
  town.wait({ hours: 1 });
  const begin = (claim: number) =>
    town.do((tx) =>
      beginCheckout(tx, {
        debtor: town.anna,
        claims: [town.bills[claim] ?? town.bills[0]],
        channel: 'mobilepay',
        provider: 'vipps-mobilepay',
        language: 'da',
        amount: kroner(10),
        formKey: newKey(),
        at: town.now(),
      }),
    );
  const refused: unknown[] = [];
  for (let count = 0; count <= BEGIN_LIMITS.inTenMinutes; count += 1) {
    const begun = await begin(0);
    if (!begun.ok) {
      refused.push(begun.refusal.tag);
      continue;
    }
    await town.do((tx) => noteStopAsked(tx, begun.value, town.now()));
    await town.look(begun.value);
  }
  expect(refused).toEqual(['too-often']);
  town.wait({ minutes: 11 });
  for (const claim of [0, 1, 2]) expect((await begin(claim)).ok).toBe(true);
  const bos = await town.do((tx) => checkoutsBy(tx, town.bo));
  expect(bos.map(({ state }) => state)).toEqual(['stopped']);
});

test('nothing that should be impossible has happened to the money, and nobody has been called for nothing', async () => {
  expect(await town.do((tx) => checkLedger(tx))).toEqual([]);
  expect(await town.do((tx) => checkPayments(tx))).toEqual([]);
  expect(await town.do((tx) => openItems(tx, { debtor: null, kind: 'web-payment' }))).toEqual([]);
  expect(await inLedger(town)).toEqual(atProvider(town));
});
