import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeManualPlan, type ManualRefusal } from '../../src/agreements/manual-plan.ts';
import { reassess, type ReassessRefusal } from '../../src/agreements/reassess.ts';
import { reverseDecision, type ReversalRefusal, type Reversed } from '../../src/agreements/reverse.ts';
import type { DebtorOutcome, Decision } from '../../src/agreements/types.ts';
import { stateIncome } from '../../src/facts/stated-income.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { debtorNumber, type DecisionId } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { Result } from '../../src/kernel/result.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, kr, pay } from '../vocabulary.ts';
import {
  agreements,
  approve,
  asked,
  closeHearings,
  lastDecision,
  letterArrives,
  letterKinds,
  numberOf,
  owes,
  pays,
  states,
} from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import {
  allTables,
  fetchFor,
  letArrive,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  withoutGrounds,
  type PreparedTown,
} from './town.ts';

const payer = aDebtor(1).withReports(
  pay('2025-12', 21_000),
  pay('2026-01', 25_000),
  pay('2026-02', 25_000),
  pay('2026-03', 25_000),
);
const onBenefit = aDebtor(2).receiving('kontanthjælp');
const [march, april] = [numberOf(100_001), numberOf(100_001, '2026-04')];

/** A plan of 3.950 kr. since March and a rise to 7.250 kr. from 1 June for one; deferral for the other. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    const registers = registersOf(payer, onBenefit);
    await settle(database, [payer, onBenefit]);
    for (const of of ['2026-03', '2026-04']) {
      await fetchFor({ database, registers }, of);
      await run(database, of);
      await letterArrives(database, numberOf(100_001, of), { on: `${of}-13` });
    }
    await letterArrives(database, numberOf(100_002), { on: '2026-03-13' });
  });
});
afterAll(() => town[Symbol.asyncDispose]());

/** The citizen documents a yearly income for the runs from a month on. */
async function documents(
  database: Database,
  netIncomeYear: number,
  { from, on }: { from: string; on: string },
) {
  const stated = await stateIncome(
    { database, municipality: TOWN, by: 'prøve', at: morningOf(on) },
    {
      debtor: debtorNumber(100_001),
      netIncomeYear: kroner(netIncomeYear),
      from: month(from),
      to: null,
      evidence: 'Lønsedler',
      statedOn: null,
    },
  );
  if (!stated.ok) throw new Error(stated.refusal.tag);
}

const because = 'Du har vist os dine lønsedler.';

function reverse(
  database: Database,
  decision: DecisionId,
  on: string,
): Promise<Result<Reversed, ReversalRefusal>> {
  const request = { decision, on: date(on), because, by: 'Carl', at: morningOf(on) };
  return inMunicipality(database, TOWN, (tx) => reverseDecision(tx, request));
}

function lookAgain(
  database: Database,
  { debtor = 100_001, on }: { debtor?: number; on: string },
): Promise<Result<DebtorOutcome, ReassessRefusal>> {
  const request = { debtor: debtorNumber(debtor), on: date(on), because, by: 'Carl', at: morningOf(on) };
  return inMunicipality(database, TOWN, (tx) => reassess(tx, request));
}

function fixAmount(
  database: Database,
  { debtor = 100_002, on, monthly }: { debtor?: number; on: string; monthly: number },
): Promise<Result<Decision, ManualRefusal>> {
  const request = {
    debtor: debtorNumber(debtor),
    on: date(on),
    monthly: kr(monthly),
    because: 'Du bor gratis hos dine forældre.',
    by: 'Carl',
    at: morningOf(on),
  };
  return inMunicipality(database, TOWN, (tx) => proposeManualPlan(tx, request));
}

