import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pays } from './decisions-town.ts';
import { factsAsOf, latestBatch, type KnownFacts } from '../../src/facts/as-of.ts';
import { batchDays } from '../../src/facts/batches.ts';
import { fetchFacts } from '../../src/facts/fetch.ts';
import { month } from '../../src/kernel/dates.ts';
import { batchNumber } from '../../src/kernel/ids.ts';
import { readInMunicipality, withMunicipalityLock, type Database } from '../../src/platform/database.ts';
import { aDebtor, pay, takenBack, type Debtor } from '../vocabulary.ts';
import {
  aTown,
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
} from './town.ts';

const three = [aDebtor(1), aDebtor(2), aDebtor(3)] as const;
const [anna] = three;

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown((database) => settle(database, three));
});
afterAll(() => town[Symbol.asyncDispose]());

function registersOf(...debtors: readonly Debtor[]): TownRegisters {
  const registers = new TownRegisters();
  registers.tell(...debtors);
  return registers;
}

async function knownOf(database: Database, debtor: Debtor, asOf: number): Promise<KnownFacts> {
  const question = {
    debtors: [debtor.number],
    month: month('2026-03'),
    earlierMonth: month('2025-12'),
    laterMonth: month('2026-01'),
    asOf: batchNumber(asOf),
  };
  const facts = await readInMunicipality(database, TOWN, (tx) => factsAsOf(tx, question));
  const known = facts.get(debtor.number);
  if (known === undefined) throw new Error('the question was not answered');
  return known;
}

const counts = sql<{ income: number; benefits: number; messages: number; inquiries: number }>`
  select (select count(*)::int from income_fact) as income, (select count(*)::int from benefit_fact) as benefits,
    (select count(*)::int from fact_message) as messages, (select count(*)::int from inquiry) as inquiries`;

describe('the three states of income', () => {
  test('known: what was reported, month by month, with the message it came from', async () => {
    await using database = await town.copy();
    const told = anna.withIncome(30_000, 21_000);
    await fetchFor({ database, registers: registersOf(told, three[1], three[2]) }, '2026-03');
    const { earlier, later, inquiry } = await knownOf(database, anna, 1);
    expect(inquiry).toEqual({
      askedOn: '2026-03-01',
      incomeMissing: null,
      personMissing: null,
      benefitsMissing: null,
    });
    expect(earlier).toEqual({ month: '2025-12', known: true, batch: 1, reports: [pay('2025-12', 30_000)] });
    expect(later).toEqual({ month: '2026-01', known: true, batch: 1, reports: [pay('2026-01', 21_000)] });
    const [message] = await rowsOf(
      database,
      sql<{ register: string; body: string }>`
        select register, body from fact_message join income_fact using (message_id)
        where debtor_number = ${anna.number} and month = '2026-01-01'`,
    );
    expect(message).toEqual({ register: 'eindkomst', body: '<income/>' });
  });

  test('not known: the register answered validly with nothing, and that is kept as an answer', async () => {
    await using database = await town.copy();
    await fetchFor(
      { database, registers: registersOf(anna.withoutIncomeInformation(), three[1], three[2]) },
      '2026-03',
    );
    const { earlier, later, inquiry } = await knownOf(database, anna, 1);
    expect(inquiry?.incomeMissing).toBeNull();
    expect([earlier, later]).toEqual([
      { month: '2025-12', known: false, reports: [], batch: 1 },
      { month: '2026-01', known: false, reports: [], batch: 1 },
    ]);
  });

  test.each(['unavailable', 'too-slow', 'refused', 'malformed', 'other-person', 'unknown-person'] as const)(
    'not obtained (%s): nothing is known about the months, and why is noted',
    async (tag) => {
      await using database = await town.copy();
      const registers = registersOf(...three);
      registers.fail('income', tag, anna);
      const report = await fetchFor({ database, registers }, '2026-03');
      expect(report.missing).toEqual({ [`income: ${tag}`]: 1 });
      const { earlier, later, inquiry } = await knownOf(database, anna, 1);
      expect([earlier, later]).toEqual([null, null]);
      expect(inquiry?.incomeMissing).toBe(tag);
      expect((await knownOf(database, three[1], 1)).later?.known).toBe(true);
    },
  );
});

