import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { assert, ok, type Result } from '../kernel/result.ts';
import type { Clock } from './clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Busy,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from './database.ts';
import { withJobLock, type Held } from './job-locks.ts';
import { isRehearsal, rehearse } from './rehearsal.ts';
import {
  CHANGED_MEANWHILE,
  emptyTally,
  reportOf,
  tallyForNextAttempt,
  withOutcomes,
  type JobReport,
  type Outcome,
  type Tally,
} from './job-report.ts';
import { finishJobRun, noteJobProgress, startJobRun, type JobName } from './job-runs.ts';
import { oneAtATime, type Turns } from './turns.ts';

/**
 * A job that a municipality does each day over many claims. The job says what is due, what follows and how it is written;
 * the rest is the same for all. No rule stands in `select` or `write`: SQL chooses by stored dates and writes sets.
 */
export interface DailyJob<Row, Planned extends Outcome> {
  readonly name: JobName;
  /** Jobs of the same lock never run at the same time. */
  readonly lock: string;
  /** Every kind of change and every amount that a plan may have; the report tells them also when there are none. */
  readonly changes: readonly string[];
  readonly amounts: readonly string[];
  /** What is to be there before the first page is read, safe to repeat. */
  readonly prepare?: (work: Preparing) => Promise<void>;
  /** The next rows after a key, in the order of their keys, whose stored day has come. At most `limit`. */
  readonly select: (tx: MunicipalityReadTx, page: PageAsked) => Promise<readonly Row[]>;
  /** Greater than 0, and of one row only. */
  readonly keyOf: (row: Row) => bigint;
  /** What follows for each row: pure. */
  readonly plan: (rows: readonly Row[], on: PlainDate) => readonly Planned[];
  /**
   * Carries out plans that change something, and answers those that it has: it locks first, debtors by number, and leaves
   * what has changed since it was read. What it has done must no longer be due.
   */
  readonly write: (
    tx: MunicipalityTx,
    plans: readonly Planned[],
    at: Temporal.Instant,
  ) => Promise<readonly Planned[]>;
}

export type Preparing = Pick<JobRequest, 'database' | 'municipality' | 'on' | 'clock'>;

export interface PageAsked {
  readonly after: bigint;
  readonly limit: number;
  readonly on: PlainDate;
}

export interface JobRequest {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** The day that is worked. */
  readonly on: PlainDate;
  /** The version of the municipality's configuration that the plans go by. */
  readonly configuration: number;
  readonly dryRun: boolean;
  readonly by: string;
  readonly clock: Clock;
  /** Writes the entry in the access log: one for the whole job, dry or not. */
  readonly noteAccess: (tx: MunicipalityTx, at: Temporal.Instant) => Promise<void>;
  /** The day's lock, where the day's work calls; a job that is called alone takes its own. */
  readonly held?: Held;
  /** Called after each page with the number of rows done. */
  readonly progress?: (rows: number) => void;
  readonly pageSize?: number;
}

export interface JobDone {
  readonly state: 'finished' | 'dry-run';
  /** Of the day, over all its attempts; of a dry run, what would be done now. */
  readonly report: JobReport;
}

/** Rows a page: as in the month run. */
const PAGE_SIZE = 2_000;

/**
 * Runs a job for a day. It may be stopped and repeated at any time: it selects anew what is due, and what was done is due
 * no longer. A dry run is the same work rehearsed (rehearsal.ts): it takes no lock and keeps only who looked. Inside a rehearsal, which
 * notes that itself, it keeps nothing, and what it does is there for the job after it.
 */
export async function runDailyJob<Row, Planned extends Outcome>(
  job: DailyJob<Row, Planned>,
  request: JobRequest,
): Promise<Result<JobDone, Busy>> {
  const { database, municipality, dryRun, held } = request;
  if (dryRun) return isRehearsal(database) ? ok(await runUnlocked(job, request)) : tryJob(job, request);
  if (held === undefined)
    return withJobLock(database, { municipality, lock: job.lock }, (lost) => runUnlocked(job, request, lost));
  assert(held.municipality === municipality, 'a day is held for one municipality');
  return ok(await runUnlocked(job, request, held.lost));
}

async function tryJob<Row, Planned extends Outcome>(
  job: DailyJob<Row, Planned>,
  request: JobRequest,
): Promise<Result<JobDone, Busy>> {
  const { database, municipality, clock, noteAccess } = request;
  await inMunicipality(database, municipality, (tx) => noteAccess(tx, clock()));
  return rehearse(database, { code: municipality, name: job.lock }, (rehearsed) =>
    runUnlocked(job, { ...request, database: rehearsed }),
  );
}

