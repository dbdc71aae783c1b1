import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { runDailyJob, type JobDone } from '../../src/platform/daily-job.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { withDay, withJobLock } from '../../src/platform/job-locks.ts';
import { jobRun } from '../../src/platform/job-runs.ts';
import { freshDatabase } from './database.ts';
import {
  makeToyClaims,
  TOY_DAY,
  TOY_NEXT,
  TOY_TOWN,
  toyJob,
  toyRequest,
  toyTables,
  type ToyRun,
} from './toy-job.ts';

async function toyDatabase() {
  const database = await freshDatabase();
  await makeToyClaims(database);
  return database;
}

async function runToy(database: Database, run: ToyRun = {}, job = toyJob): Promise<JobDone> {
  const done = await runDailyJob(job, toyRequest(database, run));
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value;
}

function noted(database: Database) {
  return readInMunicipality(database, TOY_TOWN, (tx) => jobRun(tx, { job: 'interest', day: TOY_DAY }));
}

async function looks(database: Database): Promise<number> {
  const entries = sql`select from access_log where about = 'toy job'`;
  return (await readInMunicipality(database, TOY_TOWN, (tx) => entries.execute(tx))).rows.length;
}

describe('a daily job', () => {
  test('does what is due on its day, once, and says what it did', async () => {
    await using database = await toyDatabase();
    const { state, report } = await runToy(database);
    expect(state).toBe('finished');
    // Of 120 that are due, the twelve that are held wait.
    expect(report).toMatchObject({
      job: 'interest',
      municipality: '998',
      on: '2026-03-10',
      configuration: 1,
      claims: 120,
      unchanged: 12,
      consequences: { posted: 108, 'waits-for-objection': 12 },
      changes: { posted: { count: 108 } },
      amounts: { interest: '648.00' },
    });
    expect(report.changes['posted']?.debtors).toEqual(
      Array.from({ length: 10 }, (_, index) => 100_000 + index),
    );
    const { claims, charges } = await toyTables(database);
    expect(charges).toHaveLength(108);
    expect(claims.slice(0, 1)).toMatchObject([{ claim_number: 1n, next_on: TOY_NEXT }]);
    expect(await noted(database)).toMatchObject({ attempts: 1, configuration: 1 });
    expect((await noted(database))?.finishedAt).not.toBeNull();
    expect(await looks(database)).toBe(1);
  });

  test('again on the same day changes nothing, and tells the day’s report again', async () => {
    await using database = await toyDatabase();
    const { report } = await runToy(database);
    const tables = await toyTables(database);
    expect(await runToy(database)).toEqual({ state: 'finished', report });
    expect(await toyTables(database)).toEqual(tables);
    expect(await noted(database)).toMatchObject({ attempts: 2 });
  });

  test('comes to the same whatever the size of its pages', async () => {
    await using one = await toyDatabase();
    await using other = await toyDatabase();
    expect(await runToy(one, { pageSize: 1_000 })).toEqual(await runToy(other, { pageSize: 7 }));
    expect(await toyTables(one)).toEqual(await toyTables(other));
  });

  test('with nothing due says so', async () => {
    await using database = await toyDatabase();
    await inMunicipality(database, TOY_TOWN, (tx) => sql`delete from toy_claim`.execute(tx));
    expect((await runToy(database)).report).toMatchObject({
      claims: 0,
      unchanged: 0,
      consequences: {},
      changes: { posted: { count: 0, debtors: [] } },
      amounts: { interest: '0.00' },
    });
  });
});

describe('a dry run', () => {
  test('gives the very report of the run and writes only who looked', async () => {
    await using database = await toyDatabase();
    const before = await toyTables(database);
    const tried = await runToy(database, { dryRun: true });
    expect(tried.state).toBe('dry-run');
    expect(await toyTables(database)).toEqual(before);
    expect(await noted(database)).toBeNull();
    expect(await looks(database)).toBe(1);
    expect((await runToy(database)).report).toEqual(tried.report);
  });

  test('is possible while the job itself is under way', async () => {
    await using database = await toyDatabase();
    const both = await withJobLock(database, { municipality: TOY_TOWN, lock: 'charges' }, () =>
      runToy(database, { dryRun: true }),
    );
    expect(both).toMatchObject({ ok: true, value: { state: 'dry-run' } });
  });
});