describe('a decision that is reversed on complaint', () => {
  test('a rise: the plan before it is in force again, and goes on asking for its own amount', async () => {
    await using database = await town.copy();
    await raise(database, '2026-04-01');
    await documents(database, 252_000, { from: '2026-04', on: '2026-04-20' });
    const reversed = await reverse(database, april, '2026-04-20');
    expect(reversed).toMatchObject({
      ok: true,
      value: {
        collectedTooMuch: 0n,
        again: { decision: null, determination: { ordinal: 1, consequence: 'same' } },
      },
    });
    expect((await agreements(database)).slice(0, 2)).toMatchObject([
      { monthly: kr(3_950), ended: null, why: null },
      { monthly: kr(7_250), ended: '2026-06-01', why: 'reversed', next: null },
    ]);
    expect((await states(database)).slice(0, 1)).toEqual(['100001 start-plan in-force']);
    expect(await states(database)).toContain('100001 rise reversed');
    await raise(database, '2026-06-01');
    expect(await asked(database)).toEqual(['2026-04-01 3950', '2026-05-01 3950', '2026-06-01 3950']);
  });

  test('a rise that has been asked for: what is beyond the old amount is taken back, and no due date comes twice', async () => {
    await using database = await town.copy();
    await raise(database, '2026-07-01');
    await fetchFor({ database, registers: registersOf(payer, onBenefit) }, '2026-07');
    await run(database, '2026-07');
    await documents(database, 252_000, { from: '2026-07', on: '2026-07-15' });
    await reverse(database, april, '2026-07-15');
    expect((await asked(database)).slice(2)).toEqual([
      '2026-06-01 7250 now 3950',
      '2026-07-01 4850 now 3950',
    ]);
    await raise(database, '2026-10-01');
    // What is left of the debt is asked for by the old plan.
    expect((await asked(database)).slice(4)).toEqual(['2026-08-03 3950', '2026-09-01 250']);
    expect(await owes(database)).toEqual({ owed: 20_000, due: 20_000 });
  });

  test('what was paid beyond the old amount is told, with an item for a person to give it back', async () => {
    await using database = await town.copy();
    await raise(database, '2026-06-01');
    await pays(database, 100_001, { amount: 15_150, on: '2026-06-01' });
    await fetchFor({ database, registers: registersOf(payer, onBenefit) }, '2026-06');
    await run(database, '2026-06');
    await documents(database, 252_000, { from: '2026-06', on: '2026-06-15' });
    expect(await reverse(database, april, '2026-06-15')).toMatchObject({
      ok: true,
      value: { collectedTooMuch: kr(3_300) },
    });
    const refunds = sql`select debtor_number, amount_ore, why, about from refund_item`;
    expect(await rowsOf(database, refunds)).toEqual([
      {
        debtor_number: 100_001,
        amount_ore: kr(3_300),
        why: 'decision-reversed',
        about: 'instalment 2026-06-01',
      },
    ]);
  });

  test('one by which all has been paid: what was paid too much is told, and nothing is in force', async () => {
    await using database = await town.copy();
    await raise(database, '2026-06-01');
    await pays(database, 100_001, { amount: 20_000, on: '2026-06-01' });
    await fetchFor({ database, registers: registersOf(payer, onBenefit) }, '2026-06');
    await run(database, '2026-06');
    expect(await reverse(database, april, '2026-06-15')).toMatchObject({
      ok: true,
      value: { collectedTooMuch: kr(3_300), again: null },
    });
    expect(
      (await agreements(database)).filter(({ debtor, ended }) => debtor === 100_001 && ended === null),
    ).toEqual([]);
    expect(await states(database)).toContain('100001 rise reversed');
  });

  test('a first plan: nothing is in force, and what was asked for is not asked for any more', async () => {
    await using database = await town.copy();
    await raise(database, '2026-06-01', '2026-04-20');
    await reverse(database, april, '2026-04-20');
    expect((await asked(database)).at(-1)).toBe('2026-06-01 7250 now 3950');
    await documents(database, 108_000, { from: '2026-04', on: '2026-04-21' });
    const reversed = await reverse(database, march, '2026-04-21');
    expect(reversed).toMatchObject({
      ok: true,
      value: { again: { decision: { change: 'start-deferral', because } } },
    });
    expect(await asked(database)).toEqual([
      '2026-04-01 3950 now 0',
      '2026-05-01 3950 now 0',
      '2026-06-01 7250 now 0',
    ]);
    expect(await owes(database)).toEqual({ owed: 20_000, due: 0 });
    expect((await agreements(database))[0]).toMatchObject({ why: 'reversed' });
  });

  test('one that is on its way is withdrawn before anything comes of it', async () => {
    await using database = await town.copy();
    await fetchFor(
      { database, registers: registersOf(payer.receiving('kontanthjælp', '2026-05-01'), onBenefit) },
      '2026-05',
    );
    await run(database, '2026-05');
    const may = numberOf(100_001, '2026-05');
    expect(await lastDecision(database)).toMatchObject({ id: may, change: 'suspend', state: 'decided' });
    expect(await reverse(database, may, '2026-05-11')).toMatchObject({
      ok: true,
      value: { collectedTooMuch: 0n },
    });
    expect(await states(database)).toContain('100001 suspend withdrawn');
  });

  test('is refused when it was never decided, and when there is none', async () => {
    await using database = await town.copy();
    const refused = async (decision: DecisionId) => {
      const answer = await reverse(database, decision, '2026-04-20');
      return answer.ok ? 'accepted' : answer.refusal.tag;
    };
    expect(await refused(numberOf(100_009))).toBe('unknown-decision');
    await fixAmount(database, { on: '2026-04-20', monthly: 300 });
    expect(await refused(numberOf(100_002, '2026-04', 1))).toBe('not-decided');
  });

  test('is refused when it gave deferral or less to pay: more is decided anew, and the citizen is heard first', async () => {
    await using database = await town.copy();
    expect(await reverse(database, numberOf(100_002), '2026-04-20')).toEqual({
      ok: false,
      refusal: { tag: 'in-favour' },
    });
  });

  test('is refused as of a day before the latest run, and nothing has been changed then', async () => {
    await using database = await town.copy();
    const before = await allTables(database);
    expect(await reverse(database, april, '2026-04-09')).toEqual({
      ok: false,
      refusal: { tag: 'before-the-run', calculationDate: '2026-04-10' },
    });
    expect(await allTables(database)).toEqual(before);
  });
});

