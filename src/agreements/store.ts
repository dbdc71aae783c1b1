import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { debtorNumber, type BatchNumber, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueueNew } from '../platform/due-work.ts';
import type { PersonReason } from './circumstances.ts';
import { termsOf } from './decisions.ts';
import type { Agreement, Decision, DebtorOutcome, DeferralReason, Determination, Found } from './types.ts';

interface AgreementRow {
  agreement_id: bigint;
  debtor_number: number;
  outcome: 'plan' | 'deferral';
  reason: string;
  monthly_ore: bigint | null;
  first_due: PlainDate | null;
  owed_ore: bigint;
  in_force_from: PlainDate;
}

/** What is in force for each debtor; those with nothing in force are left out. */
export async function agreementsInForce(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Agreement>> {
  const { rows } = await sql<AgreementRow>`
    select agreement_id, debtor_number, outcome, reason, monthly_ore, first_due, owed_ore, in_force_from
    from agreement where ended_on is null and debtor_number = any (${debtors}::int[])`.execute(tx);
  return new Map(rows.map((row) => [debtorNumber(row.debtor_number), asAgreement(row)]));
}

function asAgreement(row: AgreementRow): Agreement {
  return {
    id: row.agreement_id as DecisionId, // written from a DecisionId
    debtor: debtorNumber(row.debtor_number),
    terms: termsOf(row.outcome, row.reason, { monthly: row.monthly_ore, firstDue: row.first_due }),
    owed: ore(row.owed_ore),
    inForceFrom: row.in_force_from,
  };
}

/**
 * Writes a page of a run: determinations, decisions, agreements with their schedules, what they end, letters to make and
 * work items. Keys are derived from month and debtor, so a page written twice is refused by the database, not doubled.
 */
export async function writeOutcomes(
  tx: MunicipalityTx,
  outcomes: readonly DebtorOutcome[],
  at: Temporal.Instant,
): Promise<void> {
  const decisions = outcomes.flatMap(({ decision }) => (decision === null ? [] : [decision]));
  const inForce = decisions.filter(({ decidedBy }) => decidedBy !== null);
  await copyInto(
    tx,
    determinationTable,
    lines(outcomes.map(({ determination }) => determinationLine(determination))),
  );
  if (decisions.length > 0) {
    await copyInto(tx, decisionTable, lines(decisions.map(decisionLine)));
    await endReplaced(tx, inForce);
    await copyInto(tx, agreementTable, lines(inForce.map(agreementLine)));
    await copyInto(tx, scheduleTable, lines(inForce.flatMap(scheduleLines)));
    await enqueueNew(
      tx,
      inForce.map(({ id }) => ({ kind: 'letter', key: id.toString(), dueAt: at, payload: {} })),
    );
  }
  await openWorkItems(tx, outcomes, at);
}

// One chunk for COPY instead of one step of its stream for every row.
function lines(rows: readonly string[]): string[] {
  return rows.length === 0 ? [] : [rows.join('\n')];
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

const decisionTable = {
  table: 'decision',
  columns: [
    'decision_id',
    'debtor_number',
    'month',
    'change',
    'state',
    'outcome',
    'reason',
    'monthly_ore',
    'replaces_agreement',
    'drafted_on',
    'decided_on',
    'decided_by',
    'owed_ore',
  ],
} as const;

function decisionLine(decision: Decision): string {
  const { terms, decidedBy } = decision;
  return copyLine([
    decision.id,
    decision.debtor,
    firstDayOf(decision.month),
    decision.change,
    decidedBy === null ? 'draft' : 'decided',
    terms.outcome,
    terms.reason,
    terms.outcome === 'plan' ? terms.monthly : null,
    decision.replaces?.id ?? null,
    decision.draftedOn,
    decidedBy === null ? null : decision.draftedOn,
    decidedBy,
    decision.owed,
  ]);
}

const agreementTable = {
  table: 'agreement',
  columns: [
    'agreement_id',
    'debtor_number',
    'outcome',
    'reason',
    'monthly_ore',
    'first_due',
    'owed_ore',
    'in_force_from',
  ],
} as const;

function agreementLine({ id, debtor, terms, owed, draftedOn }: Decision): string {
  const monthly = terms.outcome === 'plan' ? terms.monthly : null;
  const firstDue = terms.outcome === 'plan' ? terms.firstDue : null;
  return copyLine([id, debtor, terms.outcome, terms.reason, monthly, firstDue, owed, draftedOn]);
}

const scheduleTable = {
  table: 'schedule_segment',
  columns: ['agreement_id', 'segment', 'first_due', 'instalments', 'amount_ore'],
} as const;

function scheduleLines({ id, schedule }: Decision): string[] {
  return schedule.map(({ firstDue, instalments, amount }, index) =>
    copyLine([id, index + 1, firstDue, instalments, amount]),
  );
}

async function endReplaced(tx: MunicipalityTx, decisions: readonly Decision[]): Promise<void> {
  const replacing = decisions.filter(({ replaces }) => replaces !== null);
  if (replacing.length === 0) return;
  await sql`
    update agreement set ended_on = ending.day, ended_by = ending.decision
    from unnest(${replacing.map(({ replaces }) => replaces?.id.toString())}::bigint[],
      ${replacing.map(({ id }) => id.toString())}::bigint[],
      ${replacing.map(({ draftedOn }) => draftedOn)}::date[]) ending (agreement, decision, day)
    where agreement_id = ending.agreement and ended_on is null`.execute(tx);
}

async function openWorkItems(
  tx: MunicipalityTx,
  outcomes: readonly DebtorOutcome[],
  at: Temporal.Instant,
): Promise<void> {
  const items = outcomes.flatMap(({ determination: { debtor, month }, personReasons }) =>
    [...new Set(personReasons)].map((kind) => ({ kind, debtor, month })),
  );
  if (items.length === 0) return;
  await sql`
    insert into work_item (kind, debtor_number, month, opened_at)
    select kind, debtor, month, ${at}::timestamptz
    from unnest(${items.map(({ kind }) => kind)}::text[], ${items.map(({ debtor }) => debtor)}::int[],
      ${items.map(({ month }) => firstDayOf(month))}::date[]) item (kind, debtor, month)
    on conflict (month, debtor_number, kind) do nothing`.execute(tx);
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
