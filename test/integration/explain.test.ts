import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainMonth, type MonthExplained } from '../../src/agreements/explain.ts';
import { reassess } from '../../src/agreements/reassess.ts';
import { lastSaid } from '../../src/facts/answered-on.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { plainKroner } from '../../src/kernel/money.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import { letterArrives, numberOf } from './decisions-town.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  run,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
  behindOurBack,
} from './town.ts';

const payer = aDebtor(1).withReports(pay('2025-12', 31_000), pay('2026-01', 21_000));
const debtors = [
  payer,
  aDebtor(2).receiving('kontanthjælp'),
  aDebtor(3).withPay(9_000, '2025-07', '2026-03').withReports(pay('2025-12', 9_000), pay('2026-01', 9_000)),
  aDebtor(4).withoutIncomeInformation(),
  aDebtor(5).withPerson({ status: 80 }),
  aDebtor(6),
];

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    const registers = new TownRegisters();
    registers.tell(...debtors);
    registers.fail('income', 'unavailable', debtors[5]);
    await settle(database, debtors);
    await fetchFor({ database, registers }, '2026-03', '2026-03-02');
    await run(database, '2026-03');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

function ask(database: Database, debtor: number, { of = '2026-03', ordinal = 0 } = {}) {
  return readInMunicipality(database, TOWN, (tx) =>
    explainMonth(tx, { debtor: debtorNumber(debtor), month: month(of), ordinal }),
  );
}

async function explained(database: Database, debtor: number): Promise<MonthExplained> {
  const answer = await ask(database, debtor);
  if (!answer.ok) throw new Error(answer.refusal.tag);
  return answer.value;
}

/** The batch that told of what somebody receives, and the day on which it was last told. */
async function benefitTold(database: Database, of: string): Promise<unknown[]> {
  const answer = await ask(database, 100_002, { of });
  if (!answer.ok) throw new Error(answer.refusal.tag);
  const sources = answer.value.steps.flatMap(({ inputs }) => inputs.flatMap(({ source }) => source ?? []));
  const index = sources.find(({ register }) => register === 'ydelsesindeks');
  return index === undefined ? [] : [index.batch, lastSaid(answer.value.answeredOn, index)];
}

const questionsOf = ({ steps }: MonthExplained) => steps.map(({ question }) => question);

