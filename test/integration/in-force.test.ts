import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importClaimsFile } from '../../src/claims/import.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { raiseImported } from '../../src/ledger/raise.ts';
import type { Database } from '../../src/platform/database.ts';
import { aDebtor, kr, pay, type Debtor } from '../vocabulary.ts';
import { claimsFile, inPieces } from './claims-rows.ts';
import {
  agreements,
  approve,
  asked,
  lastDecision,
  letterArrives,
  numberOf,
  openItems,
  owes,
  pays,
  states,
} from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import {
  approvedByPerson,
  aTown,
  fetchFor,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
} from './town.ts';

// The lower of the two months counts: 21.000 kr. in March's run.
const payer = aDebtor(1).withReports(pay('2025-12', 21_000), pay('2026-01', 25_000), ...paid(21_000));
const other = aDebtor(2);
const april = numberOf(100_001, '2026-04');

/** A plan of 3.950 kr. from 1 April is in force for both, about 20.000 kr. each. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [payer, other]);
    await fetchFor({ database, registers: registersOf(payer, other) }, '2026-03');
    await run(database, '2026-03');
    await letterArrives(database, numberOf(100_001), { on: '2026-03-11' });
    await letterArrives(database, numberOf(100_002), { on: '2026-03-11' });
  });
});
afterAll(() => town[Symbol.asyncDispose]());

/** The run of a month finds this about the payer. */
async function month(database: Database, of: string, found: Debtor): Promise<void> {
  await fetchFor({ database, registers: registersOf(found, other) }, of);
  await run(database, of);
}

const less = payer.withReports(pay('2025-12', 21_000), pay('2026-01', 25_000), ...paid(20_000));
const more = payer.withReports(pay('2025-12', 21_000), pay('2026-01', 25_000), ...paid(25_000));
const onBenefit = payer.receiving('kontanthjælp', '2026-04-01');

function paid(net: number) {
  return ['2026-02', '2026-03', '2026-04'].map((of) => pay(of, net));
}

describe('before its letter has arrived', () => {
  test.each([
    ['a rise', more],
    ['a fall', less],
    ['a suspension', onBenefit],
  ])('%s is decided, and the plan is in force as it was', async (_, found) => {
    await using database = await town.copy();
    const before = await agreements(database);
    await month(database, '2026-04', found);
    expect(await lastDecision(database)).toMatchObject({ state: 'decided' });
    expect(await agreements(database)).toEqual(before);
  });

  test('a first plan asks for nothing, whatever its letter says', async () => {
    await using database = await town.copy();
    const later = aDebtor(3).withPay(21_000, '2026-01', '2026-04');
    const claims = { name: 'krav.csv', bytes: inPieces(claimsFile(...later.rows), 4096) };
    const at = morningOf('2026-03-20');
    const given = { dryRun: false, statedRows: null, by: 'prøve', at, posting: raiseImported };
    await importClaimsFile({ db: database, municipality: TOWN }, claims, given);
    await fetchFor({ database, registers: registersOf(payer, other, later) }, '2026-04');
    await run(database, '2026-04');
    expect(await lastDecision(database, 100_003)).toMatchObject({ decided: { firstDue: '2026-06-01' } });
    await raise(database, '2026-06-01');
    expect(await asked(database, 100_003)).toEqual([]);
    // Nor does it come into force when the debt has been paid before it arrives.
    await pays(database, 100_003, { amount: 20_000, on: '2026-06-02' });
    await letterArrives(database, numberOf(100_003, '2026-04'), { on: '2026-06-03' });
    expect(await lastDecision(database, 100_003)).toMatchObject({ state: 'withdrawn' });
    expect((await agreements(database)).map(({ debtor }) => debtor)).toEqual([100_001, 100_002]);
  });
});

