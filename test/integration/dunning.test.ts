import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { chargesOfMains } from '../../src/charges/charges-of.ts';
import { standingFeeLetters } from '../../src/charges/fees.ts';
import { approveSteps } from '../../src/dunning/approve-steps.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrands } from '../../src/endings/errand-rows.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { placeHolds, liftHolds } from '../../src/claims/holds.ts';
import { clearancesOf, withdrawClearances } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { addOre, kroner, ore, parseKroner, zeroOre, type Ore } from '../../src/kernel/money.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import type { HoldReason } from '../../src/law/holds.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { movePayment } from '../../src/payments/move-payment.ts';
import { aDunningTown, lifeCyclesOf, usualSteps, type DunningTown } from './dunning-town.ts';
import { lossTakenBack, writtenOff } from './losses.ts';
import { paidIn } from './paying.ts';
import { morningOf, townConfiguration } from './town.ts';

// Due, and to be paid at the latest, on Monday 15 December 2025; the first reminder ten days later, when three bank days after
// the fifteenth have passed as well.
let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

function hold(claim: ClaimNumber, reason: HoldReason, on: string): Promise<unknown> {
  const placed = {
    claim,
    reason,
    debtor: null,
    from: date(on),
    reviewOn: date('2026-12-01'),
    about: 'prøve',
  };
  return at.do((tx) => placeHolds(tx, [{ ...placed, by: 'prøve', at: morningOf(on) }]));
}

function lift(claim: ClaimNumber, reason: HoldReason, on: string): Promise<unknown> {
  const lifted = { claim, reason, debtor: null, on: date(on), why: 'prøve', by: 'prøve', at: morningOf(on) };
  return at.do((tx) => liftHolds(tx, [lifted]));
}

/** Its source decides another amount. */
function corrected(claim: ClaimNumber, to: Ore, on: string): Promise<unknown> {
  const correction = { claim, to, reason: 'prøve', decidedOn: date(on), by: 'prøve', at: morningOf(on) };
  return at.do((tx) => correctClaim(tx, correction));
}

/** A bankruptcy is noted, or turns out to have been a mistake. */
async function errandOf(
  debtor: DebtorNumber,
  { opened, closed }: { readonly opened?: string; readonly closed?: string },
): Promise<void> {
  const on = date(opened ?? closed ?? '2025-12-20');
  const acting = { by: 'Inge', on, at: morningOf(on) };
  if (opened !== undefined)
    await at.do((tx) => openErrand(tx, { ...acting, kind: 'bankruptcy', debtor, beganOn: on }));
  const errand = (await at.do(openErrands)).find((each) => each.debtor === debtor);
  if (closed !== undefined && errand !== undefined)
    await at.do((tx) =>
      closeErrand(tx, { ...acting, number: errand.number, outcome: 'mistake', kept: null, successors: [] }),
    );
}

async function throughReminders(claim: ClaimNumber): Promise<void> {
  await at.dun('2025-12-25');
  await at.arrive(at.town.anna, '2025-12-27');
  const [first] = await at.lettersTo(at.town.anna);
  expect(first?.deadline).toBe('2026-01-19');
  await at.dun('2026-01-21');
  expect((await at.courseOf(claim)).reminders).toBe(1);
  await at.dun('2026-01-22');
  await at.arrive(at.town.anna, '2026-01-24');
  expect((await at.courseOf(claim)).reminders).toBe(2);
}

