import { sql } from 'kysely';
import { firstDayOf, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueueNew } from '../platform/due-work.ts';
import type { AgreementHistory } from './change.ts';
import { termsOf } from './decisions.ts';
import { writeDeterminations } from './determinations.ts';
import type { Agreement, Decision, DebtorOutcome } from './types.ts';

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

/** What has been in force for these debtors, begun by a day; asked for those with claims whose years have run out. */
export async function agreementHistories(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  asOf: PlainDate,
): Promise<Map<DebtorNumber, AgreementHistory>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<PeriodRow>`
    select debtor_number, outcome, in_force_from, ended_on - 1 as last_day from agreement
    where debtor_number = any (${debtors}::int[]) and in_force_from <= ${asOf}::date
      and (ended_on is null or ended_on > in_force_from)
    order by debtor_number, in_force_from`.execute(tx);
  const byDebtor = Map.groupBy(rows, (row) => row.debtor_number);
  return new Map([...byDebtor].map(([debtor, periods]) => [debtor, historyOf(periods)]));
}

interface PeriodRow {
  debtor_number: DebtorNumber;
  outcome: 'plan' | 'deferral';
  in_force_from: PlainDate;
  last_day: PlainDate | null;
}

function historyOf(periods: readonly PeriodRow[]): AgreementHistory {
  const plans = periods.filter(({ outcome }) => outcome === 'plan');
  const deferral = periods.findLast(({ outcome }) => outcome === 'deferral');
  return {
    plans: plans.map(({ in_force_from, last_day }) => ({ from: in_force_from, to: last_day })),
    deferralGranted: deferral?.in_force_from ?? null,
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
  await writeDeterminations(
    tx,
    outcomes.map(({ determination }) => determination),
  );
  if (decisions.length > 0) {
    await copyInto(tx, decisionTable, asOneChunk(decisions.map(decisionLine)));
    await endReplaced(tx, inForce);
    await copyInto(tx, agreementTable, asOneChunk(inForce.map(agreementLine)));
    await copyInto(tx, scheduleTable, asOneChunk(inForce.flatMap(scheduleLines)));
    await enqueueNew(
      tx,
      inForce.map(({ id }) => ({ kind: 'letter', key: id.toString(), dueAt: at, payload: {} })),
    );
  }
  await openWorkItems(tx, outcomes, at);
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

function agreementLine({ id, debtor, terms, owed, effectiveFrom }: Decision): string {
  const monthly = terms.outcome === 'plan' ? terms.monthly : null;
  const firstDue = terms.outcome === 'plan' ? terms.firstDue : null;
  return copyLine([id, debtor, terms.outcome, terms.reason, monthly, firstDue, owed, effectiveFrom]);
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

// Also a rise that was decided and has not begun: it ends on the day it would have begun.
async function endReplaced(tx: MunicipalityTx, decisions: readonly Decision[]): Promise<void> {
  const replacing = decisions.filter(({ replaces }) => replaces !== null);
  if (replacing.length === 0) return;
  await sql`
    update agreement set ended_on = greatest(in_force_from, ending.day), ended_by = ending.decision
    from unnest(${replacing.map(({ debtor }) => debtor)}::int[], ${replacing.map(({ id }) => id.toString())}::bigint[],
      ${replacing.map(({ effectiveFrom }) => effectiveFrom)}::date[]) ending (debtor, decision, day)
    where debtor_number = ending.debtor and (ended_on is null or ended_on > ending.day)`.execute(tx);
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
