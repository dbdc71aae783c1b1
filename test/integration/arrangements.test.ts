import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ArrangementAsked, Wish } from '../../src/arrangements/ask.ts';
import { arrangementsOf } from '../../src/arrangements/arrangements.ts';
import { endByHand } from '../../src/arrangements/end.ts';
import { openItems } from '../../src/agreements/work-items.ts';
import { chargesOn } from '../../src/charges/charge-limits.ts';
import { claimDates } from '../../src/claims/claim-dates.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import { RECALL_WANTED } from '../../src/claims/recovery-work.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { debtsToPay } from '../../src/insight/debts-to-pay.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { arranging, later, plan, type Arranging } from './arranging.ts';
import { charging } from './charges-town.ts';
import { aDunningTown, lifeCyclesOf, usualSteps, type DunningTown } from './dunning-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf, townConfiguration } from './town.ts';

let at: DunningTown;
let arrange: Arranging;
beforeAll(async () => {
  at = await aDunningTown();
  arrange = arranging(at);
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

async function untilOf(claim: ClaimNumber) {
  return (await at.do((tx) => limitationsOf(tx, [claim]))).get(claim)?.[0];
}

async function srbOf(claim: ClaimNumber): Promise<string | null | undefined> {
  return (await at.do((tx) => claimDates(tx, [claim]))).get(claim)?.srb;
}

describe('a voluntary plan', () => {
  test('is one thing to pay on the web: its next payment before it is due, and all that is missing since its own day once it is', async () => {
    const claims = [
      await at.town.raise({ principal: kroner(2_000) }),
      await at.town.raise({ principal: kroner(1_000) }),
    ];
    await arrange.agree(claims);
    const shown = async (day: string) =>
      (await at.do((tx) => debtsToPay(tx, at.town.anna, date(day)))).debts.map(
        ({ kind, may, amount, left, by, mains }) => ({ kind, may, amount, left, by, of: mains.length }),
      );
    const whole = { kind: 'instalments', left: kroner(3_000), of: 2 };
    expect(await shown('2025-12-30')).toEqual([
      { ...whole, may: 'coming', amount: kroner(1_000), by: '2026-01-02' },
    ]);
    expect(await shown('2026-01-10')).toEqual([
      { ...whole, may: 'now', amount: kroner(1_000), by: '2026-01-02' },
    ]);
    expect(await shown('2026-02-10')).toEqual([
      { ...whole, may: 'now', amount: kroner(2_000), by: '2026-01-02' },
    ]);
  });

  test('lets its bills rest, moves their last timely day and begins their limitation anew, and the debtor is told', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    expect((await at.do((tx) => holdsOn(tx, [claim]))).get(claim)).toMatchObject([
      { reason: 'plan', reviewOn: '2026-04-01' },
    ]);
    expect(await srbOf(claim)).toBe('2026-03-02');
    expect((await at.do((tx) => limitationsOf(tx, [claim]))).get(claim)).toMatchObject([
      { because: 'ordinary', until: '2028-12-15' },
    ]);
    const [letter] = await at.lettersTo(at.town.anna);
    expect(letter?.facts).toMatchObject({
      kind: 'voluntary-plan',
      monthly: '1000.00',
      instalments: 3,
      lastDueDate: '2026-03-02',
      lastAmount: '1000.00',
      totalOwed: '3000.00',
    });
    expect(await at.dun('2025-12-30')).toMatchObject({ consequences: { 'waits-for-plan': 1 } });
  });

  test('of less than the month’s instalment asks for no more than is owed', async () => {
    const claim = await at.town.raise({ principal: kroner(31) });
    await arrange.agree([claim]);
    const [letter] = await at.lettersTo(at.town.anna);
    expect(letter?.facts).toMatchObject({ monthly: '31.00', instalments: 1, lastAmount: '31.00' });
  });

  test('acknowledged after the bill fell due runs the limitation anew from that day', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000), due: date('2025-11-25') });
    await arrange.agree([claim]);
    expect((await at.do((tx) => limitationsOf(tx, [claim]))).get(claim)).toMatchObject([
      { because: 'acknowledged', countedFrom: '2025-12-10', until: '2028-12-11' },
    ]);
  });

  test('that is paid as agreed is kept, by its own payment line', async () => {
    const claim = await at.town.raise({ principal: kroner(2_000) });
    await arrange.agree([claim]);
    const line = await arrange.line();
    for (const [paid, looked] of [
      ['2026-01-02', '2026-01-05'],
      ['2026-02-02', '2026-02-09'],
    ] as const) {
      expect((await at.pay(at.town.anna, { amount: kroner(1_000), on: paid, line })).suspended).toBeNull();
      await arrange.keep(looked);
    }
    expect(await arrange.stateOf()).toBe('kept');
    expect(await at.do((tx) => holdsOn(tx, [claim]))).toEqual(new Map());
    expect(await at.town.faults()).toEqual([]);
  });

  test('is demanded once when an instalment is missing, and goes on when that is paid in time', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    expect(await arrange.keep('2026-01-07')).toMatchObject({ changes: { asked: { count: 1 } } });
    expect(await arrange.keep('2026-01-08')).toMatchObject({
      changes: { demanded: { count: 1 } },
      amounts: { missing: '1000.00' },
    });
    expect((await at.lettersTo(at.town.anna)).at(-1)?.facts).toMatchObject({
      kind: 'plan-broken',
      missing: '1000.00',
      missedOn: '2026-01-02',
      totalOwed: '3000.00',
      // When the bill was to be paid before the plan, which has moved that day.
      claims: [{ dueOn: '2025-12-15', owed: '3000.00' }],
    });
    expect(await arrange.keep('2026-02-25')).toMatchObject({
      consequences: { 'waits-for-letter-not-arrived': 1 },
    });
    await at.pay(at.town.anna, { amount: kroner(2_000), on: '2026-02-25' });
    expect(await arrange.keep('2026-02-26')).toMatchObject({ changes: { 'in-force': { count: 1 } } });
    expect(await arrange.stateOf()).toBe('in-force');
  });

  test('of which several instalments are missing when it is demanded says so, with the day of the first', async () => {
    await arrange.agree([await at.town.raise({ principal: kroner(3_000) })]);
    await arrange.keep('2026-02-10');
    const { facts } = (await at.lettersTo(at.town.anna)).at(-1) ?? {};
    expect(facts).toMatchObject({ missing: '2000.00', missedOn: '2026-01-02', missedLater: true });
  });

  test('falls away when the demand is not met, and the whole is owed from the day that was missed', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    await arrange.keep('2026-01-08');
    await at.arrive(at.town.anna, '2026-01-12');
    const deadline = (await at.lettersTo(at.town.anna)).at(-1)?.deadline;
    expect(deadline).toBe('2026-01-26');
    expect(await arrange.keep('2026-01-26')).toMatchObject({ changes: { broken: { count: 0 } } });
    // Three bank days more, in which a payment of the last day may come to be known.
    expect(await arrange.keep('2026-01-29')).toMatchObject({ changes: { broken: { count: 0 } } });
    expect(await arrange.keep('2026-01-30')).toMatchObject({ changes: { broken: { count: 1 } } });
    expect(await arrange.stateOf()).toBe('broken');
    expect(await srbOf(claim)).toBe('2026-01-02');
    expect(await untilOf(claim)).toMatchObject({ because: 'agreed-day', until: '2029-01-02' });
    // And as many again before the next step, because the whole fell due that day.
    expect(await at.dun('2026-02-03')).toMatchObject({ changes: { reminder: { count: 0 } } });
    expect(await at.dun('2026-02-04')).toMatchObject({ changes: { reminder: { count: 1 } } });
  });

  test('of which what was demanded is paid goes on, though the next instalment is missing by then: that wants its own demand', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    await arrange.keep('2026-01-08');
    await at.arrive(at.town.anna, '2026-02-05');
    await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-02-10' });
    expect(await arrange.keep('2026-02-25')).toMatchObject({
      changes: { broken: { count: 0 }, 'in-force': { count: 1 } },
    });
    expect(await arrange.keep('2026-02-26')).toMatchObject({ changes: { demanded: { count: 1 } } });
    expect((await at.lettersTo(at.town.anna)).at(-1)?.facts).toMatchObject({
      missing: '1000.00',
      missedOn: '2026-02-02',
    });
  });

  test('is demanded anew where what was demanded had been paid and the payment is taken back, and does not fall away untold', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    await arrange.keep('2026-01-08');
    await at.arrive(at.town.anna, '2026-01-12');
    await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-01-25' });
    await at.takeBack('2026-01-28');
    expect(await arrange.keep('2026-01-30')).toMatchObject({ consequences: { 'payment-taken-off': 1 } });
    expect(await arrange.keep('2026-02-13')).toMatchObject({ changes: { demanded: { count: 0 } } });
    expect(await arrange.keep('2026-02-14')).toMatchObject({ changes: { demanded: { count: 1 } } });
  });

  test('that fell away though what was demanded had been paid in time, which was known late, is held, and goes on without fee and interest when a person says so', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({ principal: kroner(3_000), debtors: [anna, bo] });
    const agreed = await arrange.agree([claim]);
    await arrange.keep('2026-01-08');
    await at.arrive(anna, '2026-01-12');
    await arrange.keep('2026-01-30');
    await at.dun('2026-02-04');
    for (const debtor of [anna, bo]) await at.arrive(debtor, '2026-02-06');
    await at.town.interest('2026-02-16');
    const charged = () =>
      at.do((tx) => chargesOn(tx, [claim])).then((all) => all.get(claim)?.map(({ stands }) => stands));
    expect(await charged()).toEqual([kroner(30), kroner(100)]);
    // The deadline of the demand was the 26th.
    await at.pay(at.town.anna, { amount: kroner(100), on: '2026-01-27', known: '2026-02-17' });
    expect(await arrange.keep('2026-02-18')).toMatchObject({ consequences: { 'was-missed': 1 } });
    expect(await arrange.resume(agreed, '2026-02-18')).toMatchObject({ refusal: { tag: 'was-missed' } });
    await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-01-26', known: '2026-02-19' });
    expect(await arrange.keep('2026-02-20')).toMatchObject({ changes: { 'paid-in-time': { count: 1 } } });
    expect(
      await at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'plan-paid-in-time' })),
    ).toHaveLength(1);
    expect((await arrange.keep('2026-02-21')).claims).toBe(0);
    expect(await at.dun('2026-03-30')).toMatchObject({ consequences: { 'waits-for-manual': 1 } });
    expect(await arrange.resume(agreed, '2026-03-30')).toMatchObject({ ok: true });
    expect(await arrange.stateOf()).toBe('in-force');
    expect(await charged()).toEqual([kroner(0), kroner(0)]);
    expect((await at.lettersTo(at.town.anna)).at(-1)?.facts).toMatchObject({
      kind: 'voluntary-plan',
      resumed: 'paid-in-time',
      totalOwed: '1900.00',
      firstDueDate: '2026-05-02',
    });
    // Bo was reminded of the fee, too, and has no letter of the plan.
    const items = await at.do((tx) => openItems(tx, { debtor: bo, kind: 'reminded-in-vain' }));
    expect(items.map(({ about }) => about)).toEqual([String(agreed.number)]);
    expect(await at.courseOf(claim)).toMatchObject({ step: 0, reminders: 0 });
    expect((await at.do((tx) => holdsOn(tx, [claim]))).get(claim)).toMatchObject([{ reason: 'plan' }]);
    expect(await at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'plan-paid-in-time' }))).toEqual(
      [],
    );
    expect((await at.town.interest('2026-04-16')).amounts['interest']).toBe('0.00');
    expect(await at.town.faults()).toEqual([]);
    expect(await arrange.resume(agreed, '2026-03-31')).toMatchObject({ refusal: { tag: 'not-broken' } });
  });

  test('of which no more is missing than is tolerated ends when it is over, and the rest is owed for itself', async () => {
    const lifeCycles = lifeCyclesOf(usualSteps);
    const configuration = townConfiguration({ claimTypes: charging, lifeCycles });
    const arrangements = { ...configuration.arrangements, tolerance: '50.00' };
    await at.do((tx) =>
      saveConfiguration(tx, {
        configuration: { ...configuration, arrangements },
        by: 'prøve',
        at: morningOf('2025-11-20'),
      }),
    );
    const claim = await at.town.raise({ principal: kroner(2_000) });
    await arrange.agree([claim]);
    const line = await arrange.line();
    await at.pay(at.town.anna, { amount: kroner(960), on: '2026-01-02', line });
    // Forty are tolerated, so that the second instalment has its own days.
    expect(await arrange.keep('2026-02-03')).toMatchObject({ consequences: { 'in-force': 1 } });
    await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-02-04', line });
    expect(await arrange.keep('2026-02-07')).toMatchObject({ consequences: { 'in-force': 1 } });
    expect(await arrange.keep('2026-02-08')).toMatchObject({ consequences: { 'rest-left': 1 } });
    expect(await arrange.stateOf()).toBe('ended');
    expect(await at.do((tx) => holdsOn(tx, [claim]))).toEqual(new Map());
    expect(await srbOf(claim)).toBe('2026-02-02');
    expect(await at.dun('2026-02-20')).toMatchObject({ changes: { reminder: { count: 1 } } });
    expect((await arrange.keep('2026-02-21')).claims).toBe(0);
  });

  test('is not demanded of while money of the debtor lies that has not been allocated', async () => {
    await at.pay(at.town.anna, { amount: kroner(40), on: '2025-11-21' });
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    expect(await arrange.keep('2026-01-08')).toMatchObject({
      consequences: { 'waits-for-money-unallocated': 1 },
    });
  });
});

