import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registrationsOn } from '../integration/recovery-town.ts';
import { allTables, prepareTown, rowsOf, type PreparedTown, type TownCopy } from '../integration/town.ts';
import { prepareRegistrations, REGISTRATIONS_ON } from './registrations-day.ts';

/** The job that keeps registrations for set-off, killed between two of its statements and run again. */
let town: PreparedTown;
let undisturbed: unknown;
let statements = 0;
let told: unknown;
beforeAll(async () => {
  town = await prepareTown(prepareRegistrations);
  await using copy = await town.copy();
  const lived = await run(copy, 0);
  statements = Number(lived.said);
  undisturbed = await written(copy);
  told = await rowsOf(
    copy,
    sql`select code, reason, state from recovery_action where state = 'queued' order by code`,
  );
}, 120_000);
afterAll(() => town[Symbol.asyncDispose]());

test('everything that is to be compared is there: one is registered, two are told of, one is called back', () => {
  expect(told).toEqual([
    { code: 'AENDRFORDRING', reason: null, state: 'queued' },
    { code: 'NEDSKRIV', reason: 'INDB', state: 'queued' },
    { code: 'OPRETFORDRING', reason: null, state: 'queued' },
    { code: 'TILBAGEKALD', reason: 'HENS', state: 'queued' },
  ]);
});

const TENTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

test.each(TENTHS)(
  'killed when %i tenths of its statements were sent: the same rows in the end',
  async (tenth) => {
    await using copy = await town.copy();
    const at = 1 + Math.floor(((statements - 1) * tenth) / 10);
    expect((await run(copy, at)).signal).toBe('SIGKILL');
    await registrationsOn(copy, REGISTRATIONS_ON);
    await registrationsOn(copy, REGISTRATIONS_ON);
    expect(await written(copy)).toEqual(undisturbed);
  },
);

/** In a process of its own; answers what ended it and what it said. */
async function run(database: TownCopy, count: number) {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'registrations-child.ts'), database.url, String(count)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit') as Promise<[number | null, string | null]>;
  const said = await text(child.stdout);
  const [, signal] = await ended;
  // The server finds out a moment later than we do; until then the dead one's lock makes the next `busy`.
  const held = sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await rowsOf(database, held)).length > 0);
  return { said, signal };
}

/** All that was written, but for who looked and how often a job began. */
async function written(database: TownCopy): Promise<unknown> {
  const { access_log: _who, job_run: _begun, ...tables } = await allTables(database);
  return tables;
}
