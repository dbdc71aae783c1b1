import { afterAll, beforeAll, expect, test } from 'vitest';
import { latestBatch } from '../../src/facts/as-of.ts';
import { correctedIncome } from '../../src/facts/corrected-income.ts';
import { incomeMonths } from '../../src/facts/income-months.ts';
import { month } from '../../src/kernel/dates.ts';
import { batchNumber } from '../../src/kernel/ids.ts';
import type { IncomeReport } from '../../src/law/net-income.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { aDebtor, pay, takenBack } from '../vocabulary.ts';
import {
  fetchFor,
  prepareTown,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
  type TownCopy,
} from './town.ts';

// December's run uses September and October, January's October and November.
const september = pay('2025-09', 21_000);
const october = pay('2025-10', 21_000);
const told = [september, october, pay('2025-11', 21_000)];
const anna = aDebtor(1).withReports(...told);
const bo = aDebtor(2).withReports(...told);
const DECEMBER = 1;

let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, [anna, bo]);
    await fetchFor({ database, registers: registersThatTell() }, '2025-12');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

/** The registers of December, with Anna's months told otherwise. */
function registersThatTell(...instead: readonly IncomeReport[]): TownRegisters {
  const registers = new TownRegisters();
  registers.tell(instead.length === 0 ? anna : anna.withReports(...instead), bo);
  return registers;
}

/** Fetches for a month and answers the newest batch: the one that the month's run uses. */
async function fetched(database: TownCopy, of: string, registers: TownRegisters): Promise<number> {
  await fetchFor({ database, registers }, of);
  return Number(await readInMunicipality(database, TOWN, latestBatch));
}

/** What a month's run finds corrected, when it uses `asOf` and the run before it used `since`. */
async function found(database: TownCopy, of: string, { since, asOf }: { since: number; asOf: number }) {
  const question = {
    debtors: [anna.number, bo.number],
    before: incomeMonths(month(of), 2).earlier,
    since: batchNumber(since),
    asOf: batchNumber(asOf),
  };
  return [...(await readInMunicipality(database, TOWN, (tx) => correctedIncome(tx, question)))];
}

test('a correction to September, which was used in December, is found in January, and for nobody else', async () => {
  await using database = await town.copy();
  const corrected = registersThatTell(...told, takenBack(september), pay('2025-09', 15_000));
  const january = await fetched(database, '2026-01', corrected);
  const foundInJanuary = [[anna.number, ['2025-09']]];
  expect(await found(database, '2026-01', { since: DECEMBER, asOf: january })).toEqual(foundInJanuary);
  // The same answer again in February is no news.
  const february = await fetched(database, '2026-02', corrected);
  expect(await found(database, '2026-02', { since: january, asOf: february })).toEqual([]);
  // As of December's own batch nothing has been corrected yet, and as of January's it has, for ever.
  expect(await found(database, '2026-01', { since: DECEMBER, asOf: DECEMBER })).toEqual([]);
  expect(await found(database, '2026-01', { since: DECEMBER, asOf: january })).toEqual(foundInJanuary);
});

test('a correction that is fetched for December after its run is found in January too', async () => {
  await using database = await town.copy();
  const corrected = registersThatTell(october, pay('2025-11', 21_000));
  await fetched(database, '2025-12', corrected);
  const january = await fetched(database, '2026-01', corrected);
  expect(await found(database, '2026-01', { since: DECEMBER, asOf: january })).toEqual([
    [anna.number, ['2025-09']],
  ]);
});

test('a correction to a month that January itself uses is left to January’s run', async () => {
  await using database = await town.copy();
  const corrected = registersThatTell(september, october, takenBack(october), pay('2025-11', 21_000));
  const january = await fetched(database, '2026-01', corrected);
  expect(await found(database, '2026-01', { since: DECEMBER, asOf: january })).toEqual([]);
});

test('a month that was told of and corrected since the run before this one has been used by nobody', async () => {
  await using database = await town.copy();
  const may = pay('2025-05', 9_000);
  await fetched(database, '2025-11', registersThatTell(may, ...told));
  const again = await fetched(database, '2025-11', registersThatTell(may, takenBack(may), ...told));
  expect(await found(database, '2026-01', { since: DECEMBER, asOf: again })).toEqual([]);
});

test('a month that is told of for the first time has not been corrected', async () => {
  await using database = await town.copy();
  // December's fetch asked about June to October; November's asks about May too.
  const asked = await fetched(database, '2025-11', registersThatTell(pay('2025-05', 9_000), ...told));
  expect(await found(database, '2026-01', { since: DECEMBER, asOf: asked })).toEqual([]);
});
