import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { claimDates } from '../../src/claims/claim-dates.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand, type CloseErrand } from '../../src/endings/close-errand.ts';
import { seeToErrands } from '../../src/endings/errand-job.ts';
import type { ErrandKind } from '../../src/endings/errand-types.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { followEnds } from '../../src/endings/follow-ends.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { arranging, plan, type Arranging } from './arranging.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { letterJob, morningOf, rowsOf, TOWN } from './town.ts';

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
const srbOf = async (claim: ClaimNumber) => (await at.do((tx) => claimDates(tx, [claim]))).get(claim)?.srb;

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
    expect((await at.lettersTo(at.town.anna)).map(({ kind, withdrawnOn }) => [kind, withdrawnOn])).toEqual([
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

describe('the plan of one who is bankrupt or relieved of debt', () => {
  const during = async (kind: ErrandKind, how: Partial<CloseErrand>, until = '2026-02-01') => {
    const number = await open(kind, '2025-12-20');
    expect(await arrange.keep('2026-01-12')).toMatchObject({ consequences: { [`waits-for-${kind}`]: 1 } });
    await close(number, until, how);
  };
  const lastLetter = async () => (await at.lettersTo(at.town.anna)).at(-1);

  test('goes on about what the court left, from a day that leaves time to pay: nothing is demanded at once', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    await arrange.agree([claim]);
    await during('debt-relief', { outcome: 'relieved', kept: 2_500 });
    expect(await arrange.keep('2026-02-03')).toMatchObject({
      changes: { resumed: { count: 1 }, demanded: { count: 0 } },
    });
    expect(await lastLetter()).toMatchObject({
      kind: 'voluntary-plan',
      facts: {
        resumed: true,
        monthly: '1000.00',
        instalments: 2,
        firstDueDate: '2026-03-02',
        lastDueDate: '2026-04-02',
        lastAmount: '250.00',
        totalOwed: '1250.00',
      },
    });
    expect(await heldBy(claim)).toEqual(['plan']);
    expect(await srbOf(claim)).toBe('2026-04-02');
    for (const on of ['2026-02-12', '2026-03-01', '2026-03-02']) {
      expect((await arrange.keep(on)).changes['demanded']?.count ?? 0).toBe(0);
      expect((await at.dun(on)).changes['reminder']?.count ?? 0).toBe(0);
    }
    // What is missed from then on is missed.
    expect(await arrange.keep('2026-03-08')).toMatchObject({ changes: { demanded: { count: 1 } } });
    expect(await at.town.faults()).toEqual([]);
  });

  test.each(['dividend', 'closed-without'] as const)(
    'goes on after a bankruptcy (%s), and what was paid counts',
    async (outcome) => {
      const claim = await at.town.raise({ principal: kroner(5_000) });
      await arrange.agree([claim]);
      const line = await arrange.line();
      const number = await open('bankruptcy', '2026-01-20');
      await at.pay(at.town.anna, { amount: kroner(700), on: '2026-01-25', line });
      await close(number, '2026-02-01', { outcome });
      expect(await arrange.keep('2026-02-03')).toMatchObject({ changes: { resumed: { count: 1 } } });
      expect(await lastLetter()).toMatchObject({ facts: { totalOwed: '4300.00', instalments: 5 } });
      // The line of the letter before leads to what is agreed now.
      await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-03-02', line });
      expect(await arrange.keep('2026-03-10')).toMatchObject({ changes: { demanded: { count: 0 } } });
      expect(await at.town.faults()).toEqual([]);
    },
  );

  test('is no longer demanded of because of what was missing before: that letter is given up', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    await arrange.agree([claim]);
    await makeDueLetters(letterJob(at.town.db, '2025-12-13'));
    await arrange.keep('2026-01-08');
    const number = await open('bankruptcy', '2026-01-09');
    await close(number, '2026-02-01', { outcome: 'closed-without' });
    await arrange.keep('2026-02-02');
    expect((await at.lettersTo(at.town.anna)).map(({ kind, withdrawnOn }) => [kind, withdrawnOn])).toEqual([
      ['voluntary-plan', null],
      ['plan-broken', '2026-02-02'],
      ['voluntary-plan', null],
    ]);
    expect(await arrange.stateOf()).toBe('in-force');
  });

  test('that was kept all the while goes on as it was', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    await arrange.agree([claim]);
    const line = await arrange.line();
    await at.pay(at.town.anna, { amount: kroner(2_000), on: '2026-01-02', line });
    await close(await open('bankruptcy', '2026-01-05'), '2026-02-01', { outcome: 'dividend' });
    expect(await arrange.keep('2026-02-03')).toMatchObject({ changes: { resumed: { count: 0 } } });
    expect(await arrange.stateOf()).toBe('in-force');
  });

  test('ends, and a person is asked, where it would not be over before something of it is time-barred', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000), due: date('2025-11-25') });
    await arrange.agree([claim]);
    await during('bankruptcy', { outcome: 'dividend' }, '2028-12-01');
    expect(await arrange.keep('2028-12-02')).toMatchObject({ changes: { ended: { count: 1 } } });
    expect(await at.do((tx) => openItems(tx, { debtor: null, kind: 'plan-past-limitation' }))).toHaveLength(
      1,
    );
    expect(await heldBy(claim)).toEqual([]);
  });

  test('of everything ends it: nothing counts as paid', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000) });
    await arrange.agree([claim]);
    await during('debt-relief', { outcome: 'relieved', kept: 0 });
    expect(await arrange.stateOf()).toBe('ended');
  });

  test('does not wait for an errand of another who owes the same', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000), debtors: [at.town.anna, at.town.bo] });
    await arrange.agree([claim]);
    await open('bankruptcy', '2025-12-20', at.town.bo);
    expect(await arrange.keep('2026-01-08')).toMatchObject({ changes: { demanded: { count: 1 } } });
  });
});