describe('what was told is never overwritten', () => {
  test('a correction seen later is a new fact; as of the batch before, the earlier one stands', async () => {
    await using database = await town.copy();
    const registers = registersOf(...three);
    await fetchFor({ database, registers }, '2026-03', '2026-03-02');
    const wrong = pay('2026-01', 21_000);
    registers.tell(anna.withReports(pay('2025-12', 21_000), wrong, takenBack(wrong), pay('2026-01', 15_000)));
    await fetchFor({ database, registers }, '2026-03', '2026-03-05');
    expect((await knownOf(database, anna, 1)).later).toMatchObject({ batch: 1, reports: [wrong] });
    expect((await knownOf(database, anna, 2)).later).toMatchObject({ batch: 2 });
    expect((await knownOf(database, anna, 2)).later?.reports).toHaveLength(3);
    // The other month was told as before: the fact of the first batch still stands.
    expect((await knownOf(database, anna, 2)).earlier).toMatchObject({ batch: 1 });
  });

  test('a report that is taken away altogether is a new fact too', async () => {
    await using database = await town.copy();
    const registers = registersOf(...three);
    await fetchFor({ database, registers }, '2026-03');
    registers.tell(anna.withReports(pay('2025-12', 21_000)));
    await fetchFor({ database, registers }, '2026-03');
    expect((await knownOf(database, anna, 2)).later).toEqual({
      month: '2026-01',
      known: false,
      reports: [],
      batch: 2,
    });
    expect((await knownOf(database, anna, 1)).later?.known).toBe(true);
  });

  test('a benefit granted later is a new fact, and so is what changes about the person', async () => {
    await using database = await town.copy();
    const registers = registersOf(...three);
    await fetchFor({ database, registers }, '2026-03');
    registers.tell(anna.receiving('kontanthjælp', '2026-03-01').withChildren('2026-02-20'));
    await fetchFor({ database, registers }, '2026-03');
    expect(await knownOf(database, anna, 1)).toMatchObject({
      grants: { value: [] },
      person: { childrenUnder18: 0 },
    });
    expect(await knownOf(database, anna, 2)).toMatchObject({
      grants: { value: [{ name: 'kontanthjælp', period: { from: '2026-03-01', to: null } }], batch: 2 },
      person: { childrenUnder18: 1, children: [{ born: '2026-02-20' }], batch: 2 },
    });
  });

  test('the same answer again is no new fact, only a new inquiry with its messages', async () => {
    await using database = await town.copy();
    const registers = registersOf(...three);
    await fetchFor({ database, registers }, '2026-03');
    const [before] = await rowsOf(database, counts);
    await fetchFor({ database, registers }, '2026-03');
    const [after] = await rowsOf(database, counts);
    // Five months for each of the three debtors, and nine messages a fetch.
    expect(before).toEqual({ income: 15, benefits: 3, messages: 9, inquiries: 3 });
    expect(after).toEqual({ income: 15, benefits: 3, messages: 18, inquiries: 6 });
  });

  test('trouble at a second fetch is noted, and what was known as of the first stays', async () => {
    await using database = await town.copy();
    const registers = registersOf(...three);
    await fetchFor({ database, registers }, '2026-03');
    registers.fail('income', 'unavailable');
    registers.fail('persons', 'unknown-person', anna);
    const { missing } = await fetchFor({ database, registers }, '2026-03');
    expect(missing).toEqual({ 'income: unavailable': 3, 'person: unknown-person': 1 });
    expect((await knownOf(database, anna, 1)).inquiry).toMatchObject({
      incomeMissing: null,
      personMissing: null,
    });
    expect((await knownOf(database, anna, 2)).inquiry).toMatchObject({
      incomeMissing: 'unavailable',
      personMissing: 'unknown-person',
    });
    registers.recover();
    await fetchFor({ database, registers }, '2026-03');
    expect((await knownOf(database, anna, 3)).inquiry?.incomeMissing).toBeNull();
  });
});

