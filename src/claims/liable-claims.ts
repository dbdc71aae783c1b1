import { sql } from 'kysely';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { lawsByTable } from '../law/repayment-laws.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber, DescribedClaim, LiableClaim, PlanHistory } from './types.ts';

const stillLiable = sql`not exists (
  select from liability_end e where e.claim_number = l.claim_number and e.debtor_number = l.debtor_number)`;

// What a person decides about is no part of what is decided by rule (open question Q15).
const byRule = sql`r.law = any (${lawsByTable}::text[])`;

// Told by the source, or said here against the claim, or by this debtor against the decision about it, and not answered.
const disputed = sql`(r.complaint_pending or exists (
  select from hold h where h.claim_number = r.claim_number and h.lifted_on is null
    and (h.debtor_number is null or h.debtor_number = l.debtor_number)
    and h.reason in ('objection', 'decision-complaint', 'source-to-correct')))`;

const joinHistory = sql`left join plan_history h on h.claim_number = l.claim_number and h.entry = 1`;
const planHistory = sql`h.claim_number is not null as has_history, h.plan_from, h.plan_to, h.deferral_granted`;

/**
 * The repayment claims that are decided about by rule and that these debtors are liable for, paid or not; ended liabilities are left out. A joint claim stands with
 * both spouses. The lean half of `describedClaims`, read for everybody every month.
 */
export async function liableClaims(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<LiableClaim[]> {
  if (debtors.length === 0) return [];
  const { rows } = await sql<LiableRow>`
    select l.debtor_number, r.claim_number, r.law, r.period_from, r.help_stopped, r.known_from, r.lapse_earliest, ${disputed} as complaint_pending,
      ${planHistory}
    from liability l
    join repayment_claim r on r.claim_number = l.claim_number
    ${joinHistory}
    where l.debtor_number = any (${debtors}::int[]) and ${byRule} and ${stillLiable}`.execute(tx);
  return rows.map(asLiableClaim);
}

/**
 * The same claims with all their particulars, by debtor and oldest period first; ended liabilities
 * are left out.
 */
export async function describedClaims(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<DescribedClaim[]> {
  const { rows } = await sql<DescribedRow>`
    select l.debtor_number, l.kind, other.debtor_number as co_debtor_number, a.account_id, c.claim_number,
      c.source_system, c.claim_id, c.law, c.paragraph, r.benefit, c.description, c.period_from, c.period_to, r.paid_on,
      r.amount_basis, r.decision_date, r.decision_delivered, r.decision_period_from, r.decision_period_to,
      ${disputed} as complaint_pending, r.help_stopped, r.known_from, r.known_reason, r.lapse_earliest,
      ${planHistory}
    from liability l
    join repayment_claim r on r.claim_number = l.claim_number
    join claim c on c.claim_number = l.claim_number
    join account a on a.account_number = c.account_number
    left join liability other
      on l.kind = 'joint' and other.claim_number = l.claim_number and other.debtor_number <> l.debtor_number
        and not exists (
          select from liability_end e
          where e.claim_number = other.claim_number and e.debtor_number = other.debtor_number)
    ${joinHistory}
    where l.debtor_number = any (${debtors}::int[]) and ${byRule} and ${stillLiable}
    order by l.debtor_number, c.period_from, c.claim_number`.execute(tx);
  return rows.map(asDescribedClaim);
}

/**
 * The next debtors, by number, who are liable for such a claim, paid or not; `after` 0 = from the first. At most `limit`.
 * Whoever owes something else only is not among them: nobody asks for their income or decides about it by rule.
 */
export async function liableDebtorPage(
  tx: MunicipalityReadTx,
  after: DebtorNumber | 0,
  limit: number,
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor_number: number }>`
    select l.debtor_number from liability l
    join repayment_claim r on r.claim_number = l.claim_number
    where l.debtor_number > ${after}::int and ${byRule} and ${stillLiable}
    group by l.debtor_number order by l.debtor_number limit ${limit}::int`.execute(tx);
  return rows.map((row) => debtorNumber(row.debtor_number));
}

interface LiableRow {
  debtor_number: DebtorNumber;
  claim_number: ClaimNumber;
  law: string;
  period_from: PlainDate;
  help_stopped: PlainDate | null;
  known_from: PlainDate | null;
  lapse_earliest: PlainDate | null;
  complaint_pending: boolean;
  has_history: boolean;
  plan_from: PlainDate | null;
  plan_to: PlainDate | null;
  deferral_granted: PlainDate | null;
}

interface DescribedRow extends LiableRow {
  kind: 'sole' | 'joint';
  co_debtor_number: number | null;
  account_id: string;
  source_system: string;
  claim_id: string;
  paragraph: string;
  benefit: string;
  description: string | null;
  period_to: PlainDate;
  paid_on: PlainDate;
  amount_basis: 'gross' | 'net';
  decision_date: PlainDate;
  decision_delivered: PlainDate;
  decision_period_from: YearMonth;
  decision_period_to: YearMonth;
  known_reason: string | null;
}

const noHistory: readonly PlanHistory[] = [];

function asLiableClaim(row: LiableRow): LiableClaim {
  const { plan_from: planFrom, plan_to: planTo, deferral_granted: deferralGranted } = row;
  return {
    claimNumber: row.claim_number,
    debtor: row.debtor_number,
    law: row.law,
    periodFrom: row.period_from,
    helpStopped: row.help_stopped,
    knownFrom: row.known_from,
    lapseEarliest: row.lapse_earliest,
    complaintPending: row.complaint_pending,
    planHistory: row.has_history ? [{ planFrom, planTo, deferralGranted }] : noHistory,
  };
}

function asDescribedClaim(row: DescribedRow): DescribedClaim {
  return {
    ...asLiableClaim(row),
    sourceSystem: row.source_system,
    accountId: row.account_id,
    claimId: row.claim_id,
    paragraph: row.paragraph,
    benefit: row.benefit,
    description: row.description,
    periodTo: row.period_to,
    paidOn: row.paid_on,
    amountBasis: row.amount_basis,
    liability: row.kind,
    coDebtor: row.co_debtor_number === null ? null : debtorNumber(row.co_debtor_number),
    decisionDate: row.decision_date,
    decisionDelivered: row.decision_delivered,
    decisionPeriodFrom: row.decision_period_from,
    decisionPeriodTo: row.decision_period_to,
    knownReason: row.known_reason,
  };
}