describe('a payment put off', () => {
  test('rests until its day, and then the steps go on from there', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim], later);
    expect((await at.lettersTo(at.town.anna))[0]?.facts).toMatchObject({
      kind: 'voluntary-deferral',
      until: '2026-03-02',
    });
    expect(await at.dun('2026-02-20')).toMatchObject({ consequences: { 'waits-for-deferral': 1 } });
    await arrange.keep('2026-03-02');
    expect(await arrange.stateOf()).toBe('in-force');
    await arrange.keep('2026-03-03');
    expect(await arrange.stateOf()).toBe('ended');
    // Nothing could be demanded before that day: its three years begin there.
    expect(await untilOf(claim)).toMatchObject({ countedFrom: '2026-03-02', until: '2029-03-02' });
    expect(await at.dun('2026-03-11')).toMatchObject({ changes: { reminder: { count: 0 } } });
    expect(await at.dun('2026-03-12')).toMatchObject({ changes: { reminder: { count: 1 } } });
  });

  test('bears no interest for the months of its rest, nor when it is over', async () => {
    const claim = await at.town.raise();
    await arrange.agree([claim], later);
    const interest = async (on: string) => (await at.town.interest(on)).amounts['interest'];
    expect(await interest('2026-01-16')).toBe('0.00');
    await arrange.keep('2026-03-03');
    expect(await interest('2026-03-03')).toBe('0.00');
    expect(await interest('2026-03-16')).toBe('100.00');
  });

  test('leaves the interest that was posted before it as it was, also when a payment is known late', async () => {
    const claim = await at.town.raise({ due: date('2025-11-25') });
    expect(await at.town.interest('2025-11-26')).toMatchObject({ amounts: { interest: '100.00' } });
    await arrange.agree([claim], later);
    const early = { amount: kroner(50), on: '2025-11-25', booked: '2025-12-20' };
    expect((await at.town.pay(claim, early)).adjusted).toMatchObject([
      { stood: kroner(100), stands: 99_50n },
    ]);
  });

  test('is ended by a person on the debtor’s wish', async () => {
    const claim = await at.town.raise();
    const { number } = await arrange.agree([claim], later);
    const end = { arrangement: number, by: 'Inge', at: morningOf('2025-12-20') };
    expect(await at.do((tx) => endByHand(tx, end))).toMatchObject({ ok: true });
    expect(await srbOf(claim)).toBe('2025-12-20');
    expect(await at.do((tx) => endByHand(tx, end))).toMatchObject({ refusal: { tag: 'over-already' } });
  });
});

