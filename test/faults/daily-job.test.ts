import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { runDailyJob, type JobDone } from '../../src/platform/daily-job.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import { jobRun, type JobRun } from '../../src/platform/job-runs.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { makeToyClaims, TOY_DAY, TOY_TOWN, toyJob, toyRequest, toyTables } from '../integration/toy-job.ts';

async function toyDatabase(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  await makeToyClaims(database);
  return database;
}

async function runToy(database: Database): Promise<JobDone> {
  const done = await runDailyJob(toyJob, toyRequest(database));
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value;
}

/** Runs the job in a process that kills itself; answers what ended it. */
async function killed(database: FreshDatabase, count: number): Promise<string | null> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'toy-child.ts'), database.url, String(count)],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  // The server finds out a moment later than we do; until then the dead one's lock makes the next `busy`.
  const locks = sql`select from pg_locks where locktype = 'advisory'
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await readInMunicipality(database, TOY_TOWN, (tx) => locks.execute(tx))).rows.length > 0);
  return signal;
}

function noted(database: Database): Promise<JobRun | null> {
  return readInMunicipality(database, TOY_TOWN, (tx) => jobRun(tx, { job: 'interest', day: TOY_DAY }));
}

describe('a daily job that is killed', () => {
  let undisturbed: { readonly done: JobDone; readonly tables: unknown };
  beforeAll(async () => {
    await using database = await toyDatabase();
    undisturbed = { done: await runToy(database), tables: await toyTables(database) };
  });

  test.each([
    [1, 'as it begins'],
    [2, 'in the transaction of the first page'],
    [7, 'in the transaction of a page in the middle'],
    [13, 'in the transaction of the last page'],
    [14, 'when only the end is left to note'],
  ])('at the clock’s question %i (%s) and run again is as if nothing had happened', async (count) => {
    await using database = await toyDatabase();
    expect(await killed(database, count)).toBe('SIGKILL');
    expect((await noted(database))?.finishedAt ?? null).toBeNull();
    expect(await runToy(database)).toEqual(undisturbed.done);
    expect(await toyTables(database)).toEqual(undisturbed.tables);
  });

  test('has noted exactly what it has written, page for page', async () => {
    await using database = await toyDatabase();
    await killed(database, 7);
    const { charges } = await toyTables(database);
    // Two pages are written at a time, so the kill may have come before or after the older one was safe.
    expect([36, 45]).toContain(charges.length);
    expect((await noted(database))?.tally.changed).toEqual({ posted: charges.length });
  });

  test('twice in the middle comes out the same, and says how often it has begun', async () => {
    await using database = await toyDatabase();
    await killed(database, 6);
    await killed(database, 5);
    expect(await runToy(database)).toEqual(undisturbed.done);
    expect(await toyTables(database)).toEqual(undisturbed.tables);
    expect(await noted(database)).toMatchObject({ attempts: 3 });
  });
});
