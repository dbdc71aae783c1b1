import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { liftHolds } from '../../src/claims/holds.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { approveSteps } from '../../src/dunning/approve-steps.ts';
import { placeByHand, type ReasonByHand } from '../../src/dunning/holds-by-hand.ts';
import {
  approveException,
  recordException,
  type ExceptionToRecord,
} from '../../src/dunning/notice-exceptions.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { aDunningTown, usualSteps, type DunningTown } from './dunning-town.ts';
import { morningOf } from './town.ts';

// Due, and to be paid at the latest, on Monday 15 December 2025.
let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

async function hold(claim: ClaimNumber, reason: ReasonByHand, on: string): Promise<void> {
  const reviewOn = addDays(date(on), 30);
  const because = 'CPR har ingen adresse';
  const placed = { claim, reason, debtor: at.town.anna, reviewOn, because, by: 'Ane', at: morningOf(on) };
  expect(await at.do((tx) => placeByHand(tx, placed))).toMatchObject({ ok: true });
}

function except(
  claim: ClaimNumber,
  on: string,
  { reason = 'no-address', debtor = at.town.anna }: Partial<ExceptionToRecord> = {},
) {
  const asked = { claim, debtor, reason, because: 'Kan ikke findes' };
  return at.do((tx) => recordException(tx, asked, { by: 'Ane', at: morningOf(on) }));
}

function approve(claim: ClaimNumber, on: string, by: string) {
  return at.do((tx) => approveException(tx, { claim, debtor: at.town.anna }, { by, at: morningOf(on) }));
}

async function stepApproved(debtor: DebtorNumber, on: string): Promise<void> {
  await at.do((tx) => approveSteps(tx, { debtor, claim: null, by: 'Bo', at: morningOf(on) }));
}

async function clearance(claim: ClaimNumber) {
  return (await at.do((tx) => clearancesOf(tx, [claim]))).get(claim);
}

describe('a bill of somebody without address', () => {
  test('goes on to Gældsstyrelsen when a person has said why nobody is told', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-20');
    await hold(claim, 'missing-address', '2025-12-20');
    expect((await at.dun('2025-12-29')).consequences).toEqual({ 'waits-for-missing-address': 1 });
    expect(await except(claim, '2026-01-05')).toEqual({ ok: true, value: 'counts' });
    expect((await at.dun('2026-01-06')).consequences).toEqual({ 'waits-for-person': 1 });
    await stepApproved(at.town.anna, '2026-01-07');
    expect((await at.dun('2026-01-07')).consequences).toEqual({ cleared: 1 });
    expect(await clearance(claim)).toMatchObject({
      lastDeadline: null,
      reminded: 'recorded',
      approvedBy: 'Bo',
      told: [{ debtor: at.town.anna, letter: null, arrivedOn: null, exception: 'no-address' }],
    });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
    expect(await openItemsOf('step-to-approve')).toEqual([]);
    expect(await except(claim, '2026-01-08')).toMatchObject({ refusal: { tag: 'not-on-its-way' } });
  });

  test('is written to all the same when an address is found before that', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-20');
    await hold(claim, 'missing-address', '2025-12-20');
    await except(claim, '2026-01-05');
    await at.dun('2026-01-06');
    const lifted = { claim, reason: 'missing-address' as const, debtor: at.town.anna, why: 'fundet' };
    await at.do((tx) =>
      liftHolds(tx, [{ ...lifted, on: date('2026-01-07'), by: 'holds', at: morningOf('2026-01-07') }]),
    );
    expect((await at.dun('2026-01-07')).consequences).toEqual({ 'reachable-again': 1 });
    // The debtor has not heard of it before: they have days to pay first.
    expect((await at.dun('2026-01-22')).consequences).toEqual({ 'waits-for-day': 1 });
    expect((await at.dun('2026-01-23')).consequences).toEqual({ reminder: 1 });
    expect((await at.dun('2026-01-24')).consequences).toEqual({ 'waits-for-letter-not-arrived': 1 });
    await at.arrive(at.town.anna, '2026-01-25');
    expect((await at.dun('2026-02-24')).consequences).toEqual({ reminder: 1 });
    await at.arrive(at.town.anna, '2026-02-27');
    for (const on of ['2026-04-10', '2026-04-11', '2026-04-20']) await at.dun(on);
    await stepApproved(at.town.anna, '2026-04-22');
    await at.dun('2026-04-22');
    expect(await clearance(claim)).toMatchObject({
      reminded: 'done',
      told: [{ exception: null, arrivedOn: '2026-02-27' }],
    });
  });

  test('is not excepted without the hold that says so, nor when told already, nor of another who owes nothing', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-20');
    expect(await except(claim, '2025-12-20')).toMatchObject({ refusal: { tag: 'not-held' } });
    expect(await except(claim, '2025-12-20', { debtor: at.town.bo })).toMatchObject({
      refusal: { tag: 'not-liable' },
    });
    await hold(claim, 'missing-address', '2025-12-20');
    expect(await except(claim, '2025-12-21', { reason: 'returned' })).toMatchObject({
      refusal: { tag: 'not-held' },
    });
    expect(await except(claim, '2025-12-21')).toMatchObject({ ok: true });
    expect(await except(claim, '2025-12-22')).toMatchObject({ refusal: { tag: 'stands-already' } });
  });
});