describe('a fall', () => {
  test('counts from the day it was decided, and the next due date asks for less', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    await month(database, '2026-04', less);
    const { terms } = await lastDecision(database);
    expect(terms).toMatchObject({ outcome: 'plan', monthly: kr(3_400) });
    await letterArrives(database, april, { on: '2026-04-13' });
    expect((await agreements(database)).slice(0, 2)).toMatchObject([
      { monthly: kr(3_950), ended: '2026-04-10', why: 'replaced' },
      { monthly: kr(3_400), from: '2026-04-10', first: '2026-05-01', next: '2026-05-01', ended: null },
    ]);
    await raise(database, '2026-05-01');
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3400']);
  });

  test('lets what was paid ahead beyond the lower amount count for the next', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    await pays(database, 100_001, { amount: 7_900, on: '2026-04-02' });
    await raise(database, '2026-05-01', '2026-04-09');
    await month(database, '2026-04', less);
    await letterArrives(database, april, { on: '2026-04-13' });
    await raise(database, '2026-06-01');
    expect(await asked(database)).toEqual([
      '2026-04-01 3950 paid 3950',
      '2026-05-01 0 paid-ahead',
      '2026-06-01 2850 paid-ahead',
    ]);
    expect(await openItems(database)).toEqual([]);
  });

  test('asks for less at once, also while its letter is on its way, and for no due date twice', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', less);
    expect(await raise(database, '2026-05-01')).toMatchObject({ less: { 'fall-under-way': 1 } });
    await letterArrives(database, april, { on: '2026-05-05' });
    await raise(database, '2026-06-01');
    expect(await asked(database)).toEqual([
      '2026-04-01 3950',
      '2026-05-01 3400 fall-under-way',
      '2026-06-01 3400',
    ]);
    expect(await openItems(database)).toEqual([]);
  });

  test('takes back what had been asked for too much since then, and the citizen owes that much less by now', async () => {
    await using database = await town.copy();
    await raise(database, '2026-05-01', '2026-04-09');
    expect(await owes(database)).toEqual({ owed: 20_000, due: 7_900 });
    await month(database, '2026-04', less);
    await letterArrives(database, april, { on: '2026-04-13' });
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3950 now 3400']);
    expect(await owes(database)).toEqual({ owed: 20_000, due: 7_350 });
    await raise(database, '2026-06-01');
    expect((await asked(database)).at(-1)).toBe('2026-06-01 3400');
  });

  test('leaves paid what had been paid of it', async () => {
    await using database = await town.copy();
    await raise(database, '2026-05-01', '2026-04-09');
    await pays(database, 100_001, { amount: 7_900, on: '2026-04-09' });
    await month(database, '2026-04', less);
    await letterArrives(database, april, { on: '2026-04-13' });
    expect(await asked(database)).toEqual(['2026-04-01 3950 paid 3950', '2026-05-01 3950 paid 3950']);
    expect(await owes(database)).toEqual({ owed: 12_100, due: 0 });
  });

  test('counts from the day it was found, however late it is approved; what was paid too much is told', async () => {
    await using place = await aTown([payer], approvedByPerson);
    const { database } = place;
    for (const [of, story] of [
      ['2026-03', payer],
      ['2026-04', less],
    ] as const) {
      place.registers.tell(story);
      await fetchFor(place, of);
      await run(database, of, { by: 'Anne' });
      if (of === '2026-04') break;
      await approve(database, numberOf(100_001), { on: '2026-03-11' });
      await letterArrives(database, numberOf(100_001), { on: '2026-03-12' });
    }
    await raise(database, '2026-06-01');
    await pays(database, 100_001, { amount: 3_950, on: '2026-05-04' });
    await approve(database, april, { on: '2026-06-10' });
    await letterArrives(database, april, { on: '2026-06-12' });
    expect(await asked(database)).toEqual(['2026-05-01 3950 paid 3950', '2026-06-01 3950 now 3400']);
    const refunds = sql`select amount_ore, why, about from refund_item`;
    expect(await rowsOf(database, refunds)).toEqual([
      { amount_ore: kr(550), why: 'asked-too-much', about: 'instalment 2026-05-01' },
    ]);
  });

  test('that another overtook before it was approved still counts for its own time', async () => {
    await using place = await aTown([payer], approvedByPerson);
    const { database } = place;
    const lessYet = payer.withReports(
      pay('2025-12', 21_000),
      pay('2026-01', 25_000),
      ...['2026-02', '2026-03', '2026-04'].map((of, index) => pay(of, [20_000, 19_000, 19_000][index] ?? 0)),
    );
    const judged = async (of: string, story: Debtor) => {
      place.registers.tell(story);
      await fetchFor(place, of);
      await run(database, of, { by: 'Anne' });
    };
    await judged('2026-03', payer);
    await approve(database, numberOf(100_001), { on: '2026-03-11' });
    await letterArrives(database, numberOf(100_001), { on: '2026-03-12' });
    await judged('2026-04', less);
    await raise(database, '2026-05-01');
    await pays(database, 100_001, { amount: 3_950, on: '2026-05-04' });
    await judged('2026-05', lessYet);
    await raise(database, '2026-06-01');
    const may = await lastDecision(database);
    expect(may).toMatchObject({ change: 'fall', state: 'waiting' });
    await approve(database, may.id, { on: '2026-06-03' });
    await letterArrives(database, may.id, { on: '2026-06-04' });
    // April found 3.400 kr., May less.
    expect(may.terms).toMatchObject({ monthly: kr(2_850) });
    expect(await asked(database)).toEqual(['2026-05-01 3950 paid 3950', '2026-06-01 3950 now 2850']);
    expect(await rowsOf(database, sql`select amount_ore, about from refund_item`)).toEqual([
      { amount_ore: kr(550), about: 'instalment 2026-05-01' },
    ]);
  });

  test('its schedule is about what has not been asked for', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    await month(database, '2026-04', less);
    await letterArrives(database, april, { on: '2026-05-05' });
    const schedule = sql`select first_due, instalments, amount_ore from schedule_segment
      where agreement_id = ${april.toString()}::bigint order by segment`;
    // 16.050 kr. are left after April; nobody has asked for May yet.
    expect(await rowsOf(database, schedule)).toEqual([
      { first_due: '2026-05-01', instalments: 4, amount_ore: kr(3_400) },
      { first_due: '2026-09-01', instalments: 1, amount_ore: kr(2_450) },
    ]);
  });
});

