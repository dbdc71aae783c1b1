import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { claimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { aDebtor, kr, pay } from '../vocabulary.ts';
import {
  agreements,
  answer,
  approve,
  approveAll,
  closeHearings,
  decisionsOf,
  lastDecision,
  letterArrives,
  letterKeys,
  letterKinds,
  numberOf,
  pays,
  states,
  waiting,
  withdrawn,
} from './decisions-town.ts';
import {
  approvedByPerson,
  aTown,
  fetchFor,
  letArrive,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  TownRegisters,
  withoutGrounds,
  type PreparedTown,
} from './town.ts';

const town12 = Array.from({ length: 12 }, (_, index) =>
  index % 3 === 0 ? aDebtor(index + 1).receiving('kontanthjælp') : aDebtor(index + 1),
);

/** Twelve proposals of March that wait for a person; Anne has run the month. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    const registers = new TownRegisters();
    registers.tell(...town12);
    await settle(database, town12, approvedByPerson);
    await fetchFor({ database, registers }, '2026-03');
    await run(database, '2026-03', { by: 'Anne' });
  });
});
afterAll(() => town[Symbol.asyncDispose]());

describe('what waits for a person', () => {
  test('is all the proposals of the month, with a sample of them and a seal', async () => {
    await using database = await town.copy();
    const { decisions, sample, oneByOne, seal } = await waiting(database, '2026-03', 3);
    expect(decisions).toHaveLength(12);
    expect(oneByOne).toEqual([]);
    expect(sample).toHaveLength(3);
    expect(decisions.map(({ id }) => id)).toEqual(expect.arrayContaining(sample.map(({ id }) => id)));
    expect(seal).toMatch(/^[0-9a-f]{12}$/);
  });

  test('the sample is drawn as by lot, and the same proposals give the same sample to everybody', async () => {
    await using database = await town.copy();
    const drawn = async (size: number) =>
      (await waiting(database, '2026-03', size)).sample.map(({ debtor }) => debtor);
    const three = await drawn(3);
    expect(await drawn(3)).toEqual(three);
    expect((await drawn(5)).slice(0, 3)).toEqual(three);
    // Not simply the first ones.
    expect(three.toSorted((a, b) => a - b)).not.toEqual([100_001, 100_002, 100_003]);
    expect(await drawn(100)).toHaveLength(12);
  });

  test('nothing of another month, and nothing that has been withdrawn', async () => {
    await using database = await town.copy();
    await withdrawn(database, numberOf(100_004), { on: '2026-03-12' });
    expect((await waiting(database)).decisions).toHaveLength(11);
    expect((await waiting(database, '2026-02')).decisions).toEqual([]);
  });
});

describe('approval of a month by a second person', () => {
  test('decides all that waited, from that day, and the letters are next', async () => {
    await using database = await town.copy();
    const approved = await approveAll(database, { on: '2026-03-16' });
    expect(approved.ok && approved.value).toHaveLength(12);
    expect(new Set((await states(database)).map((said) => said.split(' ')[2]))).toEqual(new Set(['decided']));
    expect(await lastDecision(database, 100_002)).toMatchObject({
      draftedOn: '2026-03-10',
      decided: { on: '2026-03-16', by: 'Bodil', firstDue: '2026-05-01' },
    });
    expect(await letterKeys(database)).toHaveLength(12);
    expect(await agreements(database)).toEqual([]);
  });

  test('is kept with who, when, how many, and the sample they saw', async () => {
    await using database = await town.copy();
    const { sample } = await waiting(database);
    await approveAll(database, { on: '2026-03-16' });
    const kept = sql`select approved_on, approved_by, decisions, sample::text[] as sample,
      (select count(*)::int from decision d where d.approval_number = a.approval_number) as decided from approval a`;
    expect(await rowsOf(database, kept)).toEqual([
      {
        approved_on: '2026-03-16',
        approved_by: 'Bodil',
        decisions: 12,
        sample: sample.map(({ id }) => id.toString()),
        decided: 12,
      },
    ]);
  });

  test('tells in the letters that a person approved it, and comes into force when they arrive', async () => {
    await using database = await town.copy();
    await approveAll(database, { on: '2026-03-16' });
    await letArrive(database, '2026-03-17');
    expect((await letterKinds(database)).toSorted()).toEqual([
      ...Array.from({ length: 4 }, () => 'deferral'),
      ...Array.from({ length: 8 }, () => 'plan'),
    ]);
    const how = sql`select distinct model -> 'decidedBy' ->> 'how' as how from letter`;
    expect(await rowsOf(database, how)).toEqual([{ how: 'approved' }]);
    // Deferral counts from the decision, a plan from its arrival.
    expect((await agreements(database)).map(({ from }) => from)).toEqual(
      Array.from({ length: 12 }, (_, index) => (index % 3 === 0 ? '2026-03-16' : '2026-03-17')),
    );
  });

  test('is refused to the one who ran the month', async () => {
    await using database = await town.copy();
    expect(await approveAll(database, { on: '2026-03-16', by: 'Anne' })).toEqual({
      ok: false,
      refusal: { tag: 'same-person' },
    });
    expect((await waiting(database)).decisions).toHaveLength(12);
  });

  test('is refused when it is not what was seen any more, and says what to look at', async () => {
    await using database = await town.copy();
    const { seal } = await waiting(database);
    await withdrawn(database, numberOf(100_004), { on: '2026-03-12' });
    const now = (await waiting(database)).seal;
    expect(now).not.toBe(seal);
    expect(await approveAll(database, { on: '2026-03-16', seal })).toEqual({
      ok: false,
      refusal: { tag: 'not-what-was-seen', seal: now },
    });
    expect(await rowsOf(database, sql`select from approval`)).toEqual([]);
  });

  test('is refused when nothing waits, also to one who approves a second time', async () => {
    await using database = await town.copy();
    const nothing = { ok: false, refusal: { tag: 'nothing-waits' } };
    expect(await approveAll(database, { on: '2026-03-16', of: '2026-02' })).toEqual(nothing);
    await approveAll(database, { on: '2026-03-16' });
    expect(await approveAll(database, { on: '2026-03-16' })).toEqual(nothing);
  });

  test('by two persons at once is done once', async () => {
    await using database = await town.copy();
    const { seal } = await waiting(database);
    const both = await Promise.all([
      approveAll(database, { on: '2026-03-16', seal }),
      approveAll(database, { on: '2026-03-16', by: 'Carl', seal }),
    ]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(await letterKeys(database)).toHaveLength(12);
  });

  test('is about what is owed that day: who has paid everything is left out and told nothing', async () => {
    await using database = await town.copy();
    await pays(database, 100_002, { amount: 5_000, on: '2026-03-12' });
    await pays(database, 100_003, { amount: 20_000, on: '2026-03-12' });
    const approved = await approveAll(database, { on: '2026-03-16' });
    expect(approved.ok && approved.value).toHaveLength(11);
    expect(await lastDecision(database, 100_002)).toMatchObject({
      covers: [{ owed: 1_500_000n, raised: 2_000_000n }],
    });
    expect(await lastDecision(database, 100_003)).toMatchObject({ state: 'withdrawn', decided: null });
    expect(await letterKeys(database)).not.toContain('202603000010000300');
  });
});

describe('approval of one proposal', () => {
  test('decides that one alone', async () => {
    await using database = await town.copy();
    const approved = await approve(database, numberOf(100_002), { on: '2026-03-16' });
    expect(approved).toMatchObject({ ok: true, value: { state: 'decided', decided: { by: 'Bodil' } } });
    expect(await letterKeys(database)).toEqual(['202603000010000200']);
    expect((await waiting(database)).decisions).toHaveLength(11);
  });

  test('is refused to the one who ran the month, and for what does not wait', async () => {
    await using database = await town.copy();
    expect(await approve(database, numberOf(100_002), { on: '2026-03-16', by: 'Anne' })).toEqual({
      ok: false,
      refusal: { tag: 'same-person' },
    });
    const notWaiting = { ok: false, refusal: { tag: 'not-waiting' } };
    expect(await approve(database, numberOf(100_099), { on: '2026-03-16' })).toEqual(notWaiting);
    await approve(database, numberOf(100_002), { on: '2026-03-16' });
    expect(await approve(database, numberOf(100_002), { on: '2026-03-17' })).toEqual(notWaiting);
    expect(await withdrawn(database, numberOf(100_002), { on: '2026-03-17' })).toEqual(notWaiting);
  });

  test('a proposal about a debt that has been paid has been withdrawn', async () => {
    await using database = await town.copy();
    await pays(database, 100_002, { amount: 20_000, on: '2026-03-12' });
    expect(await approve(database, numberOf(100_002), { on: '2026-03-16' })).toEqual({
      ok: false,
      refusal: { tag: 'not-waiting' },
    });
    expect(await lastDecision(database, 100_002)).toMatchObject({ state: 'withdrawn' });
  });
});

describe('a proposal about claims that have changed', () => {
  test('is withdrawn when the claim has been paid off before anybody approved it', async () => {
    const debtor = aDebtor(1).owing(10_000).owing(500, { accountId: 'S-77', helpStopped: '2025-06-30' });
    await using place = await aTown([debtor], approvedByPerson);
    const { database } = place;
    await fetchFor(place, '2026-03');
    await run(database, '2026-03', { by: 'Anne' });
    await approve(database, numberOf(100_001), { on: '2026-03-11' });
    await letterArrives(database, numberOf(100_001), { on: '2026-03-12' });
    const corrected = await inMunicipality(database, TOWN, (tx) =>
      correctClaim(tx, {
        claim: claimNumber(2n),
        to: kr(400),
        reason: 'Ny opgørelse',
        decidedOn: date('2026-03-20'),
        by: 'prøve',
        at: morningOf('2026-03-20'),
      }),
    );
    expect(corrected.ok).toBe(true);
    await fetchFor(place, '2026-04');
    await run(database, '2026-04', { by: 'Anne' });
    expect(await lastDecision(database)).toMatchObject({ change: 'claims-changed', state: 'waiting' });
    // The claim that can lapse first is paid first.
    await pays(database, 100_001, { amount: 400, on: '2026-04-12' });
    expect(await approve(database, numberOf(100_001, '2026-04'), { on: '2026-04-13' })).toMatchObject({
      refusal: { tag: 'settled' },
    });
    expect(await lastDecision(database)).toMatchObject({ state: 'withdrawn' });
    expect(await agreements(database)).toMatchObject([{ ended: null }]);
  });
});

describe('a proposal that the debtor has answered', () => {
  const heard = async () => {
    const place = await aTown([aDebtor(1), aDebtor(2)], withoutGrounds);
    await fetchFor(place, '2026-03');
    await run(place.database, '2026-03', { by: 'Anne' });
    await letArrive(place.database, '2026-03-11');
    await answer(place.database, numberOf(100_001), { on: '2026-03-20', text: 'Jeg er lige blevet far.' });
    await closeHearings(place.database, '2026-04-02');
    return place;
  };

  test('is approved by itself, with a reply, and not among the others', async () => {
    await using place = await heard();
    const { decisions, oneByOne } = await waiting(place.database);
    expect(decisions.map(({ debtor }) => debtor)).toEqual([100_002]);
    expect(oneByOne.map(({ debtor }) => debtor)).toEqual([100_001]);
    await approveAll(place.database, { on: '2026-04-03' });
    expect(await states(place.database)).toEqual(['100001 start-plan waiting', '100002 start-plan decided']);
    const one = (reply?: string) =>
      approve(place.database, numberOf(100_001), {
        on: '2026-04-03',
        ...(reply === undefined ? {} : { reply }),
      });
    expect(await one()).toEqual({ ok: false, refusal: { tag: 'reply-missing' } });
    expect(await one('Barnet er ikke i CPR endnu.')).toMatchObject({ ok: true });
  });

  test('stays one that must be replied to when the month after proposes less', async () => {
    await using place = await heard();
    place.registers.tell(aDebtor(1).withReports(pay('2026-01', 20_000), pay('2026-02', 20_000)), aDebtor(2));
    await fetchFor(place, '2026-04');
    await run(place.database, '2026-04', { by: 'Anne' });
    const [, second] = await decisionsOf(place.database, 100_001);
    expect(second).toMatchObject({ state: 'waiting', heardAs: numberOf(100_001) });
    const again = await approve(place.database, numberOf(100_001, '2026-04'), { on: '2026-04-13' });
    expect(again).toEqual({ ok: false, refusal: { tag: 'reply-missing' } });
    const reply = 'Beløbet er sat ned.';
    await approve(place.database, numberOf(100_001, '2026-04'), { on: '2026-04-13', reply });
    await letArrive(place.database, '2026-04-14');
    const told = sql`select model -> 'hearing' as hearing from letter where kind = 'plan' and debtor_number = 100001`;
    expect(await rowsOf(place.database, told)).toEqual([
      { hearing: { state: 'answered', askedOn: '2026-03-10', answer: 'Jeg er lige blevet far.', reply } },
    ]);
  });
});