describe('batches', () => {
  const sixty = Array.from({ length: 60 }, (_, index) => aDebtor(index + 1));

  test('are numbered in the order in which they are committed, page after page and fetch after fetch', async () => {
    await using many = await aTown(sixty);
    await fetchFor(many, '2026-03', '2026-03-02');
    await fetchFor(many, '2026-03', '2026-03-03');
    const batches = await rowsOf(
      many.database,
      sql<{ batch: number; fetch: number; debtors: number; first: number }>`
        select batch, fetch_number as fetch, count(*)::int as debtors, min(debtor_number) as first
        from fact_batch join inquiry using (batch, fetch_number) group by 1, 2 order by 1`,
    );
    expect(batches).toEqual([
      { batch: 1, fetch: 1, debtors: 25, first: 100_001 },
      { batch: 2, fetch: 1, debtors: 25, first: 100_026 },
      { batch: 3, fetch: 1, debtors: 10, first: 100_051 },
      { batch: 4, fetch: 2, debtors: 25, first: 100_001 },
      { batch: 5, fetch: 2, debtors: 25, first: 100_026 },
      { batch: 6, fetch: 2, debtors: 10, first: 100_051 },
    ]);
    expect(await readInMunicipality(many.database, TOWN, latestBatch)).toBe(6);
  });

  test('a fetch that is stopped in the middle goes on with the rest, and asks nobody twice', async () => {
    await using many = await aTown(sixty);
    const { registers, database } = many;
    registers.beforeIncome = (question) => {
      if (question === 30) throw new Error('the program is stopped');
    };
    await expect(fetchFor(many, '2026-03', '2026-03-02')).rejects.toThrow('the program is stopped');
    let asked = 0;
    registers.beforeIncome = () => void (asked += 1);
    const report = await fetchFor(many, '2026-03', '2026-03-04');
    expect(report).toMatchObject({ fetch: 1, resumed: true, debtors: 60, missing: {} });
    expect(asked).toBe(35);
    const [inquiries] = await rowsOf(
      database,
      sql<{
        all: number;
        each: number;
      }>`select count(*)::int as all, count(distinct debtor_number)::int as each from inquiry`,
    );
    expect(inquiries).toEqual({ all: 60, each: 60 });
    // The next one is a fetch of its own, about everybody: facts may have changed.
    expect(await fetchFor(many, '2026-03')).toMatchObject({ fetch: 2, resumed: false });
  });

  test('what came after a pause is told with the day it came, not the day the fetch began', async () => {
    await using many = await aTown(sixty);
    many.registers.beforeIncome = (question) => {
      if (question === 30) throw new Error('the program is stopped');
    };
    await expect(fetchFor(many, '2026-03', '2026-03-02')).rejects.toThrow('stopped');
    many.registers.beforeIncome = () => undefined;
    await fetchFor(many, '2026-03', '2026-03-04');
    const days = await readInMunicipality(many.database, TOWN, (tx) =>
      batchDays(tx, [batchNumber(1), batchNumber(2), batchNumber(3)]),
    );
    expect([...days.values()]).toEqual(['2026-03-02', '2026-03-04', '2026-03-04']);
  });

  test('an unfinished fetch for one month does not stand in the way of another month’s', async () => {
    await using many = await aTown(sixty);
    many.registers.beforeIncome = (question) => {
      if (question === 30) throw new Error('the program is stopped');
    };
    await expect(fetchFor(many, '2026-03')).rejects.toThrow('stopped');
    many.registers.beforeIncome = () => undefined;
    expect(await fetchFor(many, '2026-04')).toMatchObject({ fetch: 2, resumed: false, debtors: 60 });
  });
});

describe('who may fetch', () => {
  test('two fetches at once: the second is told that one is under way', async () => {
    await using database = await town.copy();
    const held = { code: TOWN, name: 'facts-fetch' };
    const second = await withMunicipalityLock(database, held, () =>
      fetchFacts({
        database,
        municipality: TOWN,
        registers: registersOf(...three),
        month: month('2026-03'),
        incomeLagMonths: 2,
        by: 'prøve',
        clock: () => morningOf('2026-03-02'),
      }),
    );
    expect(second).toMatchObject({ ok: true, value: { ok: false, refusal: { tag: 'busy' } } });
    expect(await rowsOf(database, sql`select from fact_fetch`)).toEqual([]);
  });

  test('every fetch is one entry in the access log, with its purpose', async () => {
    await using database = await town.copy();
    await fetchFor({ database, registers: registersOf(...three) }, '2026-03');
    const log = await rowsOf(
      database,
      sql`select actor, purpose, debtor_number, about, at from access_log where about like 'facts%'`,
    );
    expect(log).toEqual([
      {
        actor: 'prøve',
        purpose: 'bek. 585/2023 §§ 3, 5-6',
        debtor_number: null,
        about: 'facts fetch 2026-03',
        at: morningOf('2026-03-01'),
      },
    ]);
  });

  test('only people with open claims are asked about', async () => {
    await using database = await town.copy();
    // 100002 has paid everything, and more.
    await pays(database, 100_002, { amount: 100_000, on: '2026-01-05' });
    await fetchFor({ database, registers: registersOf(...three) }, '2026-03');
    const asked = await rowsOf(
      database,
      sql<{ debtor_number: number }>`select debtor_number from inquiry order by 1`,
    );
    expect(asked.map((row) => row.debtor_number)).toEqual([100_001, 100_003]);
  });
});
