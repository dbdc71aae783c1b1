import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { factsAsOf, latestBatch } from '../../src/facts/as-of.ts';
import {
  stateIncome,
  withdrawStatedIncome,
  type IncomeStatement,
  type Recording,
} from '../../src/facts/stated-income.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { batchNumber, debtorNumber } from '../../src/kernel/ids.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { fetchFor, morningOf, prepareTown, rowsOf, settle, TOWN, TownRegisters } from './town.ts';
import type { PreparedTown } from './town.ts';

const [anna, bo] = [aDebtor(1), aDebtor(2)];

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [anna, bo]);
    const registers = new TownRegisters();
    registers.tell(anna, bo);
    await fetchFor({ database, registers }, '2026-03', '2026-03-01');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

function recording(database: Database): Recording {
  return { database, municipality: TOWN, by: 'prøve', at: morningOf('2026-03-05') };
}

function state(database: Database, changes: Partial<IncomeStatement> = {}) {
  return stateIncome(recording(database), {
    debtor: anna.number,
    netIncomeYear: kroner(252_000),
    from: month('2026-03'),
    to: month('2026-08'),
    evidence: 'Lønsedler for januar og februar 2026',
    statedOn: null,
    ...changes,
  });
}

function withdraw(database: Database, from: string, debtor = anna.number) {
  const withdrawal = { debtor, from: month(from), evidence: 'Lønsedlerne var en andens' };
  return withdrawStatedIncome(recording(database), withdrawal);
}

/** The yearly income that counts in each of these months' runs, as of a batch or of the newest. */
async function countsIn(database: Database, months: readonly string[], asOf?: number) {
  return readInMunicipality(database, TOWN, async (tx) => {
    const newest = await latestBatch(tx);
    const found: (bigint | null)[] = [];
    for (const each of months) {
      const question = {
        debtors: [anna.number, bo.number],
        month: month(each),
        earlierMonth: month('2025-12'),
        laterMonth: month('2026-01'),
        asOf: batchNumber(asOf ?? newest ?? 0),
      };
      const facts = await factsAsOf(tx, question);
      expect(facts.get(bo.number)?.stated).toBeNull();
      const stated = facts.get(anna.number)?.stated;
      found.push(stated?.netIncomeYear ?? null);
      // What has been taken back is nothing, not a statement of nothing.
      expect(stated === null || stated?.netIncomeYear !== null).toBe(true);
    }
    return found;
  });
}

