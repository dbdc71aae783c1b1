import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import { closeDueHearings } from '../../src/agreements/hearings.ts';
import { date } from '../../src/kernel/dates.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { arrivedWork } from '../../src/letters/delivery-work.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { enqueue } from '../../src/platform/due-work.ts';
import {
  fetchFor,
  letterJob,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  TownRegisters,
  type PreparedTown,
} from '../integration/town.ts';
import { expectSameAnywhere } from './anywhere.ts';
import { killed, monthStep, written } from './killed.ts';
import { ARRIVED_ON, DUE_ON, FETCHED_ON, killTown, RUN_ON } from './month-town.ts';

const few = killTown.slice(0, 12);
let monthRun: PreparedTown;
let arriving: PreparedTown;
let inForce: PreparedTown;
beforeAll(async () => {
  const decided = async (database: Database) => {
    const registers = new TownRegisters();
    registers.tell(...killTown);
    await settle(database, few);
    await fetchFor({ database, registers }, '2026-03', FETCHED_ON);
    await run(database, '2026-03', { on: RUN_ON });
  };
  monthRun = await prepareTown(decided);
  arriving = await prepareTown(async (database) => {
    await decided(database);
    await lettersArrive(database);
  });
  inForce = await prepareTown(async (database) => {
    await decided(database);
    await lettersArrive(database);
    await takeArrivals({ database, municipality: TOWN, clock: () => morningOf(ARRIVED_ON) });
  });
});
afterAll(() => Promise.all([monthRun, arriving, inForce].map((town) => town[Symbol.asyncDispose]())));

/** All letters of the month are told to have arrived, and nobody has acted on it yet. */
async function lettersArrive(database: Database): Promise<void> {
  const due = await rowsOf(
    database,
    sql<{ letter: bigint }>`select key::bigint as letter from due_work where kind = 'letter'`,
  );
  const at = morningOf(ARRIVED_ON);
  await inMunicipality(database, TOWN, (tx) =>
    enqueue(
      tx,
      due.map(({ letter }) => arrivedWork(letter as Parameters<typeof arrivedWork>[0], date(ARRIVED_ON), at)), // a letter's key
    ),
  );
}

describe('acting on letters that have arrived', () => {
  test('killed anywhere and done again is as if nothing had happened', () =>
    expectSameAnywhere({
      what: 'arrivals',
      program: monthStep('arrivals'),
      copy: () => arriving.copy(),
      again: (copy) =>
        takeArrivals({ database: copy, municipality: TOWN, clock: () => morningOf(ARRIVED_ON) }),
      left: written,
    }));

  test('by two jobs at once puts every decision in force once', async () => {
    await using town = await arriving.copy();
    const job = { database: town, municipality: TOWN, clock: () => morningOf(ARRIVED_ON) };
    const [one, two] = await Promise.all([takeArrivals(job), takeArrivals(job)]);
    expect(one + two).toBe(9);
    const agreements = sql`select count(*)::int as agreements, count(distinct debtor_number)::int as debtors from agreement`;
    expect(await rowsOf(town, agreements)).toEqual([{ agreements: 6, debtors: 6 }]);
  });
});

describe('asking for instalments', () => {
  test('killed anywhere and done again asks for each once', () =>
    expectSameAnywhere({
      what: 'instalments',
      program: monthStep('instalments'),
      copy: () => inForce.copy(),
      again: async (copy, place) => {
        await raise(copy, DUE_ON);
        expect(await readInMunicipality(copy, TOWN, (tx) => checkLedger(tx)), place).toEqual([]);
      },
      left: written,
    }));
});

describe('the end of hearings', () => {
  test('by two jobs at once ends each once', async () => {
    await using town = await inForce.copy();
    const closing = {
      database: town,
      municipality: TOWN,
      on: date('2026-05-04'),
      clock: () => morningOf('2026-05-04'),
    };
    const [one, two] = await Promise.all([closeDueHearings(closing), closeDueHearings(closing)]);
    expect(one.decided + two.decided).toBe(3);
    const letters = sql`select count(*)::int as letters from due_work where kind = 'letter' and state = 'waiting' and key like '%0'
      and due_at = '2026-05-04T09:00:00Z'`;
    expect(await rowsOf(town, letters)).toEqual([{ letters: 3 }]);
  });
});

describe('a letter job that is killed', () => {
  const letters = sql`select letter_id, sha256, length(pdf) as bytes from letter order by letter_id`;
  const waiting = sql`select from due_work where kind = 'letter' and state = 'waiting'`;
  const make = (database: Database) => makeDueLetters(letterJob(database, RUN_ON));

  test('anywhere, and done again, makes the same letters', () =>
    expectSameAnywhere({
      what: 'letters',
      program: monthStep('letters'),
      copy: () => monthRun.copy(),
      again: make,
      left: written,
    }));

  test('leaves no half letter, and the next job makes each letter once', async () => {
    await using undisturbed = await monthRun.copy();
    await make(undisturbed);
    await using town = await monthRun.copy();
    // The clock is asked as the job begins, and again in the transaction that makes the letters.
    expect(await killed(town, 'letters', 2)).toBe('SIGKILL');
    expect(await rowsOf(town, letters)).toEqual([]);
    expect(await rowsOf(town, waiting)).toHaveLength(9);
    expect(await make(town)).toEqual({ made: 9, refused: [] });
    expect(await rowsOf(town, letters)).toEqual(await rowsOf(undisturbed, letters));
    expect(await rowsOf(town, waiting)).toEqual([]);
  });

  test('after the letters were made has nothing left to do', async () => {
    await using town = await monthRun.copy();
    expect(await killed(town, 'letters-told', 1)).toBe('SIGKILL');
    const before = await rowsOf(town, letters);
    expect(before).toHaveLength(9);
    expect(await make(town)).toEqual({ made: 0, refused: [] });
    expect(await rowsOf(town, letters)).toEqual(before);
  });
});
