import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kroner } from '../../src/kernel/money.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf } from './town.ts';

/** A bill of Anna's is at Gældsstyrelsen, something of it has been covered, and the month is settled. */
let town: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown();
  await town.clear(await town.raise());
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-09');
  const [there] = town.simulated.state.claims.keys();
  town.simulated.cover(there ?? '', kroner(700), morningOf('2026-02-16'));
  await town.news('2026-03-02');
});
afterAll(() => town[Symbol.asyncDispose]());

const atTheBank = sql`
  select kind, told_by, amount_ore, bank_day, booked_on from bank_line where cause = 'settled'`;

test('what Gældsstyrelsen has settled stands as a movement at the bank, on the day it is booked', async () => {
  expect(await rowsOf(town.db, atTheBank)).toEqual([
    {
      kind: 'settlement',
      told_by: 'receipt',
      amount_ore: 70_000n,
      bank_day: '2026-02-27',
      booked_on: '2026-03-02',
    },
  ]);
});

test('the same message again is no other movement', async () => {
  await town.news('2026-03-04');
  expect(await rowsOf(town.db, atTheBank)).toHaveLength(1);
});
