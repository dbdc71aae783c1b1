import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDeterminations } from '../../src/agreements/verify.ts';
import type { Database } from '../../src/platform/database.ts';
import { aDebtor, kr, pay, type Debtor } from '../vocabulary.ts';
import {
  agreements,
  asked,
  letterArrives,
  numberOf,
  openItems,
  owes,
  pays,
  states,
} from './decisions-town.ts';
import { registersOf } from './month-town.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  raise,
  rowsOf,
  run,
  settle,
  TOWN,
  type PreparedTown,
} from './town.ts';

const earning = (net: Readonly<Record<string, number>>) =>
  aDebtor(1).withReports(...Object.entries(net).map(([of, amount]) => pay(of, amount)));
const reported = {
  '2025-12': 21_000,
  '2026-01': 21_000,
  '2026-02': 21_000,
  '2026-03': 21_000,
  '2026-04': 21_000,
};

/** A plan of 3.950 kr. since March, by the pay of December and January; April's instalment has been asked for. */
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    const registers = registersOf(earning(reported));
    await settle(database, [aDebtor(1)]);
    await fetchFor({ database, registers }, '2026-03');
    await run(database, '2026-03');
    await letterArrives(database, numberOf(100_001), { on: '2026-03-11' });
    await raise(database, '2026-04-01');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

/** The run of April, when the register tells this. */
async function april(database: Database, told: Debtor): Promise<void> {
  await fetchFor({ database, registers: registersOf(told) }, '2026-04');
  await run(database, '2026-04');
}

const refunds = sql`select amount_ore, why, about from refund_item`;

describe('income of a month that has been used is corrected afterwards', () => {
  test('downwards: what is paid falls from now on, the past stands, and a person looks', async () => {
    await using database = await town.copy();
    await april(database, earning({ ...reported, '2025-12': 20_000, '2026-01': 20_000 }));
    expect(await states(database)).toEqual(['100001 start-plan in-force', '100001 fall decided']);
    expect(await asked(database)).toEqual(['2026-04-01 3950']);
    expect(await openItems(database)).toEqual(['2026-04 100001 income-corrected']);
    expect(await rowsOf(database, refunds)).toEqual([]);
  });

  test('downwards in a month that is not looked at any more: the plan stands, and a person looks', async () => {
    await using database = await town.copy();
    await april(database, earning({ ...reported, '2025-12': 20_000 }));
    expect(await states(database)).toEqual(['100001 start-plan in-force']);
    expect(await openItems(database)).toEqual(['2026-04 100001 income-corrected']);
    expect(await agreements(database)).toMatchObject([{ monthly: kr(3_950), ended: null }]);
  });

  test('downwards when too much has been paid: an item for a person to give it back', async () => {
    await using database = await town.copy();
    // May has been asked for in advance and is unpaid: that is nothing to give back.
    await raise(database, '2026-05-01', '2026-04-02');
    await pays(database, 100_001, { amount: 3_950, on: '2026-04-02' });
    await april(database, earning({ ...reported, '2025-12': 20_000 }));
    expect(await rowsOf(database, refunds)).toEqual([
      { amount_ore: kr(550), why: 'income-corrected', about: 'instalment 2026-04-01' },
    ]);
    expect(await owes(database)).toEqual({ owed: 16_050, due: 3_950 });
  });

  test('upwards: nothing more is collected for the past', async () => {
    await using database = await town.copy();
    await april(database, earning({ ...reported, '2025-12': 30_000, '2026-01': 21_500 }));
    expect(await openItems(database)).toEqual([]);
    expect(await rowsOf(database, refunds)).toEqual([]);
    expect(await asked(database)).toEqual(['2026-04-01 3950']);
  });

  test('is told once, not by every run after it', async () => {
    await using database = await town.copy();
    const corrected = earning({ ...reported, '2025-12': 20_000 });
    await april(database, corrected);
    await fetchFor({ database, registers: registersOf(corrected) }, '2026-05');
    await run(database, '2026-05');
    expect(await openItems(database)).toEqual(['2026-04 100001 income-corrected']);
  });

  test('the months before are still explained by what was known then', async () => {
    await using database = await town.copy();
    await april(database, earning({ ...reported, '2025-12': 20_000, '2026-01': 20_000 }));
    const verified = { database, municipality: TOWN, by: 'prøve', clock: () => morningOf('2026-05-01') };
    expect(await verifyDeterminations(verified)).toEqual({ checked: 2, differences: [] });
  });
});