describe('the explanation of a month', () => {
  test('has every step of a plan in the order of the law, with paragraph, sources and rounding', async () => {
    await using database = await town.copy();
    const explanation = await explained(database, 100_001);
    expect(questionsOf(explanation)).toEqual([
      'receives-deferring-benefit',
      'only-disability-pension',
      'income-known',
      'net-income-of-month',
      'net-income-of-month',
      'net-income-of-year',
      'below-low-income-limit',
      'percentage',
      'instalment',
    ]);
    expect(explanation.steps.every(({ paragraph }) => /§ \d+/.test(paragraph))).toBe(true);
    const instalment = explanation.steps.at(-1);
    expect(instalment).toMatchObject({ rounding: 'down-to-50-kroner', result: { unit: 'kroner' } });
    expect(instalment?.result.unit === 'kroner' && plainKroner(instalment.result.value!)).toBe('3950.00'); // a plan has an amount
    const pays = explanation.steps.filter(({ question }) => question === 'net-income-of-month');
    expect(pays.map(({ inputs }) => inputs[1]?.source)).toEqual([
      { register: 'eindkomst', batch: 1, reference: null },
      { register: 'eindkomst', batch: 1, reference: null },
    ]);
  });

  test('says on which day each source was asked', async () => {
    await using database = await town.copy();
    expect([...(await explained(database, 100_001)).fetchedOn]).toEqual([[1, '2026-03-02']]);
  });

  test('says the last day on which a register gave the same answer, and of an earlier month the last day until then', async () => {
    await using database = await town.copy();
    const registers = new TownRegisters();
    registers.tell(...debtors);
    await fetchFor({ database, registers }, '2026-04', '2026-04-03');
    await run(database, '2026-04');
    expect(await benefitTold(database, '2026-04')).toEqual([1, '2026-04-03']);
    expect(await benefitTold(database, '2026-03')).toEqual([1, '2026-03-02']);
  });

  test('of a deferral stops at the step that decides it', async () => {
    await using database = await town.copy();
    expect(questionsOf(await explained(database, 100_002))).toEqual(['receives-deferring-benefit']);
    expect(questionsOf(await explained(database, 100_003)).at(-1)).toBe('below-low-income-limit');
  });

  test('without income information ends in the fixed amount', async () => {
    await using database = await town.copy();
    expect(questionsOf(await explained(database, 100_004)).at(-1)).toBe('instalment-without-income');
  });

  test('tells why a person had to look, also where the rule did answer', async () => {
    await using database = await town.copy();
    expect(await explained(database, 100_005)).toMatchObject({
      determination: { found: { outcome: 'plan' } },
      personReasons: ['abroad'],
    });
    expect(await explained(database, 100_006)).toMatchObject({
      determination: { found: { outcome: 'none', reason: 'income-not-obtained' } },
      steps: [],
      personReasons: ['income-not-obtained'],
    });
  });

  test('is that of the day it was decided, also when the register has told otherwise since', async () => {
    await using database = await town.copy();
    const before = await explained(database, 100_001);
    const registers = new TownRegisters();
    registers.tell(...debtors.map((debtor) => debtor.withoutIncomeInformation()));
    await fetchFor({ database, registers }, '2026-03', '2026-03-20');
    expect(await explained(database, 100_001)).toEqual(before);
  });

  test('tells what followed from it, or why nothing changed', async () => {
    await using database = await town.copy();
    expect(await explained(database, 100_001)).toMatchObject({ determination: { consequence: 'decision' } });
    expect(await explained(database, 100_005)).toMatchObject({ determination: { consequence: 'person' } });
    await letterArrives(database, numberOf(100_001), { on: '2026-03-11' });
    const registers = new TownRegisters();
    registers.tell(...debtors);
    await fetchFor({ database, registers }, '2026-04');
    await run(database, '2026-04');
    const april = await ask(database, 100_002, { of: '2026-04' });
    expect(april).toMatchObject({ ok: true, value: { determination: { consequence: 'pending' } } });
  });

  test('of one who was looked at again within the month is that of each look', async () => {
    await using database = await town.copy();
    const registers = new TownRegisters();
    registers.tell(...debtors, payer.receiving('kontanthjælp', '2026-03-15'));
    await fetchFor({ database, registers }, '2026-03', '2026-03-16');
    const request = {
      debtor: debtorNumber(100_001),
      on: date('2026-03-17'),
      because: 'Du har fået kontanthjælp.',
      by: 'prøve',
      at: morningOf('2026-03-17'),
    };
    await inMunicipality(database, TOWN, (tx) => reassess(tx, request));
    expect(questionsOf(await explained(database, 100_001)).at(-1)).toBe('instalment');
    const second = await ask(database, 100_001, { ordinal: 1 });
    expect(second).toMatchObject({
      ok: true,
      value: {
        determination: { ordinal: 1, calculationDate: '2026-03-17', found: { outcome: 'deferral' } },
        steps: [{ question: 'receives-deferring-benefit' }],
      },
    });
    expect(await ask(database, 100_001, { ordinal: 2 })).toMatchObject({ ok: false });
  });

  test('that no longer gives the stored answer is not shown: something is wrong', async () => {
    await using database = await town.copy();
    await behindOurBack(
      database,
      sql`update m0998.determination set monthly_ore = 400000 where debtor_number = 100001`,
    );
    await expect(ask(database, 100_001)).rejects.toThrow('does not agree with what was decided');
  });

  test('of an unknown debtor, a month not run, and a debtor who was not in the run are told apart', async () => {
    await using database = await town.copy();
    expect(await ask(database, 100_099)).toEqual({ ok: false, refusal: { tag: 'unknown-debtor' } });
    expect(await ask(database, 100_001, { of: '2026-04' })).toEqual({
      ok: false,
      refusal: { tag: 'month-not-run' },
    });
    await behindOurBack(database, sql`delete from m0998.determination where debtor_number = 100001`);
    expect(await ask(database, 100_001)).toEqual({ ok: false, refusal: { tag: 'debtor-not-in-run' } });
  });
});
