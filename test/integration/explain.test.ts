import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainMonth, type MonthExplained } from '../../src/agreements/explain.ts';
import { month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { plainKroner } from '../../src/kernel/money.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, pay } from '../vocabulary.ts';
import {
  fetchFor,
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

function ask(database: Database, debtor: number, of = '2026-03') {
  return readInMunicipality(database, TOWN, (tx) => explainMonth(tx, debtorNumber(debtor), month(of)));
}

async function explained(database: Database, debtor: number): Promise<MonthExplained> {
  const answer = await ask(database, debtor);
  if (!answer.ok) throw new Error(answer.refusal.tag);
  return answer.value;
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
    expect(await ask(database, 100_001, '2026-04')).toEqual({ ok: false, refusal: { tag: 'month-not-run' } });
    await behindOurBack(database, sql`delete from m0998.determination where debtor_number = 100001`);
    expect(await ask(database, 100_001)).toEqual({ ok: false, refusal: { tag: 'debtor-not-in-run' } });
  });
});
