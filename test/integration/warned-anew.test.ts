import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NEVER_AGAIN } from '../../src/claims/hold-ranges.ts';
import { liftHolds, placeHolds } from '../../src/claims/holds.ts';
import { clearancesOf } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { approveSteps } from '../../src/dunning/approve-steps.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { HoldReason } from '../../src/law/holds.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { morningOf } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

/** Reminded of on 25 December and 22 January, the second time with a warning of Gældsstyrelsen; in default on 12 February. */
async function warnedBill(): Promise<ClaimNumber> {
  const claim = await at.town.raise();
  await at.dun('2025-12-25');
  await at.arrive(at.town.anna, '2025-12-27');
  await at.dun('2026-01-22');
  await at.arrive(at.town.anna, '2026-01-24');
  await at.dun('2026-02-12');
  return claim;
}

async function rests(claim: ClaimNumber, reason: HoldReason, [from, until]: [string, string]): Promise<void> {
  const about = { claim, debtor: null, reason, about: '1', by: 'Inge' };
  await at.do((tx) =>
    placeHolds(tx, [{ ...about, from: date(from), reviewOn: date(from), at: morningOf(from) }]),
  );
  await at.do((tx) => liftHolds(tx, [{ ...about, on: date(until), why: 'over', at: morningOf(until) }]));
}

async function correct(claim: ClaimNumber, to: number, on: string): Promise<void> {
  const corrected = await at.do((tx) =>
    correctClaim(tx, {
      claim,
      to: kroner(to),
      reason: 'Regningen var forkert',
      decidedOn: date(on),
      by: 'Inge',
      at: morningOf(on),
    }),
  );
  expect(corrected.ok).toBe(true);
}

/** What was written to the debtor after the two reminders. */
async function writtenSince() {
  return (await at.lettersTo(at.town.anna)).slice(2);
}

describe('a warning of Gældsstyrelsen that was given before', () => {
  test.each<HoldReason>(['plan', 'deferral', 'objection', 'complaint'])(
    'something was agreed about the bill, or said against it, is given anew: %s',
    async (reason) => {
      const claim = await warnedBill();
      await rests(claim, reason, ['2026-02-13', '2026-03-02']);
      expect(await at.dun('2026-03-19')).toMatchObject({
        changes: { 'taken-up-again': { count: 1 }, proposed: { count: 0 } },
        consequences: { 'warned-before-the-change': 1 },
      });
      expect(await at.dun('2026-03-20')).toMatchObject({ changes: { warning: { count: 1 } } });
      expect(await writtenSince()).toMatchObject([{ kind: 'transfer-warning', writtenOn: '2026-03-20' }]);
    },
  );

  test('costs nothing, and the bill may be sent when the new one has arrived and its deadline has passed', async () => {
    const claim = await warnedBill();
    await rests(claim, 'objection', ['2026-02-13', '2026-03-02']);
    for (const on of ['2026-03-19', '2026-03-20']) await at.dun(on);
    const [again] = await writtenSince();
    expect(again?.facts).toMatchObject({ totalOwed: '10200.00', warnsOfTransfer: true });
    await at.dun('2026-04-20');
    expect(await at.do((tx) => clearancesOf(tx, [claim]))).toEqual(new Map());
    await at.arrive(at.town.anna, '2026-04-20');
    for (const on of ['2026-05-05', '2026-05-11']) await at.dun(on);
    await at.do((tx) =>
      approveSteps(tx, { debtor: at.town.anna, claim, by: 'Inge', at: morningOf('2026-05-12') }),
    );
    await at.dun('2026-05-12');
    const cleared = (await at.do((tx) => clearancesOf(tx, [claim]))).get(claim);
    expect(cleared).toMatchObject({
      reminded: 'done',
      told: [{ letter: again?.letter, arrivedOn: '2026-04-20' }],
    });
  });

  test('the bill was corrected is given anew, with the amount as it is now', async () => {
    const claim = await warnedBill();
    await correct(claim, 8_000, '2026-02-20');
    for (const on of ['2026-02-20', '2026-02-21']) await at.dun(on);
    expect(await writtenSince()).toMatchObject([{ facts: { totalOwed: '8200.00' } }]);
  });

  test('the bill may never be sent again is not given anew, and nobody is asked to send it', async () => {
    const claim = await warnedBill();
    const about = { claim, debtor: null, reason: 'recovery', about: '1', by: 'Inge' } as const;
    await at.do((tx) =>
      placeHolds(tx, [
        { ...about, from: date('2026-02-13'), reviewOn: date('2026-03-02'), at: morningOf('2026-02-13') },
      ]),
    );
    const lift = { ...about, on: date('2026-03-02'), why: NEVER_AGAIN, at: morningOf('2026-03-02') };
    await at.do((tx) => liftHolds(tx, [lift]));
    await correct(claim, 8_000, '2026-03-03');
    expect(await at.dun('2026-03-19')).toMatchObject({
      changes: { 'taken-up-again': { count: 0 }, proposed: { count: 0 } },
      consequences: { 'never-sent-again': 1 },
    });
    expect(await writtenSince()).toEqual([]);
  });

  test('nothing of that happened counts', async () => {
    const claim = await warnedBill();
    await rests(claim, 'missing-address', ['2026-02-13', '2026-03-02']);
    // Days to pay from the day on which the address was found.
    expect(await at.dun('2026-03-18')).toMatchObject({ changes: { proposed: { count: 0 } } });
    expect(await at.dun('2026-03-19')).toMatchObject({ changes: { proposed: { count: 1 } } });
    expect(await writtenSince()).toEqual([]);
  });
});
