import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { RunReport } from './run-report.ts';

/** A run of a month as it stands: where it got to, and its report so far. */
export interface StoredRun {
  readonly calculationDate: PlainDate;
  readonly factsAsOf: BatchNumber;
  readonly ruleVersion: string;
  readonly configurationVersion: number;
  readonly finished: boolean;
  readonly lastDebtor: DebtorNumber | 0;
  readonly report: RunReport;
}

interface RunRow {
  calculation_date: PlainDate;
  facts_as_of: BatchNumber;
  rule_version: string;
  configuration_version: number;
  finished_at: Temporal.Instant | null;
  last_debtor_number: number;
  progress: RunReport;
}

export async function storedRun(tx: MunicipalityReadTx, month: YearMonth): Promise<StoredRun | null> {
  const { rows } =
    await sql<RunRow>`select * from month_run where month = ${firstDayOf(month)}::date`.execute(tx);
  const [row] = rows;
  if (row === undefined) return null;
  return {
    calculationDate: row.calculation_date,
    factsAsOf: row.facts_as_of,
    ruleVersion: row.rule_version,
    configurationVersion: row.configuration_version,
    finished: row.finished_at !== null,
    lastDebtor: row.last_debtor_number as DebtorNumber | 0, // written from a DebtorNumber
    report: row.progress,
  };
}

/** The latest month that has been finished; null = none. */
export async function lastFinishedMonth(tx: MunicipalityReadTx): Promise<YearMonth | null> {
  const { rows } = await sql<{ month: string | null }>`
    select to_char(max(month), 'YYYY-MM') as month from month_run where finished_at is not null`.execute(tx);
  return (rows[0]?.month ?? null) as YearMonth | null; // written from a YearMonth
}

/** The calculation date of the latest finished month; null = none. */
export async function lastCalculationDate(tx: MunicipalityReadTx): Promise<PlainDate | null> {
  const { rows } = await sql<{ day: PlainDate | null }>`
    select max(calculation_date) as day from month_run where finished_at is not null`.execute(tx);
  return rows[0]?.day ?? null;
}

/** The newest batch of facts that the finished run before a month used; null = there was none. */
export async function factsOfLastRun(tx: MunicipalityReadTx, month: YearMonth): Promise<BatchNumber | null> {
  const { rows } = await sql<{ batch: BatchNumber }>`
    select facts_as_of as batch from month_run
    where finished_at is not null and month < ${firstDayOf(month)}::date order by month desc limit 1`.execute(
    tx,
  );
  return rows[0]?.batch ?? null;
}

/** The reports of all finished months, oldest first. */
export async function finishedRuns(tx: MunicipalityReadTx): Promise<RunReport[]> {
  const { rows } = await sql<{ progress: RunReport }>`
    select progress from month_run where finished_at is not null order by month`.execute(tx);
  return rows.map(({ progress }) => progress);
}

export interface StartRun {
  readonly report: RunReport;
  readonly configurationVersion: number;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export async function startRun(
  tx: MunicipalityTx,
  { report, configurationVersion, by, at }: StartRun,
): Promise<void> {
  await sql`
    insert into month_run (month, calculation_date, facts_as_of, rule_version, configuration_version, started_at, started_by, progress)
    values (${firstDayOf(report.month)}, ${report.calculationDate}, ${report.factsAsOf}, ${report.ruleVersion},
      ${configurationVersion}, ${at}, ${by}, ${JSON.stringify(report)}::json)`.execute(tx);
}

export interface Progress {
  readonly month: YearMonth;
  /** The report so far, as JSON. */
  readonly report: string;
  readonly lastDebtor: DebtorNumber;
}

/** Notes how far the run has come, in the transaction that writes the page. */
export async function noteProgress(
  tx: MunicipalityTx,
  { month, report, lastDebtor }: Progress,
): Promise<void> {
  await sql`
    update month_run set last_debtor_number = ${lastDebtor}, progress = ${report}::json
    where month = ${firstDayOf(month)}::date and finished_at is null`.execute(tx);
}

/** A month is being run, or was stopped and must be run to its end first: nothing is decided by persons meanwhile. */
export interface RunGoesOn {
  readonly tag: 'run-goes-on';
  readonly month: YearMonth;
}

/**
 * Whether a run has begun and not finished. Held until the transaction ends: no run begins or goes on meanwhile, so that what
 * a person decides is never about what a run has read and not yet written.
 */
export async function runGoesOn(tx: MunicipalityTx): Promise<RunGoesOn | null> {
  await sql`lock table month_run in share mode`.execute(tx);
  const { rows } = await sql<{
    month: PlainDate;
  }>`select month from month_run where finished_at is null`.execute(tx);
  return rows[0] === undefined ? null : { tag: 'run-goes-on', month: monthOf(rows[0].month) };
}

export async function finishRun(tx: MunicipalityTx, month: YearMonth, at: Temporal.Instant): Promise<void> {
  await sql`
    update month_run set finished_at = ${at} where month = ${firstDayOf(month)}::date and finished_at is null`.execute(
    tx,
  );
}