describe('a suspension (§ 7)', () => {
  test('counts from the day it was decided: what was asked for with a later due date is taken back', async () => {
    await using database = await town.copy();
    await raise(database, '2026-05-01', '2026-04-09');
    await month(database, '2026-04', onBenefit);
    await letterArrives(database, april, { on: '2026-04-13' });
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3950 now 0']);
    expect(await owes(database)).toEqual({ owed: 20_000, due: 3_950 });
    expect((await agreements(database)).slice(0, 2)).toMatchObject([
      { outcome: 'plan', ended: '2026-04-10', why: 'replaced' },
      { outcome: 'deferral', from: '2026-04-10', first: null, next: null },
    ]);
  });

  test('passes over the due dates that come while its letter is on its way', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', onBenefit);
    expect(await raise(database, '2026-06-01')).toMatchObject({ less: { 'suspension-under-way': 2 } });
    await letterArrives(database, april, { on: '2026-06-03' });
    await raise(database, '2026-08-03');
    expect(await asked(database)).toEqual([
      '2026-04-01 3950',
      '2026-05-01 0 suspension-under-way',
      '2026-06-01 0 suspension-under-way',
    ]);
  });

  test('leaves paid what was paid in advance', async () => {
    await using database = await town.copy();
    await raise(database, '2026-05-01', '2026-04-09');
    await pays(database, 100_001, { amount: 5_000, on: '2026-04-09' });
    await month(database, '2026-04', onBenefit);
    await letterArrives(database, april, { on: '2026-04-13' });
    // 1.050 kr. had been paid of May's; the rest of it is not asked for any more.
    expect(await asked(database)).toEqual([
      '2026-04-01 3950 paid 3950',
      '2026-05-01 3950 now 1050 paid 1050',
    ]);
    expect(await owes(database)).toEqual({ owed: 15_000, due: 0 });
  });
});

describe('a rise', () => {
  test('is asked for from its first due date, at least two weeks after the letter arrived; until then as before', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', more);
    await letterArrives(database, april, { on: '2026-04-13' });
    expect((await agreements(database)).slice(0, 2)).toMatchObject([
      { monthly: kr(3_950), ended: '2026-06-01', why: 'replaced' },
      { monthly: kr(7_250), from: '2026-06-01', first: '2026-06-01', ended: null },
    ]);
    await raise(database, '2026-06-01');
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3950', '2026-06-01 7250']);
    expect(await openItems(database)).toEqual([]);
  });

  test('that arrived late begins later than its letter said, and a person is told', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', more);
    await letterArrives(database, april, { on: '2026-05-19' });
    expect((await agreements(database))[1]).toMatchObject({ from: '2026-07-01', first: '2026-07-01' });
    expect(await openItems(database)).toEqual(['2026-05 100001 arrived-late']);
    await raise(database, '2026-07-01');
    expect((await asked(database)).slice(-2)).toEqual(['2026-06-01 3950', '2026-07-01 7250']);
  });

  test('that arrived just in time begins as its letter said', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', more);
    await letterArrives(database, april, { on: '2026-05-18' });
    expect((await agreements(database))[1]).toMatchObject({ first: '2026-06-01' });
  });

  test('that has not begun gives way to a fall, and never asks for anything', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', more);
    await letterArrives(database, april, { on: '2026-04-13' });
    await month(database, '2026-05', less);
    expect(await lastDecision(database)).toMatchObject({
      change: 'fall',
      replaces: { terms: { monthly: kr(7_250) } },
      decided: { firstDue: '2026-06-01' },
    });
    await letterArrives(database, numberOf(100_001, '2026-05'), { on: '2026-05-12' });
    expect((await agreements(database)).slice(0, 3)).toMatchObject([
      { monthly: kr(3_950), ended: '2026-05-10' },
      { monthly: kr(7_250), from: '2026-06-01', ended: '2026-06-01' },
      { monthly: kr(3_400), from: '2026-05-10', ended: null },
    ]);
    await raise(database, '2026-06-01');
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3950', '2026-06-01 3400']);
  });
});

