import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { workTheDay } from '../../src/cli/days-work.ts';
import { registerDebtors } from '../../src/debtors/register.ts';
import type { Registers } from '../../src/facts/fetch.ts';
import { date } from '../../src/kernel/dates.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';
import { monthly, registersOf } from './month-town.ts';
import { anOrdinaryClaim } from './ordinary-claims.ts';
import {
  morningOf,
  prepareTown,
  rowsOf,
  settle,
  TOWN,
  townAssets,
  townConfiguration,
  type PreparedTown,
  type TownCopy,
} from './town.ts';

/** Anna owes repayment of benefits and is able to pay; Bo owes a bill. */
const anna = aDebtor(1).withReports(...monthly(20_000));
const bo = aDebtor(2);
const prepared: PreparedTown = await prepareTown(async (database) => {
  await settle(database, [anna]);
  await inMunicipality(database, TOWN, async (tx) => {
    await registerDebtors(tx, [bo.cpr], morningOf('2026-01-05'));
    await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [bo.number], owed: 500 });
  });
});
afterAll(() => prepared[Symbol.asyncDispose]());
let town: TownCopy;
beforeEach(async () => {
  town = await prepared.copy();
  return () => town[Symbol.asyncDispose]();
});

function knowing(...debtors: readonly Debtor[]): Registers {
  return registersOf(...debtors);
}

/** A day's work, and what it came to about the registers. */
async function work(on: string, registers: Registers | null = knowing(anna, bo)) {
  const close = () => Promise.resolve();
  const { persons, month, errands, letters } = await workTheDay({
    database: town,
    municipality: TOWN,
    delivery: letterDeliveryStandIn({}),
    registers: registers === null ? null : () => Promise.resolve({ registers, close }),
    assets: () => townAssets,
    keep: 'model-only',
    by: 'prøve',
    clock: () => morningOf(on),
    progress: () => () => undefined,
  });
  return { persons, month: month.state, errands, made: letters.made };
}

const silentAbout = (register: 'income' | 'persons' | 'benefits') => {
  const registers = registersOf(anna, bo);
  registers.fail(register, 'unavailable');
  return registers;
};

describe('a day’s work', () => {
  test('asks CPR about all who owe something, once a day; a death becomes an errand the same day', async () => {
    expect(await work('2026-03-02')).toMatchObject({ persons: { state: 'asked', debtors: 2 } });
    expect(await work('2026-03-02')).toMatchObject({ persons: { state: 'nothing-to-ask' } });
    const dead = bo.withPerson({ status: 90, statusFrom: date('2026-03-01') });
    const after = await work('2026-03-03', knowing(anna, dead));
    expect(after).toMatchObject({ persons: { state: 'asked' }, errands: { opened: 1 } });
  });

  test('goes on when CPR is silent, says so, and asks everybody the next day', async () => {
    const silent = await work('2026-03-02', silentAbout('persons'));
    expect(silent.persons).toEqual({ state: 'silent', register: 'person' });
    expect(await rowsOf(town, sql`select from inquiry`)).toEqual([]);
    expect(await work('2026-03-03')).toMatchObject({ persons: { state: 'asked', debtors: 2 } });
    const [{ fetches } = { fetches: 0 }] = await rowsOf<{ fetches: number }>(
      town,
      sql`select count(*)::int as fetches from fact_fetch where finished_at is not null`,
    );
    // The one of the day before is finished, and then everybody is asked as of today.
    expect(fetches).toBe(2);
  });

  test('runs the month on the first day from the tenth, once, and writes the letters the same day', async () => {
    expect(await work('2026-03-09')).toMatchObject({ month: 'nothing-to-ask', made: 0 });
    expect(await work('2026-03-11')).toMatchObject({ month: 'run', made: 1 });
    expect(await work('2026-03-12')).toMatchObject({ month: 'nothing-to-ask' });
    expect(
      await rowsOf(
        town,
        sql`select calculation_date as on, finished_at is not null as finished from month_run`,
      ),
    ).toEqual([{ on: '2026-03-11', finished: true }]);
  });

  test('does not run the month while the income register is silent, for it could not be run again', async () => {
    expect(await work('2026-03-10', silentAbout('income'))).toMatchObject({ month: 'silent', made: 0 });
    expect(await rowsOf(town, sql`select from month_run`)).toEqual([]);
    expect(await work('2026-03-11')).toMatchObject({ month: 'run', made: 1 });
  });

  test('asks nobody and runs no month where no registers are connected', async () => {
    expect(await work('2026-03-11', null)).toMatchObject({
      persons: { state: 'not-connected', why: null },
      month: 'not-connected',
    });
  });
});

describe('a municipality that has chosen otherwise', () => {
  test('asks CPR about everybody once a month, and in between only about who is new', async () => {
    const configuration = townConfiguration({ daily: { persons: 'every-month', monthRunDay: null } });
    await inMunicipality(town, TOWN, (tx) =>
      saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2026-03-01') }),
    );
    expect(await work('2026-03-02')).toMatchObject({ persons: { state: 'asked', debtors: 2 } });
    expect(await work('2026-03-12')).toMatchObject({
      persons: { state: 'nothing-to-ask' },
      month: 'nothing-to-ask',
    });
    const carl = aDebtor(3);
    await inMunicipality(town, TOWN, async (tx) => {
      await registerDebtors(tx, [carl.cpr], morningOf('2026-03-13'));
      await anOrdinaryClaim(tx, { claimId: 'R-2', debtors: [carl.number], owed: 500 });
    });
    const all = knowing(anna, bo, carl);
    expect(await work('2026-03-13', all)).toMatchObject({ persons: { state: 'asked', debtors: 1 } });
    expect(await work('2026-04-01', all)).toMatchObject({ persons: { state: 'asked', debtors: 3 } });
  });
});