describe('a bill that is not paid', () => {
  test('is reminded of on the day that the life cycle says, with the fee that the council has decided', async () => {
    const claim = await at.town.raise();
    expect(await at.dun('2025-12-24')).toMatchObject({ claims: 1, changes: { reminder: { count: 0 } } });
    expect(await at.dun('2025-12-25')).toMatchObject({
      changes: { reminder: { count: 1, debtors: [at.town.anna] } },
      amounts: { fees: '100.00' },
    });
    const [letter] = await at.lettersTo(at.town.anna);
    expect(letter?.facts).toMatchObject({
      kind: 'reminder',
      reminder: 1,
      totalOwed: '10100.00',
      fee: { amount: '100.00', law: 'gebyrloven' },
      claims: [
        { level: 'main', dueOn: '2025-12-15', owed: '10000.00' },
        { level: 'fee', owed: '100.00' },
      ],
    });
    expect(await at.courseOf(claim)).toMatchObject({ step: 1, reminders: 1 });
    expect(await at.town.faults()).toEqual([]);
  });

  test('is looked at once a day: the same day again does nothing more', async () => {
    await at.town.raise();
    await at.dun('2025-12-25');
    await at.dun('2025-12-25');
    expect(await at.lettersTo(at.town.anna)).toHaveLength(1);
  });

  test('goes from reminder to reminder, is in default, and is cleared when a person has said yes', async () => {
    const claim = await at.town.raise();
    await throughReminders(claim);
    const [, second] = await at.lettersTo(at.town.anna);
    expect(second).toMatchObject({ warnsOfTransfer: true, facts: { reminder: 2, totalOwed: '10200.00' } });
    const deadline = second?.deadline ?? '';
    expect(deadline).toBe('2026-02-09');
    await at.dun('2026-02-12');
    expect((await at.courseOf(claim)).defaultedOn).toBe('2026-02-12');
    expect(await at.dun('2026-02-13')).toMatchObject({ changes: { proposed: { count: 1 } } });
    expect(await at.dun('2026-02-14')).toMatchObject({ consequences: { 'waits-for-person': 1 } });
    const approval = { debtor: at.town.anna, claim: null, by: 'Inge', at: morningOf('2026-02-16') };
    expect(await at.do((tx) => approveSteps(tx, approval))).toMatchObject({ ok: true });
    expect(await at.dun('2026-02-16')).toMatchObject({ changes: { cleared: { count: 1 } } });
    expect((await at.do((tx) => clearancesOf(tx, [claim]))).get(claim)).toMatchObject({
      from: '2026-02-16',
      lastDeadline: deadline,
      reminded: 'done',
      because: 'dunning',
      approvedBy: 'Inge',
      told: [{ debtor: at.town.anna, arrivedOn: '2026-01-24', exception: null, inDefault: true }],
    });
    expect(await at.dun('2026-02-17')).toMatchObject({ consequences: { cleared: 1 }, unchanged: 1 });
  });

  test('is asked about again when the life cycle is another than the one a person said yes to', async () => {
    const claim = await at.town.raise();
    await throughReminders(claim);
    for (const on of ['2026-02-12', '2026-02-13']) await at.dun(on);
    const approval = { debtor: at.town.anna, claim, by: 'Inge', at: morningOf('2026-02-16') };
    await at.do((tx) => approveSteps(tx, approval));
    await at.steps(usualSteps.map((step) => ({ ...step, deadlineDays: step.deadlineDays + 1 })));
    expect(await at.dun('2026-02-16')).toMatchObject({ changes: { proposed: { count: 1 } } });
    expect((await at.courseOf(claim)).clearedOn).toBeNull();
    expect(
      await at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'step-to-approve' })),
    ).toHaveLength(1);
    expect(await at.do((tx) => approveSteps(tx, { ...approval, by: 'Bo' }))).toMatchObject({ ok: true });
    expect(await at.dun('2026-02-17')).toMatchObject({ changes: { cleared: { count: 1 } } });
  });

  test('whose clearance was withdrawn must be proposed anew', async () => {
    const claim = await at.town.raise();
    await throughReminders(claim);
    for (const on of ['2026-02-12', '2026-02-13']) await at.dun(on);
    const approval = { debtor: at.town.anna, claim, by: 'Inge', at: morningOf('2026-02-16') };
    await at.do((tx) => approveSteps(tx, approval));
    await at.dun('2026-02-16');
    await at.do((tx) => withdrawClearances(tx, [claim], { on: date('2026-02-18'), why: 'prøve' }));
    expect(await at.dun('2026-02-18')).toMatchObject({ changes: { 'taken-up-again': { count: 1 } } });
    expect(await at.dun('2026-02-19')).toMatchObject({ changes: { proposed: { count: 1 } } });
  });

  test('but for some øre is not reminded of, and is when it is a krone', async () => {
    const claim = await at.town.raise();
    await at.pay(at.town.anna, { amount: ore(999_950n), on: '2025-12-14' });
    expect(await at.dun('2025-12-25')).toMatchObject({ consequences: { 'below-least': 1 } });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
    await corrected(claim, ore(1_000_050n), '2026-01-05');
    expect(await at.dun('2026-01-06')).toMatchObject({ changes: { reminder: { count: 1 } } });
  });

  test('and raised by its source is told without a fee first, after days to pay', async () => {
    const claim = await at.town.raise();
    await at.pay(at.town.anna, { amount: kroner(10_000), on: '2025-12-14' });
    await at.dun('2025-12-25');
    await corrected(claim, kroner(12_000), '2026-02-10');
    for (const day of ['2026-02-10', '2026-02-25'])
      expect(await at.dun(day)).toMatchObject({ changes: { reminder: { count: 0 } } });
    await at.dun('2026-02-26');
    expect((await at.lettersTo(at.town.anna)).map(({ facts }) => facts)).toMatchObject([
      { kind: 'reminder', totalOwed: '2000.00', fee: null },
    ]);
  });

  test.each<HoldReason>(['missing-address', 'returned-mail'])(
    'whose deadline passed while nobody could be reached (%s) leaves days to pay when an address is found',
    async (reason) => {
      const claim = await at.town.raise();
      await at.dun('2025-12-25');
      await at.arrive(at.town.anna, '2025-12-29');
      await hold(claim, reason, '2026-01-02');
      await lift(claim, reason, '2026-02-10');
      for (const day of ['2026-02-10', '2026-02-25'])
        expect(await at.dun(day)).toMatchObject({ changes: { reminder: { count: 0 } } });
      expect(await at.dun('2026-02-26')).toMatchObject({ changes: { reminder: { count: 1 } } });
    },
  );

  test('that was paid is left alone, and is taken up again when the payment is taken back', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-25');
    await at.pay(at.town.anna, { amount: kroner(10_100), on: '2025-12-28' });
    expect(await at.dun('2026-01-22')).toMatchObject({ changes: { ended: { count: 1 } } });
    expect((await at.courseOf(claim)).ended).toEqual({ on: '2026-01-22', as: 'paid' });
    await at.takeBack('2026-01-23');
    expect(await at.dun('2026-01-23')).toMatchObject({ consequences: { 'waits-for-letter-not-arrived': 1 } });
  });

  test.each(['taken back', 'moved to another'])(
    'that was paid in time costs nothing when the payment is %s by mistake of ours before the debtor has been told and had days to pay',
    async (how) => {
      const claim = await at.town.raise();
      const { payment } = await at.pay(at.town.anna, { amount: kroner(10_000), on: '2025-12-14' });
      await at.dun('2025-12-25');
      for (const day of ['2025-12-16', '2026-01-16']) await at.town.interest(day);
      const why = { because: 'Bos penge', by: 'Inge', at: morningOf('2026-02-10') };
      if (how === 'taken back') await at.takeBack('2026-02-10');
      else await at.do((tx) => movePayment(tx, { ...why, payment, debtor: at.town.bo, claims: [] }));
      await at.town.interest('2026-02-16');
      const posted = (await at.do((tx) => chargesOfMains(tx, [claim]))).get(claim) ?? [];
      expect(posted.map(({ postedOn, stands }) => [postedOn, stands])).toEqual([['2026-02-16', kroner(100)]]);
      await at.dun('2026-02-10');
      expect(await at.dun('2026-02-25')).toMatchObject({ changes: { reminder: { count: 0 } } });
      await at.dun('2026-02-26');
      const reminders = async () =>
        (await at.lettersTo(at.town.anna)).map(({ facts }) =>
          facts.kind === 'reminder' ? facts.fee : facts,
        );
      expect(await reminders()).toEqual([null]);
      await at.arrive(at.town.anna, '2026-02-27');
      await at.dun('2026-03-25');
      expect(await reminders()).toEqual([null, { amount: '100.00', law: 'gebyrloven' }]);
      expect(await at.town.faults()).toEqual([]);
    },
  );

  test('is reminded of as before when a payment is known late and covers before one that was known', async () => {
    await at.town.raise();
    await at.town.interest('2025-12-16');
    await at.dun('2025-12-30');
    await at.arrive(at.town.anna, '2025-12-31');
    await paidIn(at.town, { amount: 3_000, on: '2026-01-12' });
    await at.town.interest('2026-01-16');
    await paidIn(at.town, { amount: 2_000, on: '2026-01-05', booked: '2026-01-18' });
    expect(await at.dun('2026-01-24')).toMatchObject({ changes: { reminder: { count: 1 } } });
    const reminders = await at.lettersTo(at.town.anna);
    expect(reminders.map(({ facts }) => facts)).toMatchObject([
      { reminder: 1, fee: { amount: '100.00' } },
      { reminder: 2, fee: { amount: '100.00' }, warnsOfTransfer: true },
    ]);
  });

  test('is not reminded of while its letter is on its way, and written again when it came back and an address is found', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-25');
    expect(await at.dun('2026-02-20')).toMatchObject({ consequences: { 'waits-for-letter-not-arrived': 1 } });
    await at.comeBack(at.town.anna, '2026-02-20');
    await hold(claim, 'returned-mail', '2026-02-20');
    expect(await at.dun('2026-02-21')).toMatchObject({ consequences: { 'waits-for-returned-mail': 1 } });
    await lift(claim, 'returned-mail', '2026-03-02');
    expect(await at.dun('2026-03-02')).toMatchObject({ changes: { 'taken-up-again': { count: 1 } } });
    expect(await at.dun('2026-03-03')).toMatchObject({ changes: { reminder: { count: 1 } } });
    expect((await at.lettersTo(at.town.anna)).at(-1)?.facts).toMatchObject({ reminder: 1 });
  });
});

