import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { claimDates } from '../../src/claims/claim-dates.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand, type CloseErrand } from '../../src/endings/close-errand.ts';
import { seeToErrands } from '../../src/endings/errand-job.ts';
import type { ErrandKind } from '../../src/endings/errand-types.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { arranging, plan, type Arranging } from './arranging.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { letterJob, morningOf, TOWN } from './town.ts';

/** What becomes of the plan of a debtor who dies, is bankrupt or is relieved of debt. */

let at: DunningTown;
let arrange: Arranging;
beforeAll(async () => {
  at = await aDunningTown();
  arrange = arranging(at);
});
beforeEach(async () => {
  await at.empty();
  await at.do((tx) => sql`truncate fact_fetch, fact_batch cascade`.execute(tx));
  await at.do((tx) => addFetchedPerson(tx, at.town.anna));
});
afterAll(() => at[Symbol.asyncDispose]());

const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });

async function open(kind: ErrandKind, on: string, debtor: DebtorNumber = at.town.anna): Promise<bigint> {
  const opened = await at.do((tx) => openErrand(tx, { ...acting(on), kind, debtor, beganOn: date(on) }));
  if (!opened.ok) throw new Error(opened.refusal.tag);
  return opened.value.number;
}

async function close(number: bigint, on: string, how: Partial<CloseErrand>): Promise<void> {
  const asked = { outcome: 'paid', kept: null, successors: [], ...how } as const;
  const closed = await at.do((tx) => closeErrand(tx, { ...acting(on), number, ...asked }));
  if (!closed.ok) throw new Error(closed.refusal.tag);
}

const seeTo = (on: string) =>
  seeToErrands({
    database: at.town.db,
    municipality: TOWN,
    on: date(on),
    by: 'prøve',
    clock: () => morningOf(on),
  });
const heldBy = async (claim: ClaimNumber) =>
  ((await at.do((tx) => holdsOn(tx, [claim]))).get(claim) ?? []).map(({ reason }) => reason);
const srbOf = async (claim: ClaimNumber) =>
  (await at.do((tx) => claimDates(tx, [claim]))).get(claim)?.srb;

describe('the plan of one who has died', () => {
  test('ends with the estate: the dead is not written to, and the spouse is asked as anybody', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    await arrange.agree([claim]);
    await makeDueLetters(letterJob(at.town.db, '2025-12-13'));
    const number = await open('death', '2025-12-20');
    expect(await arrange.keep('2025-12-22')).toMatchObject({ changes: { demanded: { count: 0 } } });
    await close(number, '2025-12-29', { outcome: 'undivided-estate', successors: [at.town.bo] });
    expect(await arrange.stateOf()).toBe('ended');
    expect(await heldBy(claim)).not.toContain('plan');
    expect(await srbOf(claim)).toBe('2025-12-29');
    await at.arrive(at.town.bo, '2025-12-30');
    await seeTo('2025-12-31');
    expect(await heldBy(claim)).toEqual([]);
    for (const on of ['2026-01-12', '2026-01-20', '2026-03-10']) {
      await arrange.keep(on);
      await at.dun(on);
    }
    expect((await at.lettersTo(at.town.anna)).map(({ kind }) => kind)).toEqual(['voluntary-plan']);
    expect((await at.lettersTo(at.town.bo)).map(({ kind }) => kind)).toEqual(['liability', 'reminder']);
    expect(await at.town.faults()).toEqual([]);
  });

  test('takes letters with it that are not made yet', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    await arrange.agree([claim]);
    await arrange.keep('2026-01-08');
    const number = await open('death', '2026-01-09');
    await close(number, '2026-02-10', { outcome: 'undivided-estate', successors: [at.town.bo] });
    expect(
      (await at.lettersTo(at.town.anna)).map(({ kind, withdrawnOn }) => [kind, withdrawnOn]),
    ).toEqual([
      ['voluntary-plan', '2026-02-10'],
      ['plan-broken', '2026-02-10'],
    ]);
  });

  test('and is only asked for ends too, and after a boudlæg nothing counts as paid', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    const other = await at.town.raise({ principal: kroner(700) });
    await arrange.agree([claim]);
    await arrange.ask([other], plan);
    await close(await open('death', '2025-12-20'), '2025-12-29', { outcome: 'estate-insolvent' });
    expect(await arrange.stateOf()).toBe('ended');
    expect(await arrange.keep('2026-01-08')).toMatchObject({ changes: { kept: { count: 0 } } });
  });

  test('goes on when the death was a mistake', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    await arrange.agree([claim]);
    await close(await open('death', '2025-12-20'), '2025-12-29', { outcome: 'mistake' });
    expect(await arrange.stateOf()).toBe('in-force');
    expect(await heldBy(claim)).toEqual(['plan']);
  });
});

describe('a reminder that was not made when the debtor died', () => {
  test('goes to nobody when the spouse has taken over', async () => {
    await at.town.raise({ principal: kroner(5_000), due: date('2025-11-25') });
    await at.dun('2025-12-10');
    expect((await at.lettersTo(at.town.anna)).map(({ kind }) => kind)).toEqual(['reminder']);
    const number = await open('death', '2025-12-11');
    await makeDueLetters(letterJob(at.town.db, '2025-12-12'));
    await close(number, '2025-12-29', { outcome: 'undivided-estate', successors: [at.town.bo] });
    console.log(JSON.stringify(await makeDueLetters(letterJob(at.town.db, '2025-12-30'))));
    await at.arrive(at.town.bo, '2025-12-30');
    await seeTo('2025-12-31');
    for (const on of ['2026-01-12', '2026-01-20', '2026-02-10', '2026-03-10'])
      console.log(on, JSON.stringify((await at.dun(on)).consequences));
    console.log(JSON.stringify((await at.lettersTo(at.town.anna)).map(({ kind, withdrawnOn, arrivedOn }) => [kind, withdrawnOn, arrivedOn])), JSON.stringify((await at.lettersTo(at.town.bo)).map(({ kind }) => kind)));
  });
});
