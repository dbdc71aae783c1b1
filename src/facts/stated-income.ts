import { sql } from 'kysely';
import { logAccess } from '../access/access-log.ts';
import { line } from '../claims/forms.ts';
import type { ValueRefusal } from '../claims/refusals.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import {
  addMonths,
  dayInCopenhagen,
  firstDayOf,
  monthOf,
  type PlainDate,
  type YearMonth,
} from '../kernel/dates.ts';
import type { BatchNumber, DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { kroner, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { nextBatch } from './store.ts';

/** Income that the citizen has documented instead of the register (open question Q3), as it counts in a run. */
export interface StatedIncome {
  /** After tax, for a year. A documented average is stated as twelve times the month. */
  readonly netIncomeYear: Ore;
  /** The first and last month whose run it counts in. */
  readonly from: YearMonth;
  readonly to: YearMonth;
  /** What documents it, in the caseworker's words. */
  readonly evidence: string;
  readonly statedOn: PlainDate;
  readonly recordedBy: string;
  readonly batch: BatchNumber;
}

export interface IncomeStatement {
  readonly debtor: DebtorNumber;
  readonly netIncomeYear: Ore;
  readonly from: YearMonth;
  /** Null = as long as a statement can count: twelve months. */
  readonly to: YearMonth | null;
  readonly evidence: string;
  /** The day the citizen documented it; null = the day it is recorded. */
  readonly statedOn: PlainDate | null;
}

/** Takes back what has been stated for the month `from` and those after it. `evidence` says why. */
export interface Withdrawal {
  readonly debtor: DebtorNumber;
  readonly from: YearMonth;
  readonly evidence: string;
}

export type StatementRefusal =
  | { readonly tag: 'unknown-debtor' }
  | { readonly tag: 'negative-income' }
  | { readonly tag: 'income-too-large'; readonly most: Ore }
  | { readonly tag: 'period-backwards' }
  | { readonly tag: 'period-too-long'; readonly lastMonth: YearMonth }
  | { readonly tag: 'stated-in-the-future' }
  | { readonly tag: 'evidence-missing' }
  | { readonly tag: 'evidence-unfit'; readonly reason: ValueRefusal }
  | { readonly tag: 'nothing-stated' };

/** What was recorded: its batch, and the months whose runs it is about. */
export interface Recorded {
  readonly batch: BatchNumber;
  readonly from: YearMonth;
  readonly to: YearMonth;
}

export interface Recording {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Circumstances change: after a year at most, the citizen must document again. */
const MOST_MONTHS = 12;
/** Above this something is wrong with the decimals. */
const LARGEST_INCOME = kroner(10_000_000);
const evidenceForm = line(200);

/**
 * Records a yearly income after tax that the citizen has documented, as a batch of facts of its own: from now on it
 * counts, before the register's, in the runs of its months. A newer statement about a month takes the place of an older one,
 * and both are kept (open question Q3).
 */
export async function stateIncome(
  recording: Recording,
  statement: IncomeStatement,
): Promise<Result<Recorded, StatementRefusal>> {
  const today = dayInCopenhagen(recording.at);
  const lastMonth = addMonths(statement.from, MOST_MONTHS - 1);
  const to = statement.to ?? lastMonth;
  const statedOn = statement.statedOn ?? today;
  if (statement.netIncomeYear < 0n) return refuse({ tag: 'negative-income' });
  if (statement.netIncomeYear > LARGEST_INCOME) {
    return refuse({ tag: 'income-too-large', most: LARGEST_INCOME });
  }
  if (to < statement.from) return refuse({ tag: 'period-backwards' });
  if (to > lastMonth) return refuse({ tag: 'period-too-long', lastMonth });
  if (statedOn > today) return refuse({ tag: 'stated-in-the-future' });
  return record(recording, statement, async () => ok({ ...statement, to, statedOn }));
}

/** Takes back what was stated for the runs of a month and those after it; the register's answer counts again. */
export async function withdrawStatedIncome(
  recording: Recording,
  withdrawal: Withdrawal,
): Promise<Result<Recorded, StatementRefusal>> {
  const statedOn = dayInCopenhagen(recording.at);
  return record(recording, withdrawal, async (tx) => {
    const to = await lastStatedMonth(tx, withdrawal);
    if (to === null) return refuse({ tag: 'nothing-stated' });
    return ok({ ...withdrawal, to, statedOn, netIncomeYear: null });
  });
}

interface Row {
  readonly debtor: DebtorNumber;
  readonly netIncomeYear: Ore | null;
  readonly from: YearMonth;
  readonly to: YearMonth;
  readonly evidence: string;
  readonly statedOn: PlainDate;
}

async function record(
  { database, municipality, by, at }: Recording,
  about: { readonly debtor: DebtorNumber; readonly from: YearMonth; readonly evidence: string },
  rowOf: (tx: MunicipalityTx) => Promise<Result<Row, StatementRefusal>>,
): Promise<Result<Recorded, StatementRefusal>> {
  if (about.evidence === '') return refuse({ tag: 'evidence-missing' });
  const evidence = evidenceForm.read(about.evidence);
  if (!evidence.ok) return refuse({ tag: 'evidence-unfit', reason: evidence.refusal });
  return inMunicipality(database, municipality, async (tx) => {
    if ((await cprOfDebtors(tx, [about.debtor])).size === 0) return refuse({ tag: 'unknown-debtor' });
    const row = await rowOf(tx);
    if (!row.ok) return row;
    await logAccess(tx, {
      at,
      actor: by,
      purpose: 'bek. 585/2023 §§ 3, 5',
      debtor: about.debtor,
      about: `facts state ${about.from}`,
    });
    const { from, to } = row.value;
    return ok({ batch: await insertRow(tx, row.value, { by, at }), from, to });
  });
}

async function insertRow(
  tx: MunicipalityTx,
  row: Row,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<BatchNumber> {
  const batch = await nextBatch(tx, null, at);
  await sql`
    insert into stated_income (debtor_number, batch, net_income_year_ore, from_month, to_month, evidence, stated_on,
      recorded_by)
    values (${row.debtor}, ${batch}, ${row.netIncomeYear}, ${firstDayOf(row.from)}, ${firstDayOf(row.to)}, ${row.evidence},
      ${row.statedOn}, ${by})`.execute(tx);
  return batch;
}

/** The last month, from `from` on, in which a statement counts; null when there is none. */
async function lastStatedMonth(
  tx: MunicipalityReadTx,
  { debtor, from }: Withdrawal,
): Promise<YearMonth | null> {
  const { rows } = await sql<{ from_month: PlainDate; to_month: PlainDate; counts: boolean }>`
    select from_month, to_month, net_income_year_ore is not null as counts
    from stated_income where debtor_number = ${debtor} order by batch desc`.execute(tx);
  const statements = rows.map(({ from_month, to_month, counts }) => {
    return { from: monthOf(from_month), to: monthOf(to_month), counts };
  });
  const last = statements.map(({ to }) => to).reduce((a, b) => (a > b ? a : b), from);
  for (let month = last; month >= from; month = addMonths(month, -1)) {
    if (statements.find((one) => one.from <= month && month <= one.to)?.counts === true) return month;
  }
  return null;
}

interface StoredRow {
  readonly debtor_number: DebtorNumber;
  readonly batch: BatchNumber;
  readonly net_income_year_ore: Ore | null;
  readonly from_month: PlainDate;
  readonly to_month: PlainDate;
  readonly evidence: string;
  readonly stated_on: PlainDate;
  readonly recorded_by: string;
}

export interface StatedQuestion {
  readonly debtors: readonly DebtorNumber[];
  /** The month of the run. */
  readonly month: YearMonth;
  readonly asOf: BatchNumber;
}

/** What had been stated for the runs of a month when `asOf` was the newest batch; debtors without any are left out. */
export async function statedIncomesAsOf(
  tx: MunicipalityReadTx,
  { debtors, month, asOf }: StatedQuestion,
): Promise<Map<DebtorNumber, StatedIncome>> {
  const { rows } = await sql<StoredRow>`
    select distinct on (debtor_number) debtor_number, batch, net_income_year_ore, from_month, to_month, evidence,
      stated_on, recorded_by
    from stated_income
    where debtor_number = any (${debtors}::int[]) and batch <= ${asOf}
      and ${firstDayOf(month)}::date between from_month and to_month
    order by debtor_number, batch desc`.execute(tx);
  const found = new Map<DebtorNumber, StatedIncome>();
  for (const row of rows) {
    if (row.net_income_year_ore === null) continue;
    found.set(row.debtor_number, {
      netIncomeYear: row.net_income_year_ore,
      from: monthOf(row.from_month),
      to: monthOf(row.to_month),
      evidence: row.evidence,
      statedOn: row.stated_on,
      recordedBy: row.recorded_by,
      batch: row.batch,
    });
  }
  return found;
}
