import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobReport } from '../../src/platform/job-report.ts';
import { follow, interest } from '../integration/defaults-town.ts';
import { prepareTown, rowsOf, type PreparedTown, type TownCopy } from '../integration/town.ts';
import { DEMANDED_ON, JUDGED_ON, PAGE_SIZE, settleTwelve, untilJudged } from './default-town.ts';
import { written } from './killed.ts';

/** Runs the job of a day in a process that kills itself; answers what ended it. */
async function killed(
  town: TownCopy,
  day: string,
  count: number,
  job: 'follow' | 'interest' = 'follow',
): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'default-child.ts'), town.url, day, String(count), job],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  // The server finds out a moment later than we do; until then the dead one's lock makes the next `busy`.
  const held = sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await rowsOf(town, held)).length > 0);
  return signal;
}

/** All that the job has written, but for how often it began. */
async function left(town: TownCopy): Promise<unknown> {
  const { job_run: _attempts, ...tables } = (await written(town)) as Record<string, unknown>; // tables by name
  return tables;
}

describe.each([
  ['demands', DEMANDED_ON, settleTwelve],
  [
    'what their deadlines lead to',
    JUDGED_ON,
    async (database: Parameters<typeof settleTwelve>[0]) => {
      await settleTwelve(database);
      await untilJudged(database);
    },
  ],
] as const)('the job for plans that are not kept, killed at %s', (_, day, prepare) => {
  let town: PreparedTown;
  let undisturbed: { readonly report: JobReport; readonly tables: unknown };
  beforeAll(async () => {
    town = await prepareTown(prepare);
    await using copy = await town.copy();
    undisturbed = { report: await follow(copy, day, { pageSize: PAGE_SIZE }), tables: await left(copy) };
  }, 60_000);
  afterAll(() => town[Symbol.asyncDispose]());

  test('has something of each kind to do', () => {
    const { consequences } = undisturbed.report;
    expect(consequences).toEqual(
      day === DEMANDED_ON ? { demand: 8, kept: 4 } : { default: 4, kept: 4, unable: 4 },
    );
  });

  test.each([
    [1, 'as it begins'],
    [2, 'in the transaction of the first page'],
    [3, 'in the transaction of a page in the middle'],
    [5, 'when only the end is left to note'],
  ])('at the clock’s question %i (%s) and run again is as if nothing had happened', async (count) => {
    await using copy = await town.copy();
    expect(await killed(copy, day, count)).toBe('SIGKILL');
    expect(await follow(copy, day, { pageSize: PAGE_SIZE })).toEqual(undisturbed.report);
    expect(await left(copy)).toEqual(undisturbed.tables);
  });
});

test('interest on what has fallen due at once, killed anywhere and run again, is as if nothing had happened', async () => {
  await using town = await prepareTown(async (database) => {
    await settleTwelve(database);
    await untilJudged(database);
    await follow(database, JUDGED_ON);
  });
  await using copy = await town.copy();
  expect(await interest(copy, JUDGED_ON)).toMatchObject({ consequences: { posted: 4 } });
  const undisturbed = await left(copy);
  for (const count of [1, 3, 5]) {
    await using again = await town.copy();
    expect(await killed(again, JUDGED_ON, count, 'interest')).toBe('SIGKILL');
    await interest(again, JUDGED_ON);
    expect(await left(again), `killed at the clock’s question ${count}`).toEqual(undisturbed);
  }
}, 120_000);