describe('a bill of which the letter came back', () => {
  test('goes on without another letter', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-29');
    await at.comeBack(at.town.anna, '2025-12-31');
    await hold(claim, 'returned-mail', '2026-01-01');
    expect((await at.dun('2026-01-20')).consequences).toEqual({ 'waits-for-returned-mail': 1 });
    expect(await except(claim, '2026-01-21', { reason: 'returned' })).toMatchObject({ ok: true });
    await at.dun('2026-01-22');
    await stepApproved(at.town.anna, '2026-01-23');
    await at.dun('2026-01-23');
    expect(await clearance(claim)).toMatchObject({
      reminded: 'recorded',
      told: [{ exception: 'returned', letter: null }],
    });
    expect(await at.lettersTo(at.town.anna)).toHaveLength(1);
  });
});

describe('a bill of two, of whom one cannot be reached', () => {
  test('is asked of the other, who is warned as always', async () => {
    const claim = await at.town.raise({ debtors: [at.town.anna, at.town.bo] });
    await at.dun('2025-12-20');
    await hold(claim, 'missing-address', '2025-12-20');
    await except(claim, '2025-12-21');
    expect((await at.dun('2025-12-29')).consequences).toEqual({ reminder: 1 });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
    await at.arrive(at.town.bo, '2025-12-31');
    expect((await at.dun('2026-01-26')).consequences).toEqual({ reminder: 1 });
    await at.arrive(at.town.bo, '2026-01-28');
    await at.dun('2026-02-28');
    await stepApproved(at.town.anna, '2026-03-01');
    await at.dun('2026-03-02');
    expect((await clearance(claim))?.told).toMatchObject([
      { debtor: at.town.anna, exception: 'no-address', arrivedOn: null },
      { debtor: at.town.bo, exception: null, arrivedOn: '2026-01-28' },
    ]);
  });
});

describe('a notice that would hurt recovery', () => {
  test('is left out when a second person has said yes, and not before', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-20');
    const asked = { reason: 'hurts-recovery' } as const;
    expect(await except(claim, '2025-12-20', asked)).toEqual({ ok: true, value: 'waits-for-approval' });
    expect(await openItemsOf('notice-exception')).toEqual([`${claim}/${at.town.anna}`]);
    expect((await at.dun('2025-12-22')).consequences).toEqual({});
    expect(await approve(claim, '2025-12-22', ' ane')).toMatchObject({ refusal: { tag: 'same-person' } });
    expect(await approve(claim, '2025-12-22', 'Bo')).toMatchObject({ ok: true });
    expect(await approve(claim, '2025-12-22', 'Bo')).toMatchObject({ refusal: { tag: 'nothing-waits' } });
    expect(await openItemsOf('notice-exception')).toEqual([]);
    await at.dun('2025-12-23');
    await at.dun('2025-12-29');
    await stepApproved(at.town.anna, '2025-12-30');
    await at.dun('2025-12-30');
    expect(await clearance(claim)).toMatchObject({ told: [{ exception: 'hurts-recovery' }] });
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
  });
});

test('a municipality that does not remind clears its bills with that on record', async () => {
  const [first, , ...further] = usualSteps;
  if (first === undefined) throw new Error('the usual steps begin with a letter');
  await at.steps([{ ...first, do: 'warn', fee: null, warnsOfTransfer: true }, ...further]);
  const claim = await at.town.raise();
  await at.dun('2025-12-29');
  await at.dun('2025-12-30');
  await at.arrive(at.town.anna, '2026-01-02');
  await at.dun('2026-02-20');
  await at.dun('2026-02-27');
  await stepApproved(at.town.anna, '2026-02-28');
  await at.dun('2026-03-01');
  expect((await clearance(claim))?.reminded).toBe('recorded');
});

async function openItemsOf(kind: 'notice-exception' | 'step-to-approve'): Promise<(string | null)[]> {
  const items = await at.do((tx) => openItems(tx, { debtor: null, kind }));
  return items.map(({ about }) => about);
}
