import { sql } from 'kysely';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DecisionId } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Agreement, ChangeKind, Decision, DeferralReason, Terms } from './types.ts';

interface DecisionRow {
  decision_id: bigint;
  debtor_number: number;
  month: PlainDate;
  change: ChangeKind;
  outcome: 'plan' | 'deferral';
  reason: string;
  monthly_ore: bigint | null;
  first_due: PlainDate | null;
  drafted_on: PlainDate;
  decided_by: string | null;
  owed_ore: bigint;
  replaced_id: bigint | null;
  replaced_outcome: 'plan' | 'deferral' | null;
  replaced_reason: string | null;
  replaced_monthly: bigint | null;
  replaced_first_due: PlainDate | null;
  replaced_owed: bigint | null;
  replaced_from: PlainDate | null;
}

/** Decisions that were made, with what they replaced; schedules are left out. In the order of their numbers. */
export async function madeDecisions(
  tx: MunicipalityReadTx,
  ids: readonly DecisionId[],
): Promise<MadeDecision[]> {
  const { rows } = await sql<DecisionRow>`
    select d.decision_id, d.debtor_number, d.month, d.change, d.outcome, d.reason, d.monthly_ore, a.first_due,
      d.drafted_on, d.decided_by, d.owed_ore, r.agreement_id as replaced_id, r.outcome as replaced_outcome,
      r.reason as replaced_reason, r.monthly_ore as replaced_monthly, r.first_due as replaced_first_due,
      r.owed_ore as replaced_owed, r.in_force_from as replaced_from
    from decision d join agreement a on a.agreement_id = d.decision_id
    left join agreement r on r.agreement_id = d.replaces_agreement
    where d.decision_id = any (${ids.map(String)}::bigint[]) and d.state = 'decided'
    order by d.decision_id`.execute(tx);
  return rows.map(asDecision);
}

export type MadeDecision = Omit<Decision, 'schedule' | 'effectiveFrom'>;

function asDecision(row: DecisionRow): MadeDecision {
  return {
    id: row.decision_id as DecisionId, // written from a DecisionId
    debtor: debtorNumber(row.debtor_number),
    month: monthOf(row.month),
    change: row.change,
    terms: termsOf(row.outcome, row.reason, { monthly: row.monthly_ore, firstDue: row.first_due }),
    replaces: replacedOf(row),
    draftedOn: row.drafted_on,
    decidedBy: row.decided_by,
    owed: ore(row.owed_ore),
  };
}

function replacedOf(row: DecisionRow): Agreement | null {
  const { replaced_id, replaced_outcome, replaced_reason, replaced_owed, replaced_from } = row;
  if (replaced_id === null || replaced_outcome === null || replaced_reason === null) return null;
  if (replaced_owed === null || replaced_from === null) return null;
  return {
    id: replaced_id as DecisionId, // written from a DecisionId
    debtor: debtorNumber(row.debtor_number),
    terms: termsOf(replaced_outcome, replaced_reason, {
      monthly: row.replaced_monthly,
      firstDue: row.replaced_first_due,
    }),
    owed: ore(replaced_owed),
    inForceFrom: replaced_from,
  };
}

interface PlanAmounts {
  readonly monthly: bigint | null;
  readonly firstDue: PlainDate | null;
}

/** The stored terms as the union; the tables' checks promise that a plan has amount and date. */
export function termsOf(
  outcome: 'plan' | 'deferral',
  reason: string,
  { monthly, firstDue }: PlanAmounts,
): Terms {
  if (outcome === 'deferral') return { outcome, reason: reason as DeferralReason }; // written from a DeferralReason
  if (monthly === null || firstDue === null) throw new Error('a stored plan without amount or date');
  return { outcome, reason: reason as 'table' | 'no-income', monthly: ore(monthly), firstDue }; // likewise
}