describe('nothing is done', () => {
  test.each<HoldReason>([
    'objection',
    'complaint',
    'deferral',
    'plan',
    'death',
    'bankruptcy',
    'missing-address',
    'ended',
    'manual',
  ])('while something stands on the claim: %s', async (reason) => {
    const claim = await at.town.raise();
    await hold(claim, reason, '2025-12-20');
    expect(await at.dun('2025-12-25')).toMatchObject({
      consequences: { [`waits-for-${reason}`]: 1 },
      unchanged: 1,
    });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
  });

  test('for some days after an objection was answered', async () => {
    const claim = await at.town.raise();
    await hold(claim, 'objection', '2025-12-20');
    await lift(claim, 'objection', '2026-01-10');
    await at.dun('2026-01-27');
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
    await at.dun('2026-01-28');
    expect(await at.lettersTo(at.town.anna)).toHaveLength(1);
  });

  test('while money of the debtor lies that has not been allocated', async () => {
    await at.pay(at.town.anna, { amount: kroner(40), on: '2025-12-23' });
    await at.town.raise();
    expect(await at.dun('2025-12-25')).toMatchObject({ consequences: { 'waits-for-money-unallocated': 1 } });
  });

  test('by a dry run, which tells what the job would do', async () => {
    await at.town.raise();
    await at.dun('2025-12-20');
    expect(await at.dun('2025-12-25', true)).toMatchObject({ changes: { reminder: { count: 1 } } });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
  });

  test('about types that follow no life cycle, nor about repayment of benefits', async () => {
    await at.steps(usualSteps, { otherwise: null, ofTypes: { CFFAKTU: 'regninger' } });
    await at.town.raise();
    expect(await at.dun('2025-12-25')).toMatchObject({ consequences: { 'no-life-cycle': 1 } });
  });
});

