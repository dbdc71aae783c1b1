import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from './database.ts';
import type { Tally } from './job-report.ts';
import { preparedToo } from './prepared.ts';

/** The daily jobs by name, as `job_run` knows them. */
export type JobName =
  | 'holds'
  | 'interest'
  | 'plan-default'
  | 'invoice'
  | 'dunning'
  | 'arrangements'
  | 'transfer'
  | 'set-off-registration'
  | 'lapse'
  | 'write-off'
  | 'post'
  | 'settle'
  | 'refunds'
  | 'notifications'
  | 'message-files';

/** A job's day. */
export interface JobDay {
  readonly job: JobName;
  readonly day: PlainDate;
}

export interface JobStart extends JobDay {
  readonly by: string;
  readonly at: Temporal.Instant;
  readonly configuration: number;
  /** What the day begins with, when this is its first attempt. */
  readonly empty: Tally;
}

/** Notes that an attempt begins, and answers what has been done on the day before it; `empty` when it is the first. */
export async function startJobRun(tx: MunicipalityTx, start: JobStart): Promise<Tally> {
  const { rows } = await sql<{ progress: Tally }>`
    insert into job_run (job, day, attempts, started_at, started_by, configuration_version, progress)
    values (${start.job}, ${start.day}, 1, ${start.at}, ${start.by}, ${start.configuration}, ${JSON.stringify(start.empty)})
    on conflict (job, day) do update set attempts = job_run.attempts + 1, started_at = excluded.started_at,
      started_by = excluded.started_by, configuration_version = excluded.configuration_version, finished_at = null
    returning progress`.execute(tx);
  return rows[0]?.progress ?? start.empty;
}

/** Notes how far the day has come; in the transaction of what was done. */
export function noteJobProgress(tx: MunicipalityTx, { job, day }: JobDay, tally: Tally): void {
  preparedToo(
    tx,
    'job-progress',
    sql`update job_run set progress = ${JSON.stringify(tally)} where job = ${job} and day = ${day}::date`,
  );
}

/** Notes that the attempt has come to its end. */
export function finishJobRun(
  tx: MunicipalityTx,
  { job, day }: JobDay,
  { tally, at }: { readonly tally: Tally; readonly at: Temporal.Instant },
): Promise<void> {
  preparedToo(
    tx,
    'job-finished',
    sql`update job_run set progress = ${JSON.stringify(tally)}, finished_at = ${at}
      where job = ${job} and day = ${day}::date`,
  );
  return Promise.resolve();
}

/** A job's day as it stands. */
export interface JobRun {
  readonly attempts: number;
  readonly finishedAt: Temporal.Instant | null;
  readonly configuration: number;
  readonly tally: Tally;
}

/** What is noted of a job's day; null when it has not begun. */
export async function jobRun(tx: MunicipalityReadTx, { job, day }: JobDay): Promise<JobRun | null> {
  const { rows } = await sql<{
    attempts: number;
    finished_at: Temporal.Instant | null;
    configuration_version: number;
    progress: Tally;
  }>`
    select attempts, finished_at, configuration_version, progress from job_run
    where job = ${job} and day = ${day}::date`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    attempts: row.attempts,
    finishedAt: row.finished_at,
    configuration: row.configuration_version,
    tally: row.progress,
  };
}

/** The last day before this one on which the job has come to its end; null when it never has. */
export async function lastFinishedDay(
  tx: MunicipalityReadTx,
  { job, day }: JobDay,
): Promise<PlainDate | null> {
  const { rows } = await sql<{ day: PlainDate | null }>`
    select max(day) as day from job_run where job = ${job} and day < ${day}::date and finished_at is not null`.execute(
    tx,
  );
  return rows[0]?.day ?? null;
}