describe('income documented by the citizen', () => {
  test('counts in the runs of its months, and in no others', async () => {
    await using database = await town.copy();
    expect(await state(database)).toEqual({
      ok: true,
      value: { batch: 2, from: '2026-03', to: '2026-08' },
    });
    expect(await countsIn(database, ['2026-02', '2026-03', '2026-08', '2026-09'])).toEqual([
      null,
      25_200_000n,
      25_200_000n,
      null,
    ]);
  });

  test('is a batch of its own: as of the batch before, it was not known', async () => {
    await using database = await town.copy();
    await state(database);
    expect(await countsIn(database, ['2026-03'], 1)).toEqual([null]);
    expect(await countsIn(database, ['2026-03'], 2)).toEqual([25_200_000n]);
    const batches = await rowsOf(database, sql`select batch, fetch_number, written_at from fact_batch`);
    expect(batches).toEqual([
      { batch: 1, fetch_number: 1, written_at: morningOf('2026-03-01') },
      { batch: 2, fetch_number: null, written_at: morningOf('2026-03-05') },
    ]);
  });

  test('is kept with what documents it, when and by whom, and the look is in the access log', async () => {
    await using database = await town.copy();
    await state(database, { statedOn: date('2026-03-03') });
    expect(await rowsOf(database, sql`select evidence, stated_on, recorded_by from stated_income`)).toEqual([
      {
        evidence: 'Lønsedler for januar og februar 2026',
        stated_on: '2026-03-03',
        recorded_by: 'prøve',
      },
    ]);
    const log = sql`select actor, purpose, debtor_number, about from access_log where about like 'facts state%'`;
    expect(await rowsOf(database, log)).toEqual([
      {
        actor: 'prøve',
        purpose: 'bek. 585/2023 §§ 3, 5',
        debtor_number: anna.number,
        about: 'facts state 2026-03',
      },
    ]);
  });

  test('counts for twelve months when no last month is said', async () => {
    await using database = await town.copy();
    expect(await state(database, { to: null })).toMatchObject({ value: { to: '2027-02' } });
    expect(await countsIn(database, ['2027-02', '2027-03'])).toEqual([25_200_000n, null]);
  });

  test('a newer statement takes the place of an older one in its own months, and both are kept', async () => {
    await using database = await town.copy();
    await state(database);
    await state(database, { netIncomeYear: kroner(180_000), from: month('2026-05'), to: month('2026-06') });
    expect(await countsIn(database, ['2026-04', '2026-05', '2026-06', '2026-07'])).toEqual([
      25_200_000n,
      18_000_000n,
      18_000_000n,
      25_200_000n,
    ]);
    expect(await countsIn(database, ['2026-05'], 2)).toEqual([25_200_000n]);
  });

  test('of 0 kr. is income information too', async () => {
    await using database = await town.copy();
    await state(database, { netIncomeYear: kroner(0) });
    expect(await countsIn(database, ['2026-03'])).toEqual([0n]);
  });

  test('that is taken back no longer counts from that month on; before, it did', async () => {
    await using database = await town.copy();
    await state(database);
    expect(await withdraw(database, '2026-05')).toEqual({
      ok: true,
      value: { batch: 3, from: '2026-05', to: '2026-08' },
    });
    expect(await countsIn(database, ['2026-04', '2026-05', '2026-08'])).toEqual([25_200_000n, null, null]);
    expect(await countsIn(database, ['2026-05'], 2)).toEqual([25_200_000n]);
  });

  test('is never changed or deleted, not even by us', async () => {
    await using database = await town.copy();
    await state(database);
    await expect(
      database.asAdmin((admin) => sql`update m0998.stated_income set evidence = 'andet'`.execute(admin)),
    ).rejects.toThrow('never changed or deleted');
  });
});

describe('a statement of income is refused, and nothing is written, when', () => {
  const refused: readonly [string, Partial<IncomeStatement>, object][] = [
    ['the debtor is not known', { debtor: debtorNumber(999_999) }, { tag: 'unknown-debtor' }],
    ['the income is below zero', { netIncomeYear: ore(-1n) }, { tag: 'negative-income' }],
    [
      'the income is above ten millions',
      { netIncomeYear: ore(1_000_000_001n) },
      { tag: 'income-too-large', most: 1_000_000_000n },
    ],
    ['it ends before it begins', { to: month('2026-02') }, { tag: 'period-backwards' }],
    [
      'it would count for more than twelve months',
      { to: month('2027-03') },
      { tag: 'period-too-long', lastMonth: '2027-02' },
    ],
    ['nothing documents it', { evidence: '' }, { tag: 'evidence-missing' }],
    [
      'a CPR number stands in the evidence',
      { evidence: 'Lønsedler for 610161-1234' },
      { tag: 'evidence-unfit', reason: { tag: 'contains-cpr' } },
    ],
    ['it was documented tomorrow', { statedOn: date('2026-03-06') }, { tag: 'stated-in-the-future' }],
  ];

  test.each(refused)('%s', async (_, changes, refusal) => {
    await using database = await town.copy();
    expect(await state(database, changes)).toEqual({ ok: false, refusal });
    expect(await rowsOf(database, sql`select from fact_batch where fetch_number is null`)).toEqual([]);
  });

  test('there is nothing to take back, or nothing any more', async () => {
    await using database = await town.copy();
    const nothing = { ok: false, refusal: { tag: 'nothing-stated' } };
    expect(await withdraw(database, '2026-03')).toEqual(nothing);
    await state(database);
    expect(await withdraw(database, '2026-09')).toEqual(nothing);
    expect(await withdraw(database, '2026-03', bo.number)).toEqual(nothing);
    await withdraw(database, '2026-04');
    expect(await withdraw(database, '2026-04')).toEqual(nothing);
    expect(await withdraw(database, '2026-03')).toMatchObject({ value: { from: '2026-03', to: '2026-03' } });
  });
});