async function runUnlocked<Row, Planned extends Outcome>(
  job: DailyJob<Row, Planned>,
  request: JobRequest,
  lost?: AbortSignal,
): Promise<JobDone> {
  const { database, municipality, on, configuration, dryRun, clock } = request;
  const tally = await begin(job, request);
  await job.prepare?.({ database, municipality, on, clock });
  const run: Run<Row, Planned> = {
    job,
    request,
    tally,
    turns: oneAtATime(),
    rows: 0,
    ...(lost === undefined ? {} : { lost }),
  };
  await runPages(run);
  if (!dryRun) {
    await inMunicipality(database, municipality, (tx) =>
      finishJobRun(tx, { job: job.name, day: on }, { tally: run.tally, at: clock() }),
    );
  }
  const report = reportOf(run.tally, { job: job.name, municipality, on, configuration });
  return { state: dryRun ? 'dry-run' : 'finished', report };
}

interface Run<Row, Planned extends Outcome> {
  readonly job: DailyJob<Row, Planned>;
  readonly request: JobRequest;
  readonly lost?: AbortSignal;
  readonly turns: Turns;
  /** What is safely done; changed in turn only. */
  tally: Tally;
  rows: number;
}

function begin<Row, Planned extends Outcome>(
  job: DailyJob<Row, Planned>,
  { database, municipality, on: day, configuration, dryRun, by, clock, noteAccess }: JobRequest,
): Promise<Tally> {
  const empty = emptyTally(job);
  if (dryRun) return Promise.resolve(empty);
  return inMunicipality(database, municipality, async (tx) => {
    const at = clock();
    const [tally] = await Promise.all([
      startJobRun(tx, { job: job.name, day, by, at, configuration, empty }),
      noteAccess(tx, at),
    ]);
    return tallyForNextAttempt(tally);
  });
}

/**
 * Reads a page while the one before is planned and the two before that are written: two, because the database has more
 * than one processor too.
 */
async function runPages<Row, Planned extends Outcome>(run: Run<Row, Planned>): Promise<void> {
  const { job, request, lost } = run;
  let [older, newer]: Promise<void>[] = [Promise.resolve(), Promise.resolve()];
  let reading = readPage(run, 0n);
  try {
    for (;;) {
      const rows = await reading;
      const last = rows.at(-1);
      if (last === undefined) break;
      reading = readPage(run, job.keyOf(last));
      // Should a write below fail, this read is left behind; its own failure must not be an unhandled one.
      reading.catch(() => undefined);
      const plans = job.plan(rows, request.on);
      await older;
      lost?.throwIfAborted();
      older = newer ?? Promise.resolve();
      newer = finishPage(run, plans);
      newer.catch(() => undefined); // awaited below
    }
    await Promise.all([older, newer]);
  } finally {
    // Both, also when one has failed: the lock must not be given up while a page is still being written.
    await Promise.allSettled([older, newer]);
  }
}

async function readPage<Row, Planned extends Outcome>(
  { job, request }: Run<Row, Planned>,
  after: bigint,
): Promise<readonly Row[]> {
  const { database, municipality, on, pageSize: limit = PAGE_SIZE } = request;
  const rows = await readInMunicipality(database, municipality, (tx) => job.select(tx, { after, limit, on }));
  const [first] = rows;
  // A job that selects what it has had would never end.
  assert(first === undefined || job.keyOf(first) > after, `${job.name} selects a page twice`);
  return rows;
}

async function finishPage<Row, Planned extends Outcome>(
  run: Run<Row, Planned>,
  plans: readonly Planned[],
): Promise<void> {
  const changing = plans.filter(({ change }) => change !== null);
  const staying = plans.filter(({ change }) => change === null);
  if (changing.length === 0) await countPage(run, plans);
  else await writePage(run, changing, staying);
  run.rows += plans.length;
  run.request.progress?.(run.rows);
}

/** In turn as well: a page that is just being noted has its own count of what is done. */
async function countPage<Row, Planned extends Outcome>(
  run: Run<Row, Planned>,
  plans: readonly Planned[],
): Promise<void> {
  const endTurn = await run.turns.take();
  run.tally = withOutcomes(run.tally, plans);
  endTurn();
}

/**
 * Writes a page and what the day has come to with it in one transaction. Pages take turns at the second: only the tally of
 * pages that are safe is noted. The turn is the last thing that a page waits for, after all its locks, so that no page waits
 * for one that waits for it.
 */
async function writePage<Row, Planned extends Outcome>(
  run: Run<Row, Planned>,
  changing: readonly Planned[],
  staying: readonly Planned[],
): Promise<void> {
  const { job, request, turns } = run;
  let endTurn = () => {};
  try {
    const tally = await inMunicipality(request.database, request.municipality, async (tx) => {
      const done = await job.write(tx, changing, request.clock());
      endTurn = await turns.take();
      const told = withOutcomes(run.tally, [...done, ...staying, ...notDone(changing, done)]);
      if (!request.dryRun) noteJobProgress(tx, { job: job.name, day: request.on }, told);
      return told;
    });
    run.tally = tally;
  } finally {
    endTurn();
  }
}

function notDone(plans: readonly Outcome[], done: readonly Outcome[]): Outcome[] {
  const carriedOut = new Set(done);
  return plans
    .filter((plan) => !carriedOut.has(plan))
    .map(({ debtor }) => ({ debtor, change: null, consequence: CHANGED_MEANWHILE }));
}