describe('the plan of one who is freed of a part of it that another still owes', () => {
  test('goes on about the rest, and the other is asked for that part', async () => {
    const shared = await at.town.raise({ principal: kroner(4_000), debtors: [at.town.anna, at.town.bo] });
    const own = await at.town.raise({ principal: kroner(1_500) });
    await arrange.agree([shared, own]);
    await at.do((tx) =>
      endLiabilities(tx, [
        {
          claim: shared,
          debtor: at.town.anna,
          kind: 'discharged',
          reason: 'prøve',
          ...acting('2025-12-20'),
        },
      ]),
    );
    const { db: database } = at.town;
    await followEnds({ database, municipality: TOWN, clock: () => morningOf('2025-12-20') });
    expect(await arrange.keep('2025-12-21')).toMatchObject({ changes: { resumed: { count: 1 } } });
    expect((await at.lettersTo(at.town.anna)).at(-1)).toMatchObject({
      facts: { totalOwed: '1500.00', firstDueDate: '2026-02-02' },
    });
    expect(await heldBy(shared)).toEqual([]);
    expect(await heldBy(own)).toEqual(['plan']);
  });
});

describe('the letters about a bill of one who has died', () => {
  const stepsOf = async (...days: string[]) => {
    for (const on of days) {
      await at.dun(on);
      await at.arrive(at.town.bo, on);
    }
  };
  const kinds = async (debtor: DebtorNumber) => (await at.lettersTo(debtor)).map(({ kind }) => kind);
  const taken = async (on: string) => {
    await close(await open('death', on), on, { outcome: 'undivided-estate', successors: [at.town.bo] });
    await at.arrive(at.town.bo, on);
  };

  test('that are not made when the spouse has taken over are made for nobody, and the spouse has them', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000), due: date('2025-11-25') });
    await at.dun('2025-12-10');
    expect(await kinds(at.town.anna)).toEqual(['reminder']);
    await taken('2025-12-11');
    await seeTo('2025-12-12');
    await makeDueLetters(letterJob(at.town.db, '2025-12-12'));
    expect(await rowsOf(at.town.db, sql`select from letter`)).toEqual([]);
    await stepsOf('2026-01-05', '2026-01-06');
    expect((await at.lettersTo(at.town.anna)).map(({ withdrawnOn }) => withdrawnOn)).toEqual(['2026-01-05']);
    expect(await kinds(at.town.bo)).toEqual(['liability', 'reminder']);
    // The reminder that nobody was sent costs nothing.
    const charges = (await at.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
    expect(charges.filter(({ kind }) => kind === 'fee').map(({ postedOn }) => postedOn)).toEqual([
      '2026-01-06',
    ]);
  });

  test('do not count as told to the spouse: nothing is proposed for Gældsstyrelsen before the spouse is warned', async () => {
    const claim = await at.town.raise({ principal: kroner(5_000), due: date('2025-11-25') });
    for (const on of ['2025-12-10', '2025-12-29', '2026-01-20', '2026-01-21', '2026-02-12']) {
      await at.dun(on);
      await at.arrive(at.town.anna, on);
    }
    expect(await at.courseOf(claim)).toMatchObject({ step: 3 });
    await taken('2026-02-20');
    await seeTo('2026-02-21');
    expect(await at.dun('2026-03-20')).toMatchObject({ consequences: { 'never-warned': 1 } });
    await stepsOf('2026-03-21');
    expect(await kinds(at.town.bo)).toEqual(['liability', 'transfer-warning']);
    await stepsOf('2026-04-20', '2026-04-21');
    expect((await at.courseOf(claim)).proposedOn).toBe('2026-04-21');
    expect(await at.town.faults()).toEqual([]);
  });
});
