import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registrationsOn } from '../integration/recovery-town.ts';
import { allTables, prepareTown, rowsOf, type PreparedTown, type TownCopy } from '../integration/town.ts';
import { expectSameAnywhere } from './anywhere.ts';
import { prepareRegistrations, REGISTRATIONS_ON } from './registrations-day.ts';

/** The job that keeps registrations for set-off, killed between two of its statements and run again. */
let town: PreparedTown;
let told: unknown;
beforeAll(async () => {
  town = await prepareTown(prepareRegistrations);
  await using copy = await town.copy();
  await registrationsOn(copy, REGISTRATIONS_ON);
  told = await rowsOf(
    copy,
    sql`select code, reason, state from recovery_action where state = 'queued' order by code`,
  );
});
afterAll(() => town[Symbol.asyncDispose]());

test('everything that is to be compared is there: one is registered, two are told of, one is called back', () => {
  expect(told).toEqual([
    { code: 'AENDRFORDRING', reason: null, state: 'queued' },
    { code: 'NEDSKRIV', reason: 'INDB', state: 'queued' },
    { code: 'OPRETFORDRING', reason: null, state: 'queued' },
    { code: 'TILBAGEKALD', reason: 'HENS', state: 'queued' },
  ]);
});

test('killed anywhere and run again twice: the same rows in the end', () =>
  expectSameAnywhere({
    what: 'registrations',
    program: { file: 'registrations-child.ts' },
    usually: 3,
    copy: () => town.copy(),
    again: async (copy) => {
      await registrationsOn(copy, REGISTRATIONS_ON);
      await registrationsOn(copy, REGISTRATIONS_ON);
    },
    left: written,
  }));

/** All that was written, but for who looked and how often a job began. */
async function written(database: TownCopy): Promise<unknown> {
  const { access_log: _who, job_run: _begun, ...tables } = await allTables(database);
  return tables;
}
