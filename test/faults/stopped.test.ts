import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  allTables,
  morningOf,
  prepareTown,
  rowsOf,
  type PreparedTown,
  type TownCopy,
} from '../integration/town.ts';
import { prepareStopped, STOPPED_ON, stopAll } from './stopped-town.ts';

let town: PreparedTown;
let undisturbed: unknown;
let became: unknown;
let asked = 0;
beforeAll(async () => {
  town = await prepareTown(prepareStopped);
  await using copy = await town.copy();
  await stopAll(copy, () => {
    asked += 1;
    return morningOf(STOPPED_ON);
  });
  undisturbed = await written(copy);
  became = await rowsOf(copy, sql`select distinct code, state from recovery_action`);
});
afterAll(() => town[Symbol.asyncDispose]());

test('everything that is to be compared is there: all that was queued has been taken out', () => {
  expect(became).toEqual([{ code: 'OPRETFORDRING', state: 'cancelled' }]);
});

test.each([
  [2, 'when an objection is written and not yet kept'],
  [4, 'when an errand is written and not yet kept'],
  [6, 'as the holds of the day begin'],
  [8, 'as the holds of the day are placed'],
  [10, 'when they are placed'],
  [12, 'as what is stopped is taken out of the queue'],
])(
  'killed at the clock’s question %i (%s) and begun again, what is stopped is ours in the same rows, and was never handed over',
  async (count) => {
    expect(count).toBeLessThanOrEqual(asked);
    await using copy = await town.copy();
    await killed(copy, count);
    await stopAll(copy, () => morningOf(STOPPED_ON));
    expect(await written(copy)).toEqual(undisturbed);
  },
);

async function killed(database: TownCopy, count: number): Promise<void> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'stopped-child.ts'), database.url, String(count)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  // The server finds out a moment later than we do; until then the dead one's lock makes the next `busy`.
  const held = sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await rowsOf(database, held)).length > 0);
}

/** All that was written, but for who looked and how often a job began. */
async function written(database: TownCopy): Promise<unknown> {
  const { access_log: _who, job_run: _begun, ...tables } = await allTables(database);
  return tables;
}
