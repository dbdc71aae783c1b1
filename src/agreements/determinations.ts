import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { debtorNumber, type BatchNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { PersonReason } from './circumstances.ts';
import type { DeferralReason, Determination, Found } from './types.ts';

/** Writes a page's determinations. One that is there already fails the transaction: a month is found once. */
export async function writeDeterminations(tx: MunicipalityTx, page: readonly Determination[]): Promise<void> {
  await copyInto(tx, determinationTable, asOneChunk(page.map(determinationLine)));
}

const determinationTable = {
  table: 'determination',
  columns: [
    'month',
    'debtor_number',
    'calculation_date',
    'facts_as_of',
    'rule_version',
    'outcome',
    'reason',
    'earlier_month_ore',
    'later_month_ore',
    'net_income_year_ore',
    'dependants',
    'table_id',
    'band_from_ore',
    'percent',
    'monthly_ore',
    'explanation_hash',
  ],
} as const;

function determinationLine(determination: Determination): string {
  const { found } = determination;
  const key = [
    firstDayOf(determination.month),
    determination.debtor,
    determination.calculationDate,
    determination.factsAsOf,
    determination.ruleVersion,
    found.outcome,
    found.reason,
  ];
  if (found.outcome === 'none')
    return copyLine([...key, null, null, null, null, null, null, null, null, null]);
  return copyLine([
    ...key,
    found.earlierMonth,
    found.laterMonth,
    found.netIncomeYear,
    found.dependants,
    found.table,
    found.bandFrom,
    found.percent,
    found.outcome === 'plan' ? found.monthly : null,
    `\\x${found.explanationHash.toString('hex')}`,
  ]);
}

interface DeterminationRow {
  month: PlainDate;
  debtor_number: number;
  calculation_date: PlainDate;
  facts_as_of: BatchNumber;
  rule_version: string;
  outcome: 'plan' | 'deferral' | 'none';
  reason: string;
  earlier_month_ore: bigint | null;
  later_month_ore: bigint | null;
  net_income_year_ore: bigint | null;
  dependants: boolean | null;
  table_id: string | null;
  band_from_ore: bigint | null;
  percent: number | null;
  monthly_ore: bigint | null;
  explanation_hash: Buffer | null;
}

export interface DeterminationQuestion {
  readonly month: YearMonth;
  readonly after: DebtorNumber | 0;
  readonly limit: number;
}

/** The month's determinations in order of debtor, so many after a debtor. */
export async function determinationsOf(
  tx: MunicipalityReadTx,
  { month, after, limit }: DeterminationQuestion,
): Promise<Determination[]> {
  const { rows } = await sql<DeterminationRow>`
    select * from determination where month = ${firstDayOf(month)}::date and debtor_number > ${after}
    order by debtor_number limit ${limit}`.execute(tx);
  return rows.map(asDetermination);
}

/** The determinations of a month of these debtors, in order of debtor. */
export async function determinationsFor(
  tx: MunicipalityReadTx,
  month: YearMonth,
  debtors: readonly DebtorNumber[],
): Promise<Determination[]> {
  const { rows } = await sql<DeterminationRow>`
    select * from determination where month = ${firstDayOf(month)}::date and debtor_number = any (${debtors}::int[])
    order by debtor_number`.execute(tx);
  return rows.map(asDetermination);
}

/** One debtor's determination of a month; null when the month was not run for the debtor. */
export async function determinationOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  month: YearMonth,
): Promise<Determination | null> {
  const [found] = await determinationsFor(tx, month, [debtor]);
  return found ?? null;
}

function asDetermination(row: DeterminationRow): Determination {
  return {
    debtor: debtorNumber(row.debtor_number),
    month: monthOf(row.month),
    calculationDate: row.calculation_date,
    factsAsOf: row.facts_as_of,
    ruleVersion: row.rule_version,
    found: asFound(row),
  };
}

// The table's checks promise what the union asks for; the reasons are those that were written from it.
function asFound(row: DeterminationRow): Found {
  if (row.outcome === 'none' || row.explanation_hash === null) {
    return { outcome: 'none', reason: row.reason as PersonReason };
  }
  const basis = {
    earlierMonth: amount(row.earlier_month_ore),
    laterMonth: amount(row.later_month_ore),
    netIncomeYear: amount(row.net_income_year_ore),
    dependants: row.dependants === true,
    table: row.table_id,
    bandFrom: amount(row.band_from_ore),
    percent: row.percent,
    explanationHash: row.explanation_hash,
  };
  if (row.outcome === 'deferral')
    return { ...basis, outcome: 'deferral', reason: row.reason as DeferralReason };
  if (row.monthly_ore === null) throw new Error('a stored plan without an amount');
  return {
    ...basis,
    outcome: 'plan',
    reason: row.reason as 'table' | 'no-income',
    monthly: ore(row.monthly_ore),
  };
}

function amount(value: bigint | null): Ore | null {
  return value === null ? null : ore(value);
}
