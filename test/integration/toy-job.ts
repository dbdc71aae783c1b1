import { sql } from 'kysely';
import { logAccess } from '../../src/access/access-log.ts';
import { date, type PlainDate } from '../../src/kernel/dates.ts';
import { municipalityCode, type DebtorNumber } from '../../src/kernel/ids.ts';
import { ore, type Ore } from '../../src/kernel/money.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { asOneChunk, copyInto, copyLine } from '../../src/platform/copy.ts';
import type { DailyJob, JobRequest } from '../../src/platform/daily-job.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import type { Outcome } from '../../src/platform/job-report.ts';
import { preparedArrays } from '../../src/platform/prepared.ts';

/**
 * A daily job as small as one can be, over tables of its own: every claim whose day has come gets one percent added and its
 * next day a month later, but for those that are held.
 */
export const TOY_TOWN = municipalityCode('998');
export const TOY_DAY = date('2026-03-10');
export const TOY_NEXT = date('2026-04-10');
/** Twelve pages and a half. */
export const TOY_CLAIMS = 125;
export const TOY_PAGE = 10;

export interface ToyRow {
  readonly claim: bigint;
  readonly debtor: DebtorNumber;
  readonly owed: Ore;
  readonly held: boolean;
  readonly next: PlainDate;
}

export interface ToyPlan extends Outcome {
  readonly row: ToyRow;
  readonly interest: Ore;
}

type Columns = [claim: bigint, debtor: DebtorNumber, owed: bigint, held: boolean, next: PlainDate];

export const toyJob: DailyJob<ToyRow, ToyPlan> = {
  name: 'interest',
  lock: 'charges',
  changes: ['posted'],
  amounts: ['interest'],
  select: async (tx, { after, limit, on }) => {
    const rows = await preparedArrays<Columns>(
      tx,
      'toy-page',
      sql`
        select claim_number, debtor_number, owed_ore, held, next_on from toy_claim
        where next_on <= ${on} and claim_number > ${after} order by claim_number limit ${limit}`,
    );
    return rows.map(([claim, debtor, owed, held, next]) => ({ claim, debtor, owed: ore(owed), held, next }));
  },
  keyOf: ({ claim }) => claim,
  plan: (rows) =>
    rows.map((row) => {
      const { debtor, held } = row;
      const interest = ore(row.owed / 100n);
      if (held) return { row, interest, debtor, change: null, consequence: 'waits-for-objection' };
      return { row, interest, debtor, change: 'posted', consequence: 'posted', amounts: { interest } };
    }),
  write: async (tx, plans) => {
    const moved = await sql<{ claim_number: bigint }>`
      update toy_claim c set next_on = c.next_on + interval '1 month'
      from unnest(${plans.map(({ row }) => row.claim.toString())}::bigint[], ${plans.map(({ row }) => row.next)}::date[])
        planned (claim_number, next_on)
      where c.claim_number = planned.claim_number and c.next_on = planned.next_on
      returning c.claim_number`.execute(tx);
    const still = new Set(moved.rows.map((row) => row.claim_number));
    const done = plans.filter(({ row }) => still.has(row.claim));
    const lines = done.map(({ row, interest }) => copyLine([row.claim, row.next, interest]));
    const columns = ['claim_number', 'posted_on', 'amount_ore'];
    await copyInto(tx, { table: 'toy_charge', columns }, asOneChunk(lines));
    return done;
  },
};

/** The job's tables with claims 1 to 125, every tenth held, the last five not due yet. */
export async function makeToyClaims(database: Database): Promise<void> {
  await inMunicipality(database, TOY_TOWN, async (tx) => {
    await sql`insert into configuration values (1, '{}', '2026-03-01T08:00Z', 'prøve')`.execute(tx);
    await sql`create table toy_claim (claim_number bigint primary key, debtor_number integer not null,
      owed_ore bigint not null, held boolean not null, next_on date not null)`.execute(tx);
    await sql`create index toy_claim_next on toy_claim (next_on, claim_number)`.execute(tx);
    await sql`create table toy_charge (claim_number bigint not null references toy_claim, posted_on date not null,
      amount_ore bigint not null, primary key (claim_number, posted_on))`.execute(tx);
    await sql`insert into toy_claim
      select n, 100000 + n / 3, n * 1000, n % 10 = 0, case when n > ${TOY_CLAIMS - 5}::int then ${TOY_NEXT} else ${TOY_DAY} end::date
      from generate_series(1, ${TOY_CLAIMS}::int) n`.execute(tx);
  });
}

export interface ToyRun extends Partial<Pick<JobRequest, 'dryRun' | 'held' | 'progress' | 'pageSize'>> {
  readonly clock?: Clock;
}

/** All that the job has to do with, in order. */
export async function toyTables(database: Database): Promise<{ claims: unknown[]; charges: unknown[] }> {
  return readInMunicipality(database, TOY_TOWN, async (tx) => ({
    claims: (await sql`select * from toy_claim order by 1`.execute(tx)).rows,
    charges: (await sql`select * from toy_charge order by 1, 2`.execute(tx)).rows,
  }));
}

/** A request for the toy's day; the access log gets its entry. */
export function toyRequest(database: Database, run: ToyRun = {}): JobRequest {
  const clock = run.clock ?? (() => Temporal.Instant.from('2026-03-10T08:00:00Z'));
  return {
    database,
    municipality: TOY_TOWN,
    on: TOY_DAY,
    configuration: 1,
    dryRun: false,
    pageSize: TOY_PAGE,
    by: 'prøve',
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'toy job' }),
    ...run,
    clock,
  };
}
