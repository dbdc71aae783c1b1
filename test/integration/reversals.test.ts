import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { reverseDecision } from '../../src/agreements/reverse.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DecisionId } from '../../src/kernel/ids.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, kr, pay } from '../vocabulary.ts';
import { agreements, asked, numberOf, pays, states } from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import {
  fetchFor,
  letArrive,
  letterJob,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
} from './town.ts';

const payer = aDebtor(1).withReports(
  pay('2025-12', 21_000),
  pay('2026-01', 25_000),
  pay('2026-02', 25_000),
  pay('2026-03', 25_000),
  pay('2026-04', 21_000),
  pay('2026-05', 21_000),
);
const april = numberOf(100_001, '2026-04');

/** A plan of 3.950 kr. since March; a rise to 7.250 kr. from 1 June, told and in force. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer]);
    for (const of of ['2026-03', '2026-04']) await judged(database, of);
  });
});
afterAll(() => town[Symbol.asyncDispose]());

async function judged(database: Database, of: string): Promise<void> {
  await fetchFor({ database, registers: registersOf(payer) }, of);
  await run(database, of);
  await letArrive(database, `${of}-13`);
}

/** 2.650 kr. a month is what the debtor has documented; nothing of it was asked for. */
async function reverse(database: Database, decision: DecisionId, on: string) {
  const because = 'Vi havde regnet et engangsbeløb med.';
  const request = { decision, on: date(on), because, by: 'Carl', at: morningOf(on) };
  const done = await inMunicipality(database, TOWN, (tx) => reverseDecision(tx, request));
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value;
}

/** What the letters of a day say about decisions that were taken back. */
async function told(database: Database, on: string) {
  expect((await makeDueLetters(letterJob(database, on))).refused).toEqual([]);
  const query = sql<{ model: Record<string, unknown> }>`
    select model from letter where kind = 'reversal' order by letter_id`;
  return (await rowsOf(database, query)).map(({ model }) => model);
}

describe('a decision that is taken back', () => {
  test('is told with the reason, with what holds now and with the money', async () => {
    await using database = await town.copy();
    await raise(database, '2026-06-01');
    await pays(database, 100_001, { amount: 3_950 + 3_950 + 5_000, on: '2026-06-01' });
    await reverse(database, april, '2026-06-15');
    expect(await told(database, '2026-06-15')).toMatchObject([
      {
        letterDate: '2026-06-15',
        because: 'Vi havde regnet et engangsbeløb med.',
        reversed: {
          decidedOn: '2026-04-10',
          terms: { state: 'plan', monthly: '7250.00' },
          reached: true,
        },
        now: { state: 'plan', monthly: '3950.00', nextDue: '2026-07-01' },
        replacedSince: false,
        takenBack: '2250.00',
        paidBeyond: '1050.00',
        lookedAtAgain: true,
      },
    ]);
  });

  test('before it came into force is told when its letter has been made, and the plan is as it was', async () => {
    await using database = await town.copy();
    for (const of of ['2026-05']) {
      await fetchFor({ database, registers: registersOf(payer.receiving('kontanthjælp', '2026-05-01')) }, of);
      await run(database, of);
    }
    await makeDueLetters(letterJob(database, '2026-05-10'));
    await reverse(database, numberOf(100_001, '2026-05'), '2026-05-11');
    expect(await told(database, '2026-05-11')).toMatchObject([
      {
        reversed: { terms: { state: 'deferral' }, reached: false },
        now: { state: 'plan', monthly: '7250.00' },
        takenBack: '0.00',
        paidBeyond: '0.00',
      },
    ]);
  });

  test('before its letter was made is not told of: nobody knows of it', async () => {
    await using database = await town.copy();
    await fetchFor(
      { database, registers: registersOf(payer.receiving('kontanthjælp', '2026-05-01')) },
      '2026-05',
    );
    await run(database, '2026-05');
    await reverse(database, numberOf(100_001, '2026-05'), '2026-05-11');
    expect(await told(database, '2026-05-11')).toEqual([]);
  });

  test('and replaced already: what replaced it stands, and what was paid too much by it is told', async () => {
    await using database = await town.copy();
    await raise(database, '2026-06-01');
    await pays(database, 100_001, { amount: 15_150, on: '2026-06-01' });
    await judged(database, '2026-06');
    const june = { monthly: kr(3_950), ended: null };
    expect((await agreements(database)).at(-1)).toMatchObject(june);
    expect(await reverse(database, april, '2026-06-20')).toMatchObject({
      collectedTooMuch: kr(3_300),
      again: { determination: { consequence: 'same' } },
    });
    expect((await agreements(database)).at(-1)).toMatchObject(june);
    expect(await states(database)).toContain('100001 rise reversed');
    expect(await asked(database)).toEqual([
      '2026-04-01 3950 paid 3950',
      '2026-05-01 3950 paid 3950',
      '2026-06-01 7250 paid 7250',
    ]);
    expect(await told(database, '2026-06-20')).toMatchObject([
      { replacedSince: true, paidBeyond: '3300.00', now: { state: 'plan', monthly: '3950.00' } },
    ]);
  });

  test('twice for the same money gives it back once', async () => {
    await using database = await town.copy();
    await raise(database, '2026-06-01');
    await pays(database, 100_001, { amount: 15_150, on: '2026-06-01' });
    await reverse(database, april, '2026-06-15');
    await reverse(database, numberOf(100_001), '2026-06-16');
    const refunds = sql`select about, sum(amount_ore)::bigint as amount from refund_item group by 1 order by 1`;
    expect(await rowsOf(database, refunds)).toEqual([
      { about: 'instalment 2026-04-01', amount: kr(3_950) },
      { about: 'instalment 2026-05-01', amount: kr(3_950) },
      { about: 'instalment 2026-06-01', amount: kr(7_250) },
    ]);
  });
});

