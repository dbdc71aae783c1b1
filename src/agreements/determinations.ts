import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { debtorNumber, type BatchNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { PersonReason } from './circumstances.ts';
import type { Consequence, DeferralReason, Determination, Found } from './types.ts';

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
    'ordinal',
    'consequence',
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
  const { ordinal, consequence } = determination;
  if (found.outcome === 'none')
    return copyLine([...key, null, null, null, null, null, null, null, null, null, ordinal, consequence]);
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
    ordinal,
    consequence,
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
  ordinal: number;
  consequence: Consequence;
}

export interface DeterminationQuestion {
  readonly month: YearMonth;
  readonly after: DebtorNumber | 0;
  readonly limit: number;
}

/** All determinations of a month for so many debtors after a debtor, in order of debtor and of their place in the month. */
export async function determinationsOf(
  tx: MunicipalityReadTx,
  { month, after, limit }: DeterminationQuestion,
): Promise<Determination[]> {
  const { rows } = await sql<DeterminationRow>`
    select * from determination where month = ${firstDayOf(month)}::date and debtor_number in (
      select debtor_number from determination
      where month = ${firstDayOf(month)}::date and ordinal = 0 and debtor_number > ${after}
      order by debtor_number limit ${limit})
    order by debtor_number, ordinal`.execute(tx);
  return rows.map(asDetermination);
}

/** A place among a debtor's determinations. */
export interface DeterminationKey {
  readonly debtor: DebtorNumber;
  readonly month: YearMonth;
  readonly ordinal: number;
}

/** These determinations; each must be there. In the order asked. */
export async function determinationsAt(
  tx: MunicipalityReadTx,
  keys: readonly DeterminationKey[],
): Promise<Determination[]> {
  const { rows } = await sql<DeterminationRow>`
    select d.* from unnest(${keys.map(({ month }) => firstDayOf(month))}::date[],
      ${keys.map(({ debtor }) => debtor)}::int[], ${keys.map(({ ordinal }) => ordinal)}::int[])
      with ordinality key (month, debtor_number, ordinal, place)
    join determination d on d.month = key.month and d.debtor_number = key.debtor_number and d.ordinal = key.ordinal
    order by key.place`.execute(tx);
  assert(rows.length === keys.length, 'a determination that is referred to is there');
  return rows.map(asDetermination);
}

/** One determination; null when the debtor was not looked at then. */
export async function determinationOf(
  tx: MunicipalityReadTx,
  { debtor, month, ordinal }: DeterminationKey,
): Promise<Determination | null> {
  const { rows } = await sql<DeterminationRow>`
    select * from determination
    where month = ${firstDayOf(month)}::date and debtor_number = ${debtor} and ordinal = ${ordinal}`.execute(
    tx,
  );
  return rows[0] === undefined ? null : asDetermination(rows[0]);
}

/** All that was found for a debtor, oldest first. */
export async function determinationsAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<Determination[]> {
  const { rows } = await sql<DeterminationRow>`
    select * from determination
    where month = any (array(select month from month_run)) and debtor_number = ${debtor}
    order by month, ordinal`.execute(tx);
  return rows.map(asDetermination);
}

/**
 * What the latest finished runs before a month found for these debtors, newest first, as last looked at in each month;
 * a month in which a debtor was not judged stands as nothing found.
 */
export async function earlierFindings(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { before, runs }: { readonly before: YearMonth; readonly runs: number },
): Promise<Map<DebtorNumber, Found[]>> {
  if (debtors.length === 0 || runs === 0) return new Map();
  const months = await sql<{ month: PlainDate }>`
    select month from month_run where finished_at is not null and month < ${firstDayOf(before)}::date
    order by month desc limit ${runs}`.execute(tx);
  const { rows } = await sql<DeterminationRow>`
    select distinct on (month, debtor_number) * from determination
    where month = any (${months.rows.map(({ month }) => month)}::date[]) and debtor_number = any (${debtors}::int[])
    order by month, debtor_number, ordinal desc`.execute(tx);
  const found = new Map(rows.map((row) => [`${row.month} ${row.debtor_number}`, asFound(row)]));
  const notJudged: Found = { outcome: 'none', reason: 'not-asked' };
  return new Map(
    debtors.map((debtor) => [
      debtor,
      months.rows.map(({ month }) => found.get(`${month} ${debtor}`) ?? notJudged),
    ]),
  );
}

/** What was last found for a debtor, and on which calculation date. */
export interface LatestFinding {
  readonly outcome: Found['outcome'];
  readonly on: PlainDate;
  /** A person has seen the deferral that was proposed from it, and taken the proposal back. */
  readonly setAside: boolean;
}

/**
 * What the latest run found for these debtors, as last looked at in it; of a run that has not reached them yet, what the
 * one before found. Debtors whom neither judged are left out.
 */
export async function latestFindings(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, LatestFinding>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<LatestFinding & { readonly debtor: DebtorNumber }>`
    select distinct on (t.debtor_number) t.debtor_number as debtor, t.outcome, t.calculation_date as on,
      coalesce(d.state = 'withdrawn' and d.outcome = 'deferral' and d.closed_by <> 'automatic'
        and d.closed_why <> 'settled', false) as "setAside"
    from determination t
    left join decision d on d.debtor_number = t.debtor_number and d.month = t.month and d.ordinal = t.ordinal
    where t.month = any (array(select month from month_run order by month desc limit 2))
      and t.debtor_number = any (${debtors}::int[])
    order by t.debtor_number, t.month desc, t.ordinal desc`.execute(tx);
  return new Map(rows.map(({ debtor, ...latest }) => [debtor, latest]));
}

function asDetermination(row: DeterminationRow): Determination {
  return {
    debtor: debtorNumber(row.debtor_number),
    month: monthOf(row.month),
    ordinal: row.ordinal,
    calculationDate: row.calculation_date,
    factsAsOf: row.facts_as_of,
    ruleVersion: row.rule_version,
    found: asFound(row),
    consequence: row.consequence,
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