describe('what changes while a job is under way', () => {
  test('after it was read is left as it is, counted as unchanged, and looked at by the next run', async () => {
    await using database = await toyDatabase();
    let meddled = false;
    const meddledWith: typeof toyJob = {
      ...toyJob,
      write: async (tx, plans, at) => {
        const [first] = plans;
        if (!meddled && first !== undefined) {
          meddled = true;
          await inMunicipality(database, TOY_TOWN, (other) =>
            sql`update toy_claim set next_on = next_on - 1 where claim_number = ${first.row.claim}`.execute(
              other,
            ),
          );
        }
        return toyJob.write(tx, plans, at);
      },
    };
    const { report } = await runToy(database, {}, meddledWith);
    expect(report).toMatchObject({
      claims: 120,
      unchanged: 13,
      consequences: { posted: 107, 'waits-for-objection': 12, 'changed-meanwhile': 1 },
      changes: { posted: { count: 107 } },
    });
    expect((await runToy(database)).report).toMatchObject({
      claims: 120,
      unchanged: 12,
      changes: { posted: { count: 108 } },
    });
  });

  test('a page that cannot be written stops the job; the day tells what is safe, and the next run does the rest', async () => {
    await using undisturbed = await toyDatabase();
    const { report } = await runToy(undisturbed);
    await using database = await toyDatabase();
    let writes = 0;
    const failing: typeof toyJob = {
      ...toyJob,
      write: (tx, plans, at) => {
        writes += 1;
        if (writes === 6) throw new Error('the disk is full');
        return toyJob.write(tx, plans, at);
      },
    };
    await expect(runToy(database, {}, failing)).rejects.toThrow('the disk is full');
    const stopped = await noted(database);
    expect(stopped?.finishedAt).toBeNull();
    const { charges } = await toyTables(database);
    expect(charges.length).toBeGreaterThanOrEqual(36);
    expect(stopped?.tally.changed).toEqual({ posted: charges.length });
    expect((await runToy(database)).report).toEqual(report);
    expect(await toyTables(database)).toEqual(await toyTables(undisturbed));
  });

  test('a job that would select the same again and again is stopped', async () => {
    await using database = await toyDatabase();
    const stuck: typeof toyJob = {
      ...toyJob,
      select: (tx, page) => toyJob.select(tx, { ...page, after: 0n }),
    };
    await expect(runToy(database, {}, stuck)).rejects.toThrow('interest selects a page twice');
  });

  test('a job whose lock is lost writes no further page', async () => {
    await using database = await toyDatabase();
    const kill = sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'
      and database = (select oid from pg_database where datname = current_database())`;
    let lost = false;
    const losing: typeof toyJob = {
      ...toyJob,
      write: async (tx, plans, at) => {
        if (!lost) await database.asAdmin((admin) => kill.execute(admin));
        lost = true;
        return toyJob.write(tx, plans, at);
      },
    };
    await expect(runToy(database, {}, losing)).rejects.toThrow('the lock day, charges was lost');
    expect((await noted(database))?.finishedAt).toBeNull();
  });
});

describe('at one time', () => {
  const job = { municipality: TOY_TOWN, lock: 'charges' };

  test('a job runs once, and is told that it is busy', async () => {
    await using database = await toyDatabase();
    const held = await withJobLock(database, job, () => runDailyJob(toyJob, toyRequest(database)));
    expect(held).toEqual({ ok: true, value: { ok: false, refusal: { tag: 'busy', name: 'charges' } } });
  });

  test('jobs of different locks run beside each other, but none beside a day’s work', async () => {
    await using database = await freshDatabase();
    const other = { municipality: TOY_TOWN, lock: 'dunning' };
    const nothing = () => Promise.resolve('ran');
    const beside = await withJobLock(database, job, async () => ({
      job: await withJobLock(database, other, nothing),
      day: await withDay(database, TOY_TOWN, nothing),
    }));
    expect(beside).toMatchObject({
      value: { job: { ok: true, value: 'ran' }, day: { refusal: { tag: 'busy', name: 'day' } } },
    });
    const within = await withDay(database, TOY_TOWN, () => withJobLock(database, job, nothing));
    expect(within).toMatchObject({ value: { refusal: { tag: 'busy', name: 'day' } } });
    expect((await withDay(database, TOY_TOWN, nothing)).ok).toBe(true);
  });

  test('the day’s work has its jobs run under its own lock', async () => {
    await using database = await toyDatabase();
    const done = await withDay(database, TOY_TOWN, (held) => runToy(database, { held }));
    expect(done).toMatchObject({ value: { state: 'finished', report: { claims: 120 } } });
  });
});
