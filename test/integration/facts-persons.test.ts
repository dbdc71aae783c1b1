import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsFetched, latestBatch } from '../../src/facts/as-of.ts';
import type { FetchReport } from '../../src/facts/ask-registers.ts';
import { fetchPersons, isAnybodyUnknown, type PersonsRequest } from '../../src/facts/fetch-persons.ts';
import { registerDebtors } from '../../src/debtors/register.ts';
import { month } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
} from './town.ts';

/** Anna owes repayment of benefits; Bo only a bill; Carl nothing. */
const [anna, bo, carl] = [aDebtor(1), aDebtor(2), aDebtor(3)] as const;

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [anna]);
    await inMunicipality(database, TOWN, async (tx) => {
      await registerDebtors(tx, [bo.cpr, carl.cpr], morningOf('2026-01-05'));
      await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [bo.number], owed: 500 });
    });
  });
});
afterAll(() => town[Symbol.asyncDispose]());

/** They know everybody, and of income and benefits nobody may ask about. */
function registers(...unavailable: readonly Debtor[]): TownRegisters {
  const all = new TownRegisters();
  all.tell(anna, bo, carl);
  all.fail('income', 'refused');
  all.fail('benefits', 'refused');
  for (const debtor of unavailable) all.fail('persons', 'unavailable', debtor);
  return all;
}

async function ask(
  database: Database,
  {
    who = 'all',
    on = '2026-03-02',
    of = registers(),
  }: {
    readonly who?: PersonsRequest['who'];
    readonly on?: string;
    readonly of?: TownRegisters;
  } = {},
): Promise<FetchReport> {
  const asking = { database, municipality: TOWN, persons: of.persons, who, by: 'prøve' };
  const asked = await fetchPersons({ ...asking, clock: () => morningOf(on) });
  if (!asked.ok) throw new Error(asked.refusal.tag);
  return asked.value;
}

const inquiries = sql<{ debtor: DebtorNumber; asked: string; missing: string | null }>`
  select debtor_number as debtor, asked, person_missing as missing from inquiry order by batch, debtor_number`;

test('CPR alone is asked, about all who owe anything, bills among it; who owes nothing is left alone', async () => {
  await using database = await town.copy();
  expect(await ask(database)).toMatchObject({ debtors: 2, missing: {} });
  expect(await rowsOf(database, inquiries)).toEqual([
    { debtor: anna.number, asked: 'persons', missing: null },
    { debtor: bo.number, asked: 'persons', missing: null },
  ]);
  const told = sql`select (select count(*)::int from person_record) as people,
    (select count(*)::int from income_fact) + (select count(*)::int from benefit_fact) as others,
    (select array_agg(distinct register) from fact_message) as registers`;
  expect(await rowsOf(database, told)).toEqual([{ people: 2, others: 0, registers: ['cpr'] }]);
  const log = sql`select purpose, about from access_log where about like 'facts%'`;
  expect(await rowsOf(database, log)).toEqual([
    { purpose: 'collection of claims: address, death, number', about: 'facts fetch 2026-03, CPR' },
  ]);
});

test('those of whom CPR has told something are not among the unknown, and afterwards nobody is', async () => {
  await using database = await town.copy();
  await fetchFor({ database, registers: withEverything() }, '2026-03');
  const unknown = () => readInMunicipality(database, TOWN, isAnybodyUnknown);
  expect(await unknown()).toBe(true);
  expect(await ask(database, { who: 'unknown', on: '2026-03-03' })).toMatchObject({ debtors: 1 });
  expect(await unknown()).toBe(false);
});

test('who could not be asked about is noted, and is asked about again', async () => {
  await using database = await town.copy();
  expect(await ask(database, { of: registers(bo) })).toMatchObject({ missing: { 'person: unavailable': 1 } });
  expect(await ask(database, { who: 'unknown', on: '2026-03-03' })).toMatchObject({
    debtors: 1,
    missing: {},
  });
  expect(await rowsOf(database, inquiries)).toContainEqual({
    debtor: bo.number,
    asked: 'persons',
    missing: 'unavailable',
  });
});

test('it is no fetch for a month’s run: that one still has to be made', async () => {
  await using database = await town.copy();
  await ask(database);
  const isFetched = () =>
    readInMunicipality(database, TOWN, async (tx) => {
      const batch = await latestBatch(tx);
      return batch !== null && (await factsFetched(tx, month('2026-03'), batch));
    });
  expect(await isFetched()).toBe(false);
  await fetchFor({ database, registers: withEverything() }, '2026-03');
  expect(await isFetched()).toBe(true);
});

function withEverything(): TownRegisters {
  const all = new TownRegisters();
  all.tell(anna, bo, carl);
  return all;
}