test('what somebody ends long after it was over gives no more years than it had agreed on', async () => {
  const claim = await at.town.raise({ principal: kroner(3_000) });
  const { number } = await arrange.agree([claim]);
  const end = { arrangement: number, by: 'Inge', at: morningOf('2028-02-10') };
  expect(await at.do((tx) => endByHand(tx, end))).toMatchObject({ ok: true });
  expect(await srbOf(claim)).toBe('2026-03-02');
  expect(await untilOf(claim)).toMatchObject({ because: 'agreed-day', until: '2029-03-02' });
});

describe('an arrangement is refused', () => {
  test.each<[string, Wish, Partial<ArrangementAsked>]>([
    ['below-least', { ...plan, monthly: kroner(99) }, {}],
    ['too-long', { ...plan, monthly: kroner(100) }, {}],
    ['not-acknowledged', plan, { acknowledgedOn: null }],
  ])('with its reason, which is kept: %s', async (tag, wish, changes) => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    expect(await arrange.ask([claim], wish, changes)).toMatchObject({ ok: false, refusal: { tag } });
    expect(await at.do((tx) => arrangementsOf(tx, at.town.anna))).toMatchObject([
      { state: 'refused', ended: { why: tag } },
    ]);
    expect(await at.do((tx) => holdsOn(tx, [claim]))).toEqual(new Map());
  });

  test('when the day of the acknowledgement has not come, which is taken for a slip and not kept', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    expect(await arrange.ask([claim], plan, { acknowledgedOn: date('2026-12-10') })).toMatchObject({
      refusal: { tag: 'acknowledged-in-future' },
    });
    expect(await at.do((tx) => arrangementsOf(tx, at.town.anna))).toEqual([]);
  });

  test('when the debtor is a minor, until both holders of custody have signed', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000), due: date('2025-11-25') });
    await at.do((tx) => addFetchedPerson(tx, at.town.anna, date('2010-01-01')));
    expect(await arrange.ask([claim])).toMatchObject({ refusal: { tag: 'others-must-sign' } });
    expect(await arrange.ask([claim], plan, { signedByAll: true })).toMatchObject({ ok: true });
  });

  test('when the debtor acknowledged before the bill arose', async () => {
    const claim = await at.town.raise({ origin: date('2025-12-11') });
    expect(await arrange.ask([claim])).toMatchObject({ refusal: { tag: 'acknowledged-before-claim' } });
  });

  test('when the bill, or interest on it, was time-barred on the day of the acknowledgement', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000), due: date('2022-12-09') });
    expect(await arrange.ask([claim], later)).toMatchObject({
      refusal: { tag: 'acknowledged-after-last-day' },
    });
  });

  test('for repayment of benefits, where the law leaves no individual assessment (30-14)', async () => {
    const claim = await at.do((tx) =>
      anOrdinaryClaim(tx, { claimId: 'K-1', debtors: [at.town.anna], owed: 3_000, type: 'KTBRFLX' }),
    );
    expect(await arrange.ask([claim])).toMatchObject({
      refusal: { tag: 'bek-585-no-individual-assessment' },
    });
  });

  test('at Gældsstyrelsen, from where the claim is called back on request', async () => {
    const claim = await at.town.raise();
    await at.do((tx) =>
      sql`insert into account_balance values ('recovery', ${String(claim)}::bigint, 0, 500)`.execute(tx),
    );
    expect(await arrange.ask([claim], plan, { recall: true })).toMatchObject({
      refusal: { tag: 'at-recovery' },
    });
    const { rows } = await at.do((tx) =>
      sql<{ payload: unknown }>`select payload from due_work where kind = ${RECALL_WANTED}`.execute(tx),
    );
    expect(rows).toMatchObject([{ payload: { reason: 'HENS', claim: String(claim) } }]);
  });

  test('when something was paid between the wish and the decision', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    const asked = await arrange.ask([claim]);
    if (!asked.ok) throw new Error(asked.refusal.tag);
    await at.pay(at.town.anna, { amount: kroner(500), on: '2025-12-12' });
    expect(await arrange.decide(asked.value)).toMatchObject({
      refusal: { tag: 'owed-has-changed' },
    });
  });
});

