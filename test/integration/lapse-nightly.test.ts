import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawOne } from '../../src/agreements/approve.ts';
import { endingSoon } from '../../src/endings/ending-soon.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, pay, type Debtor } from '../vocabulary.ts';
import { stopped } from './claims-rows.ts';
import { approve, lastDecision, letterArrives, numberOf, openItems, owes, states } from './decisions-town.ts';
import { endsIn, holdsIn, lapseOn } from './endings-town.ts';
import { registersOf } from './month-town.ts';
import {
  approvedByPerson,
  fetchFor,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
} from './town.ts';

async function judged(database: Database, of: string, ...found: readonly Debtor[]): Promise<void> {
  await fetchFor({ database, registers: registersOf(...found) }, of);
  await run(database, of);
}

/** The years run out on Sunday 15 March 2026, between the run of the 10th and the next. */
const deferred = aDebtor(1).receiving('kontanthjælp').owing(5_000, stopped('2023-03-15'));
/** The same day, and a plan is in force on it. */
const payer = aDebtor(2)
  .withReports(pay('2026-01', 21_000), pay('2025-12', 21_000))
  .owing(90_000, stopped('2023-03-15'));

describe('a deferred claim whose years run out between two runs', () => {
  let town: PreparedTown;
  beforeAll(async () => {
    town = await prepareTown(async (database) => {
      await settle(database, [deferred]);
      await judged(database, '2026-03', deferred);
      await letterArrives(database, numberOf(100_001), { on: '2026-03-11' });
    });
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test('is owed on its last day, a Sunday, and has lapsed on Monday: closing days never move it', async () => {
    await using database = await town.copy();
    await lapseOn(database, '2026-03-15');
    expect(await endsIn(database)).toEqual([]);
    const { report } = await lapseOn(database, '2026-03-16');
    expect(report.changes['looked-at']).toEqual({ count: 1, debtors: [100_001] });
    expect(await endsIn(database)).toEqual(['1 100001 lapsed 2026-03-15']);
    expect(await owes(database)).toEqual({ owed: 0, due: 0 });
  });

  test('is decided in the same way as by a run, and held for good', async () => {
    await using database = await town.copy();
    await lapseOn(database, '2026-03-16');
    expect(await lastDecision(database)).toMatchObject({ change: 'lapse', lapses: [{ on: '2026-03-15' }] });
    expect(await holdsIn(database)).toEqual(['1 ended']);
    expect(await rowsOf(database, sql`select ended_on as on, ended_why as why from agreement`)).toEqual([
      { on: '2026-03-16', why: 'lapsed' },
    ]);
  });

  test('is looked at once and not every night', async () => {
    await using database = await town.copy();
    await lapseOn(database, '2026-03-16');
    const { report } = await lapseOn(database, '2026-03-17');
    expect(report.claims).toBe(0);
    expect(await states(database)).toHaveLength(2);
  });

  test('stands in the lists as its day comes nearer', async () => {
    await using database = await town.copy();
    const soon = (on: string) =>
      readInMunicipality(database, TOWN, async (tx) =>
        (await endingSoon(tx, date(on))).map(({ ends, until, daysLeft, within, owed }) => {
          return { ends, until, daysLeft, within, owed };
        }),
      );
    const its = { ends: 'lapse', until: '2026-03-15', owed: kroner(5_000) };
    expect(await soon('2025-12-14')).toEqual([]);
    expect(await soon('2025-12-15')).toEqual([{ ...its, daysLeft: 90, within: 90 }]);
    expect(await soon('2026-02-13')).toEqual([{ ...its, daysLeft: 30, within: 30 }]);
    expect(await soon('2026-03-08')).toEqual([{ ...its, daysLeft: 7, within: 7 }]);
    expect(await soon('2026-03-15')).toEqual([{ ...its, daysLeft: 0, within: 7 }]);
    expect(await soon('2026-03-16')).toEqual([]);
  });
});

describe('where a person approves lapses', () => {
  let town: PreparedTown;
  beforeAll(async () => {
    town = await prepareTown(async (database) => {
      await settle(database, [deferred], approvedByPerson);
      await judged(database, '2026-03', deferred);
      await approve(database, numberOf(100_001), { on: '2026-03-10' });
      await letterArrives(database, numberOf(100_001), { on: '2026-03-11' });
    });
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test('the claim is held until it is approved, and then has ended', async () => {
    await using database = await town.copy();
    await lapseOn(database, '2026-03-16');
    expect((await states(database)).at(-1)).toBe('100001 lapse waiting');
    expect(await holdsIn(database)).toEqual(['1 lapse-review 100001']);
    const listed = await readInMunicipality(database, TOWN, (tx) => endingSoon(tx, date('2026-03-17')));
    expect(listed).toMatchObject([{ ends: 'lapse', until: '2026-03-15', daysLeft: -2, within: 0 }]);
    await approve(database, numberOf(100_001, '2026-03', 1), { on: '2026-03-18' });
    await lapseOn(database, '2026-03-19');
    expect(await endsIn(database)).toEqual(['1 100001 lapsed 2026-03-15']);
    expect(await holdsIn(database)).toContain('1 ended');
    expect(await readInMunicipality(database, TOWN, (tx) => endingSoon(tx, date('2026-03-20')))).toEqual([]);
  });

  test('the hold is lifted when the proposal is taken back', async () => {
    await using database = await town.copy();
    await lapseOn(database, '2026-03-16');
    const decision = numberOf(100_001, '2026-03', 1);
    const withdrawal = { decision, by: 'Bente', on: date('2026-03-18'), why: 'fejl' };
    await inMunicipality(database, TOWN, (tx) =>
      withdrawOne(tx, { ...withdrawal, at: Temporal.Instant.from('2026-03-18T09:00:00Z') }),
    );
    const { report } = await lapseOn(database, '2026-03-19');
    expect(report.changes['released']?.count).toBe(1);
    expect(await holdsIn(database)).toEqual([]);
  });
});

test('a claim that is paid by plan when the years run out goes on', async () => {
  await using town = await prepareTown(async (database) => {
    await settle(database, [payer]);
    await judged(database, '2026-03', payer);
    const [decision] = await rowsOf<{ id: bigint }>(database, sql`select decision_id as id from decision`);
    await letterArrives(database, decision!.id as ReturnType<typeof numberOf>, { on: '2026-03-11' }); // the only one
  });
  await using database = await town.copy();
  const { report } = await lapseOn(database, '2026-03-16');
  expect(await endsIn(database)).toEqual([]);
  expect(report.consequences).toEqual({ 'years-over': 1 });
  expect(await openItems(database)).toEqual([]);
  expect((await lapseOn(database, '2026-03-17')).report.consequences).toEqual({ kept: 1 });
});