describe('a debtor who is looked at again within the month', () => {
  test('gets what today’s facts come to, with the reason in the letter', async () => {
    await using database = await town.copy();
    await documents(database, 240_000, { from: '2026-04', on: '2026-04-20' });
    const again = await lookAgain(database, { on: '2026-04-20' });
    expect(again).toMatchObject({
      ok: true,
      value: {
        determination: { ordinal: 1, calculationDate: '2026-04-20', consequence: 'decision' },
        decision: { change: 'fall', because, proposedBy: 'Carl', id: numberOf(100_001, '2026-04', 1) },
      },
    });
    await letArrive(database, '2026-04-21');
    const letters = sql`select kind, model ->> 'because' as because from letter where kind = 'fall'`;
    expect(await rowsOf(database, letters)).toEqual([{ kind: 'fall', because }]);
  });

  test('and for whom nothing has changed keeps what is in force', async () => {
    await using database = await town.copy();
    expect(await lookAgain(database, { on: '2026-04-20' })).toMatchObject({
      ok: true,
      value: { determination: { consequence: 'same' }, decision: null },
    });
  });

  test('may be looked at nine times a month', async () => {
    await using database = await town.copy();
    for (let time = 1; time <= 9; time += 1)
      expect(await lookAgain(database, { on: '2026-04-20' })).toMatchObject({
        ok: true,
        value: { determination: { ordinal: time } },
      });
    expect(await lookAgain(database, { on: '2026-04-20' })).toEqual({
      ok: false,
      refusal: { tag: 'too-often' },
    });
  });

  test('is looked at within the latest month that has been run, also after it has ended', async () => {
    await using database = await town.copy();
    expect(await lookAgain(database, { on: '2026-05-04' })).toMatchObject({
      value: { determination: { month: '2026-04', ordinal: 1, calculationDate: '2026-05-04' } },
    });
  });

  test('is not judged by a day before the latest run', async () => {
    await using database = await town.copy();
    expect(await lookAgain(database, { on: '2026-04-09' })).toEqual({
      ok: false,
      refusal: { tag: 'before-the-run', calculationDate: '2026-04-10' },
    });
  });

  test('who owes nothing is not looked at', async () => {
    await using database = await town.copy();
    await pays(database, 100_001, { amount: 20_000, on: '2026-04-15' });
    expect(await lookAgain(database, { on: '2026-04-20' })).toEqual({
      ok: false,
      refusal: { tag: 'nothing-owed' },
    });
  });

  test('has the last look of the month count as what the month found', async () => {
    await using database = await town.copy();
    await documents(database, 240_000, { from: '2026-04', on: '2026-04-20' });
    await lookAgain(database, { on: '2026-04-20' });
    const found = sql`select ordinal, monthly_ore from determination where debtor_number = 100001 and month = '2026-04-01' order by 1`;
    expect(await rowsOf(database, found)).toEqual([
      { ordinal: 0, monthly_ore: kr(7_250) },
      { ordinal: 1, monthly_ore: kr(3_400) },
    ]);
  });
});