test('a plan that fell away though it had been paid in time is called back from Gældsstyrelsen before it goes on', async () => {
  const [origin, month] = [date('2025-12-01'), { from: date('2025-12-01'), to: date('2025-12-31') }];
  const bill = { due: origin, origin, period: month, description: 'Daginstitution december 2025' };
  const claim = await at.town.raise({ principal: kroner(3_000), ...bill, srb: date('2025-12-11') });
  const agreed = await arrange.agree([claim]);
  await arrange.keep('2026-01-08');
  await at.arrive(at.town.anna, '2026-01-12');
  await arrange.keep('2026-01-30');
  const there = await aRecoveryTown({ database: at.town.db });
  await there.clear(claim);
  await there.transfer('2026-02-10');
  await there.deliver('2026-02-10');
  await there.news('2026-02-15');
  const late = { on: '2026-01-26', known: '2026-02-20', line: await arrange.line() };
  await at.pay(at.town.anna, { amount: kroner(1_000), ...late });
  expect(await arrange.keep('2026-02-21')).toMatchObject({ changes: { 'paid-in-time': { count: 1 } } });
  expect(await arrange.resume(agreed, '2026-02-22')).toMatchObject({ refusal: { tag: 'at-recovery' } });
  // The payment is told first.
  for (const day of ['2026-02-22', '2026-02-28', '2026-03-05']) {
    await there.news(day);
    await there.deliver(day);
  }
  expect(await there.recovery(claim)).toMatchObject({ state: 'recalled', endedWhy: 'HENS' });
  const resumed = await arrange.resume(agreed, '2026-03-06');
  expect(resumed).toMatchObject({ value: { as: { owed: kroner(2_000), state: 'in-force' } } });
  expect(await at.town.faults()).toEqual([]);
});