describe('one letter', () => {
  test('tells of all bills at the same step, with one fee on the largest', async () => {
    await at.town.raise({ principal: kroner(400) });
    await at.town.raise({ principal: kroner(900) });
    expect(await at.dun('2025-12-25')).toMatchObject({
      amounts: { fees: '100.00' },
      changes: { reminder: { count: 2 } },
    });
    const letters = await at.lettersTo(at.town.anna);
    expect(letters).toHaveLength(1);
    expect(letters[0]?.facts).toMatchObject({ totalOwed: '1400.00' });
  });

  test('has its fee on the largest of the bills that the council has decided one for', async () => {
    const dayCare = await at.town.raise({ principal: kroner(1_000) });
    await at.town.raise({ type: 'KFBILØK', principal: kroner(5_000) });
    expect(await at.dun('2025-12-25')).toMatchObject({ amounts: { fees: '100.00' } });
    const [letter] = await at.lettersTo(at.town.anna);
    expect(letter?.facts).toMatchObject({ totalOwed: '6100.00', fee: { amount: '100.00' } });
    expect(await at.do((tx) => standingFeeLetters(tx, [dayCare]))).toEqual(
      new Map([[dayCare, ['2025-12-25']]]),
    );
  });

  test('goes to each who owes the bill, and its fee is one', async () => {
    const { anna, bo } = at.town;
    await at.town.raise({ debtors: [anna, bo] });
    expect(await at.dun('2025-12-25')).toMatchObject({ amounts: { fees: '100.00' } });
    const [hers, his] = [await at.lettersTo(anna), await at.lettersTo(bo)];
    expect([hers.length, his.length]).toEqual([1, 1]);
    expect(hers[0]?.facts).toMatchObject({
      totalOwed: '10100.00',
      claims: [{ joint: true }, { level: 'fee' }],
    });
    expect(his[0]?.claims).toEqual(hers[0]?.claims);
    await at.arrive(anna, '2025-12-27');
    expect(await at.dun('2026-02-20')).toMatchObject({ consequences: { 'waits-for-letter-not-arrived': 1 } });
  });

  test('goes to the other who owes the bill when one of them is bankrupt, and costs nothing then; it is not sent to Gældsstyrelsen', async () => {
    const { anna, bo } = at.town;
    await at.town.raise({ debtors: [anna, bo] });
    await errandOf(bo, { opened: '2025-12-20' });
    expect(await at.dun('2025-12-25')).toMatchObject({
      changes: { reminder: { count: 1 } },
      amounts: { fees: '0.00' },
    });
    await at.arrive(anna, '2025-12-27');
    await at.dun('2026-01-22');
    await at.arrive(anna, '2026-01-24');
    await at.dun('2026-02-20');
    expect(await at.dun('2026-03-20')).toMatchObject({ consequences: { 'waits-for-bankruptcy': 1 } });
    expect([(await at.lettersTo(anna)).map(({ kind }) => kind), await at.lettersTo(bo)]).toEqual([
      ['reminder', 'reminder'],
      [],
    ]);
    expect(await at.do((tx) => openItems(tx, { debtor: null, kind: 'other-in-errand' }))).toMatchObject([
      { debtor: anna },
    ]);
    // It was a mistake: Bo is warned before the bill is sent.
    await errandOf(bo, { closed: '2026-04-10' });
    await at.dun('2026-04-11');
    expect((await at.dun('2026-04-12')).changes).toMatchObject({ warning: { count: 1 } });
    expect((await at.lettersTo(bo)).map(({ kind }) => kind)).toEqual(['transfer-warning']);
  });

  test('is written anew, without another fee, when the days that it gave were those of a bankruptcy that is over', async () => {
    const { anna } = at.town;
    const claim = await at.town.raise();
    await at.dun('2025-12-25');
    await at.arrive(anna, '2025-12-27');
    expect((await at.lettersTo(anna))[0]?.deadline).toBe('2026-01-19');
    await errandOf(anna, { opened: '2026-01-10' });
    expect(await at.dun('2026-01-22')).toMatchObject({ consequences: { 'waits-for-bankruptcy': 1 } });
    await errandOf(anna, { closed: '2026-03-02' });
    expect(await at.dun('2026-03-02')).toMatchObject({ consequences: { 'errand-over': 1 } });
    expect(await at.dun('2026-03-03')).toMatchObject({
      changes: { reminder: { count: 1 } },
      amounts: { fees: '0.00' },
    });
    const [, again] = await at.lettersTo(anna);
    expect(again).toMatchObject({
      kind: 'reminder',
      facts: { reminder: 1, totalOwed: '10100.00', fee: null },
    });
    await at.arrive(anna, '2026-03-05');
    const deadline = (await at.lettersTo(anna))[1]?.deadline ?? '';
    expect(deadline >= '2026-03-15').toBe(true);
    await at.dun(deadline);
    expect(await at.courseOf(claim)).toMatchObject({ step: 1, reminders: 1 });
    expect(await at.lettersTo(anna)).toHaveLength(2);
  });

  test('is written anew to the one who was in an errand while it ran, also where no step is left, and warns anew after one', async () => {
    const { anna, bo } = at.town;
    await at.steps(usualSteps.slice(0, 1));
    const claim = await at.town.raise({ debtors: [anna, bo] });
    await at.dun('2025-12-25');
    for (const each of [anna, bo]) await at.arrive(each, '2025-12-27');
    await at.dun('2025-12-29');
    expect(await at.courseOf(claim)).toMatchObject({ stepOn: null });
    await errandOf(bo, { opened: '2026-01-10' });
    await errandOf(bo, { closed: '2026-03-02' });
    await at.dun('2026-03-02');
    await at.dun('2026-03-03');
    expect((await at.lettersTo(bo)).map(({ writtenOn }) => writtenOn)).toEqual(['2025-12-25', '2026-03-03']);
    // Whoever was warned before an errand that came after the deadline is warned anew before the bill is sent.
    await at.steps(usualSteps);
    for (const each of [anna, bo]) await at.arrive(each, '2026-03-05');
    await at.dun('2026-04-10');
    for (const each of [anna, bo]) await at.arrive(each, '2026-04-11');
    await errandOf(bo, { opened: '2026-06-10' });
    await at.dun('2026-06-10');
    await errandOf(bo, { closed: '2026-07-02' });
    expect(await at.dun('2026-08-01')).toMatchObject({ consequences: { 'warned-before-the-change': 1 } });
    expect((await at.dun('2026-08-02')).changes).toMatchObject({ warning: { count: 1 } });
  });

  test('goes to nobody while all who owe the bill are in an errand', async () => {
    const { anna, bo } = at.town;
    await at.town.raise({ debtors: [anna, bo] });
    for (const each of [anna, bo]) await errandOf(each, { opened: '2025-12-20' });
    expect(await at.dun('2025-12-25')).toMatchObject({ consequences: { 'waits-for-bankruptcy': 1 } });
  });

  test('costs nothing where the council has decided no fee', async () => {
    const configuration = townConfiguration({ claimTypes: {}, lifeCycles: lifeCyclesOf(usualSteps) });
    const saved = { configuration, by: 'prøve', at: morningOf('2025-12-01') };
    await at.do((tx) => saveConfiguration(tx, saved));
    await at.town.raise();
    expect(await at.dun('2025-12-25')).toMatchObject({
      amounts: { fees: '0.00' },
      changes: { reminder: { count: 1 } },
    });
  });

  test('has a payment line that leads to its bills', async () => {
    await at.town.raise();
    await at.dun('2025-12-25');
    const [letter] = await at.lettersTo(at.town.anna);
    const line = letter !== undefined && 'paymentLine' in letter.facts ? letter.facts.paymentLine : null;
    if (line !== null)
      expect(
        (await at.pay(at.town.anna, { amount: kroner(100), on: '2025-12-29', line })).suspended,
      ).toBeNull();
    expect(line).not.toBeNull();
  });
});

