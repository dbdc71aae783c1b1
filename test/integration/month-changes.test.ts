import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/platform/database.ts';
import { pay, type Debtor } from '../vocabulary.ts';
import { everybody, inForce, monthly, mother, payer, poor, registersOf, silent } from './month-town.ts';
import { fetchFor, letArrive, prepareTown, rowsOf, run, settle, type PreparedTown } from './town.ts';

// Everybody who is decided about in March has got the letter; the silent one has told an income.
let town: PreparedTown;
beforeAll(async () => {
  town = await prepareTown(async (database) => {
    await settle(database, everybody);
    const told = silent.withReports(...monthly(21_000));
    await fetchFor({ database, registers: registersOf(...everybody, told) }, '2026-03');
    await run(database, '2026-03');
    await letArrive(database, '2026-03-11');
  });
});
afterAll(() => town[Symbol.asyncDispose]());

async function april(database: Database, ...debtors: readonly Debtor[]): Promise<void> {
  const registers = registersOf(...everybody, silent.withReports(...monthly(21_000)), ...debtors);
  await fetchFor({ database, registers }, '2026-04');
  await run(database, '2026-04');
}

const everyChange: readonly Debtor[] = [
  payer.withReports(pay('2026-01', 25_000), pay('2026-02', 25_000)),
  mother.withReports(pay('2026-01', 20_000), pay('2026-02', 20_000)),
  silent.receiving('kontanthjælp', '2026-04-01'),
  poor.withReports(pay('2026-01', 21_000), pay('2026-02', 21_000)),
];

const ended = sql`select debtor_number, ended_on, ended_by::text as ended_by, ended_why from agreement
  where ended_on is not null order by 1`;

describe('what changes in the month after', () => {
  test('a rise, a fall, a suspension (§ 7) and payment taken up again each follow what was in force', async () => {
    await using database = await town.copy();
    await april(database, ...everyChange);
    const changed = sql`select debtor_number, change, state, replaces_agreement::text as replaces from decision
      where month = '2026-04-01' order by 1`;
    expect(await rowsOf(database, changed)).toEqual([
      { debtor_number: 100_001, change: 'rise', state: 'decided', replaces: '20260300001000010' },
      { debtor_number: 100_002, change: 'fall', state: 'decided', replaces: '20260300001000020' },
      { debtor_number: 100_004, change: 'resume', state: 'decided', replaces: '20260300001000040' },
      { debtor_number: 100_005, change: 'suspend', state: 'decided', replaces: '20260300001000050' },
    ]);
    expect(await rowsOf(database, ended)).toEqual([]);
  });

  test('each replaces it when the letter has arrived, and counts from its own day', async () => {
    await using database = await town.copy();
    await april(database, ...everyChange);
    await letArrive(database, '2026-04-13');
    const endedOn = { 1: '2026-06-01', 2: '2026-04-10', 4: '2026-04-13', 5: '2026-04-10' };
    expect(await rowsOf(database, ended)).toEqual(
      // A rise waits for its first due date; what burdens counts from its arrival; all else from the decision.
      Object.entries(endedOn).map(([index, ended_on]) => ({
        debtor_number: 100_000 + Number(index),
        ended_on,
        ended_by: `202604000010000${index}0`,
        ended_why: 'replaced',
      })),
    );
  });

  test('nobody ever has two agreements in force', async () => {
    await using database = await town.copy();
    await april(database, ...everyChange);
    await letArrive(database, '2026-04-13');
    const numbers = (await rowsOf(database, inForce)).map((row) => row.debtor_number);
    expect(numbers).toEqual([100_001, 100_002, 100_003, 100_004, 100_005]);
  });

  test('why nothing changed is kept for everybody else', async () => {
    await using database = await town.copy();
    await april(database);
    const consequences = sql`select debtor_number, consequence from determination where month = '2026-04-01' order by 1`;
    const same = [1, 2, 3, 4, 5].map((index) => ({ debtor_number: 100_000 + index, consequence: 'same' }));
    const person = [6, 7, 8].map((index) => ({ debtor_number: 100_000 + index, consequence: 'person' }));
    expect(await rowsOf(database, consequences)).toEqual([...same, ...person]);
  });
});
