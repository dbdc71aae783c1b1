import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDeterminations, type Verification } from '../../src/agreements/verify.ts';
import type { Database } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
  behindOurBack,
} from './town.ts';

const debtors = [
  aDebtor(1),
  aDebtor(2).withChildren('2018-04-04'),
  aDebtor(3).receiving('kontanthjælp'),
  aDebtor(4).withoutIncomeInformation(),
  aDebtor(5).withPerson({ status: 80 }),
];

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    const registers = new TownRegisters();
    registers.tell(...debtors);
    await settle(database, debtors);
    await fetchFor({ database, registers }, '2026-03');
    await run(database, '2026-03');
    registers.tell(debtors[0]!.withPay(26_000, '2026-02', '2026-02')); // the list has a first
    registers.fail('persons', 'unavailable', debtors[1]);
    await fetchFor({ database, registers }, '2026-04');
    await run(database, '2026-04');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

function verify(database: Database): Promise<Verification> {
  return verifyDeterminations({
    database,
    municipality: TOWN,
    by: 'prøve',
    clock: () => morningOf('2026-05-01'),
  });
}

describe('verification', () => {
  test('finds no difference in months that nobody has touched, also those in which nothing could be found', async () => {
    await using database = await town.copy();
    expect(await verify(database)).toEqual({ checked: 10, differences: [] });
  });

  test('finds no difference when later facts tell otherwise: each month has its own facts', async () => {
    await using database = await town.copy();
    const registers = new TownRegisters();
    registers.tell(...debtors.map((debtor) => debtor.withoutIncomeInformation()));
    await fetchFor({ database, registers }, '2026-03', '2026-04-20');
    expect(await verify(database)).toEqual({ checked: 10, differences: [] });
  });

  const set = (change: ReturnType<typeof sql>) =>
    sql`update m0998.determination set ${change} where month = '2026-03-01' and debtor_number = 100001`;
  test.each([
    ['the amount', set(sql`monthly_ore = 400000`)],
    ['the percentage', set(sql`percent = 20`)],
    ['the yearly net income', set(sql`net_income_year_ore = 25200001`)],
    ['the earlier month', set(sql`earlier_month_ore = 1`)],
    ['the later month', set(sql`later_month_ore = null`)],
    ['the table', set(sql`table_id = '2025'`)],
    ['the band', set(sql`band_from_ore = 1`)],
    ['dependants', set(sql`dependants = true`)],
    ['the reason', set(sql`reason = 'no-income'`)],
    ['the explanation’s hash', set(sql`explanation_hash = decode(repeat('00', 16), 'hex')`)],
    ['the outcome', set(sql`outcome = 'deferral', reason = 'benefit', monthly_ore = null`)],
    ['the batch of facts', set(sql`facts_as_of = 0`)],
    ['the date, to one without a table', set(sql`calculation_date = '2031-01-01'`)],
    ['the rule version, to one that never was', set(sql`rule_version = '99'`)],
    [
      'the facts themselves',
      sql`update m0998.income_fact set reports = replace(reports::text, '2100000', '2100001')::json where debtor_number = 100001 and month = '2025-12-01'`,
    ],
  ])('finds a determination in which %s was changed behind our back', async (_, statement) => {
    await using database = await town.copy();
    await behindOurBack(database, statement);
    expect(await verify(database)).toEqual({
      checked: 10,
      differences: [{ month: '2026-03', debtor: 100_001 }],
    });
  });

  test('finds a plan that was made of a month in which nothing could be found', async () => {
    await using database = await town.copy();
    await behindOurBack(
      database,
      sql`update m0998.determination set outcome = 'plan', reason = 'table', monthly_ore = 35000,
        explanation_hash = decode(repeat('00', 16), 'hex') where month = '2026-04-01' and debtor_number = 100002`,
    );
    expect((await verify(database)).differences).toEqual([{ month: '2026-04', debtor: 100_002 }]);
  });

  test('is itself noted in the access log, once', async () => {
    await using database = await town.copy();
    await verify(database);
    expect(
      await rowsOf(
        database,
        sql`select actor, purpose, about, debtor_number from access_log where about = 'verify'`,
      ),
    ).toEqual([
      { actor: 'prøve', purpose: 'verification of determinations', about: 'verify', debtor_number: null },
    ]);
  });
});