describe('payment after deferral', () => {
  test('is asked for two weeks after the letter arrived, also when it arrived late', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', onBenefit);
    await letterArrives(database, april, { on: '2026-04-13' });
    await month(database, '2026-05', payer);
    expect(await lastDecision(database)).toMatchObject({
      change: 'resume',
      decided: { firstDue: '2026-07-01' },
    });
    await letterArrives(database, numberOf(100_001, '2026-05'), { on: '2026-06-20' });
    expect((await agreements(database))[2]).toMatchObject({ from: '2026-06-20', first: '2026-08-03' });
    await raise(database, '2026-08-03');
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-08-03 3950']);
  });
});

describe('money that comes while repayment is deferred', () => {
  test('covers nothing of it where nobody said that it is for it, and all of it that the debtor names', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', onBenefit);
    await letterArrives(database, april, { on: '2026-04-13' });
    const unaimed = await pays(database, 100_001, { amount: 500, on: '2026-04-20' });
    expect(unaimed).toMatchObject({ covered: [], overpaid: kr(500) });
    const claim = claimNumber(1n);
    const aimed = await pays(database, 100_001, { amount: 500, on: '2026-04-21', wish: [claim] });
    expect(aimed.covered).toMatchObject([{ claim, amount: kr(500), rule: 'wish' }]);
  });
});

describe('a letter that arrives about what does not hold any more', () => {
  test('a decision that another has overtaken is not put in force', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', less);
    await month(database, '2026-05', onBenefit);
    expect((await states(database)).slice(2)).toEqual(['100001 fall withdrawn', '100001 suspend decided']);
    await letterArrives(database, april, { on: '2026-05-11' });
    expect(await agreements(database)).toMatchObject([
      { monthly: kr(3_950), ended: null },
      { debtor: 100_002 },
    ]);
  });

  test('a decision about a debt that has been paid is withdrawn, and nothing is in force', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', less);
    await pays(database, 100_001, { amount: 20_000, on: '2026-04-11' });
    await letterArrives(database, april, { on: '2026-04-13' });
    expect(await lastDecision(database)).toMatchObject({ state: 'withdrawn' });
    expect(await agreements(database)).toMatchObject([
      { ended: '2026-04-11', why: 'paid' },
      { debtor: 100_002 },
    ]);
  });

  test('a change of a plan that has been paid off meanwhile is withdrawn, also when there is a new claim', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', less);
    await pays(database, 100_001, { amount: 20_000, on: '2026-04-11' });
    const [row] = payer.rows;
    const anew = claimsFile({ ...row, accountId: 'S-900', claimId: 'K-900', principal: '700,00' });
    const given = {
      dryRun: false,
      statedRows: null,
      by: 'prøve',
      at: morningOf('2026-04-12'),
      posting: raiseImported,
    };
    await importClaimsFile(
      { db: database, municipality: TOWN },
      { name: 'krav.csv', bytes: inPieces(anew, 4096) },
      given,
    );
    await letterArrives(database, april, { on: '2026-04-13' });
    expect(await lastDecision(database)).toMatchObject({ state: 'withdrawn' });
    expect(await owes(database)).toEqual({ owed: 700, due: 0 });
    // The next run looks at the debtor as at one about whom nothing is decided.
    await month(database, '2026-05', less);
    expect(await lastDecision(database)).toMatchObject({ change: 'start-plan', covers: [{ owed: kr(700) }] });
  });

  test('a letter that arrives twice puts its decision in force once', async () => {
    await using database = await town.copy();
    await month(database, '2026-04', less);
    await letterArrives(database, april, { on: '2026-04-13' });
    const before = await agreements(database);
    await letterArrives(database, april, { on: '2026-04-14' });
    expect(await agreements(database)).toEqual(before);
  });
});
