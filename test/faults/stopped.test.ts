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
import { expectSameAnywhere } from './anywhere.ts';
import { prepareStopped, STOPPED_ON, stopAll } from './stopped-town.ts';

let town: PreparedTown;
let became: unknown;
beforeAll(async () => {
  town = await prepareTown(prepareStopped);
  await using copy = await town.copy();
  await stopAll(copy, () => morningOf(STOPPED_ON));
  became = await rowsOf(copy, sql`select distinct code, state from recovery_action`);
});
afterAll(() => town[Symbol.asyncDispose]());

test('everything that is to be compared is there: all that was queued has been taken out', () => {
  expect(became).toEqual([{ code: 'OPRETFORDRING', state: 'cancelled' }]);
});

test('killed anywhere and begun again, what is stopped is ours in the same rows, and was never handed over', () =>
  expectSameAnywhere({
    what: 'stopped',
    program: { file: 'stopped-child.ts' },
    usually: 3,
    copy: () => town.copy(),
    again: (copy) => stopAll(copy, () => morningOf(STOPPED_ON)),
    left: written,
  }));

/** All that was written, but for who looked and how often a job began. */
async function written(database: TownCopy): Promise<unknown> {
  const { access_log: _who, job_run: _begun, ...tables } = await allTables(database);
  return tables;
}