test('interest that is posted after its bill was paid is reminded of as well', async () => {
  const claim = await at.town.raise({ type: 'CFFAKTU', due: date('2026-01-28') });
  const { amounts } = await at.town.interest('2026-01-31');
  const posted = parseKroner(amounts['interest'] ?? '') ?? zeroOre;
  await at.pay(at.town.anna, { amount: addOre(kroner(10_000), posted), on: '2026-02-05' });
  await at.dun('2026-02-12');
  expect((await at.courseOf(claim)).ended).toMatchObject({ as: 'paid' });
  await at.town.interest('2026-02-28');
  expect(await at.dun('2026-03-02')).toMatchObject({ changes: { reminder: { count: 1 } } });
});

test('a bill that was written off is not reminded of, nor its interest, until the loss is taken back', async () => {
  const claim = await at.town.raise();
  await at.town.interest('2025-12-16');
  await at.dun('2025-12-20');
  const number = await writtenOff(at.town, claim, '2025-12-22');
  expect(await at.dun('2025-12-25')).toMatchObject({ consequences: { 'written-off': 1 } });
  await at.dun('2026-01-16');
  expect(await at.lettersTo(at.town.anna)).toEqual([]);
  expect((await at.courseOf(claim)).ended).toEqual({ on: '2025-12-25', as: 'written-off' });
  await lossTakenBack(at.town, number, '2026-01-20');
  await at.dun('2026-01-20');
  expect((await at.lettersTo(at.town.anna)).map(({ facts }) => facts.kind)).toEqual(['reminder']);
});