describe('an amount that a caseworker fixes for one with deferral (§ 6, stk. 2)', () => {
  const fixed = numberOf(100_002, '2026-04', 1);

  test('is a proposal that a second person approves, also where the program may decide everything else', async () => {
    await using database = await town.copy();
    expect(await fixAmount(database, { on: '2026-04-20', monthly: 300 })).toMatchObject({
      ok: true,
      value: { id: fixed, change: 'manual', state: 'waiting', proposedBy: 'Carl' },
    });
    expect(await approve(database, fixed, { on: '2026-04-21', by: 'Carl' })).toEqual({
      ok: false,
      refusal: { tag: 'same-person' },
    });
    await approve(database, fixed, { on: '2026-04-21' });
    await letArrive(database, '2026-04-22');
    expect(await letterKinds(database)).toContain('individual-plan');
    expect((await agreements(database)).slice(-2)).toMatchObject([
      { outcome: 'deferral', ended: '2026-04-22' },
      { outcome: 'plan', monthly: kr(300), first: '2026-06-01' },
    ]);
    await raise(database, '2026-06-01');
    expect(await asked(database, 100_002)).toEqual(['2026-06-01 300']);
  });

  test('stands through the runs while § 6 applies, and ends when it does not', async () => {
    await using database = await town.copy();
    await fixAmount(database, { on: '2026-04-20', monthly: 300 });
    await approve(database, fixed, { on: '2026-04-21' });
    await letterArrives(database, fixed, { on: '2026-04-22' });
    await fetchFor({ database, registers: registersOf(payer, onBenefit) }, '2026-05');
    const { report } = await run(database, '2026-05');
    expect(report.consequences).toMatchObject({ 'manual-stands': 1 });
    await fetchFor(
      { database, registers: registersOf(payer, aDebtor(2).withPay(21_000, '2026-04', '2026-05')) },
      '2026-06',
    );
    await run(database, '2026-06');
    expect(await lastDecision(database, 100_002)).toMatchObject({
      change: 'rise',
      terms: { reason: 'table' },
    });
  });

  test('is not overtaken by the run of the month after while it waits', async () => {
    await using database = await town.copy();
    await fixAmount(database, { on: '2026-04-20', monthly: 300 });
    await fetchFor({ database, registers: registersOf(payer, onBenefit) }, '2026-05');
    await run(database, '2026-05');
    expect(await lastDecision(database, 100_002)).toMatchObject({ change: 'manual', state: 'waiting' });
  });

  test('is refused without an amount or reasons, to one who is not deferred, and while something is under way', async () => {
    await using database = await town.copy();
    const refused = async (changes: Partial<Parameters<typeof fixAmount>[1]>) => {
      const answer = await fixAmount(database, { on: '2026-04-20', monthly: 300, ...changes });
      return answer.ok ? 'accepted' : answer.refusal.tag;
    };
    expect(await refused({ monthly: 0 })).toBe('amount');
    expect(await refused({ debtor: 100_001 })).toBe('not-deferred');
    expect(await refused({ on: '2026-04-09' })).toBe('before-the-run');
    // Deferral is in force, but the register tells by now that the benefit has ended.
    await using ended = await town.copy();
    const registers = registersOf(payer, aDebtor(2));
    await fetchFor({ database: ended, registers }, '2026-04', '2026-04-19');
    expect(await fixAmount(ended, { on: '2026-04-20', monthly: 300 })).toMatchObject({
      refusal: { tag: 'not-deferred' },
    });
    expect(await refused({})).toBe('accepted');
    expect(await refused({ monthly: 400 })).toBe('under-way');
  });

  test('the debtor is heard about it where the municipality hears', async () => {
    await using place = await prepareTown(async (database) => {
      await settle(database, [onBenefit], withoutGrounds);
      await fetchFor({ database, registers: registersOf(onBenefit) }, '2026-03');
      await run(database, '2026-03', { by: 'Anne' });
      await approve(database, march, { on: '2026-03-11' });
      await letterArrives(database, march, { on: '2026-03-12' });
    });
    await using database = await place.copy();
    const proposal = numberOf(100_001, '2026-03', 1);
    expect(await fixAmount(database, { debtor: 100_001, on: '2026-03-16', monthly: 300 })).toMatchObject({
      ok: true,
      value: { id: proposal, state: 'hearing' },
    });
    await letArrive(database, '2026-03-17');
    await closeHearings(database, '2026-05-04');
    await approve(database, proposal, { on: '2026-05-04' });
    await letArrive(database, '2026-05-05');
    expect((await letterKinds(database)).toSorted()).toEqual(['deferral', 'hearing', 'individual-plan']);
    expect((await agreements(database))[1]).toMatchObject({ monthly: kr(300), from: '2026-05-05' });
  });
});