describe('decisions that are taken back in another order than they came', () => {
  /** A second rise, to 12.000 kr. from 3 August, is told in June and begins after what it replaces has asked twice more. */
  const richer = payer.withReports(
    pay('2025-12', 21_000),
    ...['2026-01', '2026-02'].map((of) => pay(of, 25_000)),
    ...['2026-03', '2026-04', '2026-05'].map((of) => pay(of, 31_000)),
  );
  const [june, august] = [numberOf(100_001, '2026-06'), '2026-08-03'];
  const withSecondRise = async () => {
    const database = await town.copy();
    for (const of of ['2026-05', '2026-06']) {
      await fetchFor({ database, registers: registersOf(richer) }, of);
      await run(database, of);
      await letArrive(database, `${of}-13`);
    }
    return database;
  };

  test('the older one first: until the newer one begins the plan before both goes on', async () => {
    await using database = await withSecondRise();
    const newer = (await agreements(database)).at(-1);
    expect(newer).toMatchObject({ from: august, ended: null });
    await reverse(database, april, '2026-06-20');
    expect(await told(database, '2026-06-20')).toMatchObject([
      { replacedSince: false, now: { state: 'plan', monthly: '3950.00' } },
    ]);
    await raise(database, '2026-07-01');
    expect((await asked(database)).at(-1)).toBe('2026-07-01 3950');
    await reverse(database, june, '2026-07-05');
    expect((await agreements(database)).filter(({ ended }) => ended === null)).toMatchObject([
      { monthly: kr(3_950) },
    ]);
    await raise(database, august);
    expect((await asked(database)).at(-1)).toBe(`${august} 3950`);
  });

  test('the newer one first: what would have stood without both stands in the end', async () => {
    await using database = await withSecondRise();
    await reverse(database, june, '2026-06-20');
    await reverse(database, april, '2026-06-25');
    expect((await agreements(database)).filter(({ ended }) => ended === null)).toMatchObject([
      { monthly: kr(3_950) },
    ]);
    await raise(database, '2026-07-01');
    expect((await asked(database)).at(-1)).toBe('2026-07-01 3950');
  });
});
