import { sql } from 'kysely';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber, OpenBalance, OpenClaim, PlanHistory } from './types.ts';

// The one place where a claim's balance is computed, in øre: what was outstanding when it was handed over.
const openPart = sql`join lateral (
  select sum(p.outstanding_ore)::bigint as balance from part_claim p
  where p.claim_number = l.claim_number) part on part.balance > 0`;

const joinHistory = sql`left join plan_history h on h.claim_number = l.claim_number and h.entry = 1`;
const planHistory = sql`h.claim_number is not null as has_history, h.plan_from, h.plan_to, h.deferral_granted`;

/**
 * What is left of each debtor's open claims; debtors without any are left out. A joint claim stands with both spouses
 * with its whole balance. The lean half of `outstandingClaims`, read for everybody every month.
 */
export async function openBalances(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, OpenBalance[]>> {
  const { rows } = await sql<BalanceRow>`
    select l.debtor_number, c.claim_number, c.law, c.help_stopped, c.known_from, c.lapse_earliest, c.complaint_pending,
      part.balance,
      ${planHistory}
    from liability l
    join claim c on c.claim_number = l.claim_number
    ${openPart}
    ${joinHistory}
    where l.debtor_number = any (${debtors}::int[])`.execute(tx);
  return Map.groupBy(rows.map(asOpenBalance), (claim) => claim.debtor);
}

/**
 * The claims each debtor is liable for with something left to pay, oldest period first; a joint claim stands with both
 * spouses with its whole balance. Debtors without open claims are left out.
 */
export async function outstandingClaims(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, OpenClaim[]>> {
  const { rows } = await sql<OpenClaimRow>`
    select l.debtor_number, l.kind, other.debtor_number as co_debtor_number, a.account_id, c.claim_number,
      c.source_system, c.claim_id, c.law, c.paragraph, c.benefit, c.description, c.period_from, c.period_to, c.paid_on,
      c.amount_basis, c.decision_date, c.decision_delivered, c.decision_period_from, c.decision_period_to,
      c.complaint_pending, c.help_stopped, c.known_from, c.known_reason, c.lapse_earliest, part.balance,
      ${planHistory}
    from liability l
    join claim c on c.claim_number = l.claim_number
    join account a on a.account_number = c.account_number
    ${openPart}
    left join liability other
      on l.kind = 'joint' and other.claim_number = l.claim_number and other.debtor_number <> l.debtor_number
    ${joinHistory}
    where l.debtor_number = any (${debtors}::int[])
    order by l.debtor_number, c.period_from, c.claim_number`.execute(tx);
  return Map.groupBy(rows.map(asOpenClaim), (claim) => claim.debtor);
}

/** The next debtors, by number, who are liable for an open claim; `after` 0 = from the first. At most `limit`. */
export async function openDebtorPage(
  tx: MunicipalityReadTx,
  after: DebtorNumber | 0,
  limit: number,
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor_number: number }>`
    select l.debtor_number from liability l
    where l.debtor_number > ${after}::int
      and exists (select from part_claim p where p.claim_number = l.claim_number and p.outstanding_ore > 0)
    group by l.debtor_number order by l.debtor_number limit ${limit}::int`.execute(tx);
  return rows.map((row) => debtorNumber(row.debtor_number));
}

interface BalanceRow {
  debtor_number: DebtorNumber;
  claim_number: ClaimNumber;
  law: string;
  help_stopped: PlainDate | null;
  known_from: PlainDate | null;
  lapse_earliest: PlainDate | null;
  complaint_pending: boolean;
  balance: bigint;
  has_history: boolean;
  plan_from: PlainDate | null;
  plan_to: PlainDate | null;
  deferral_granted: PlainDate | null;
}

interface OpenClaimRow extends BalanceRow {
  kind: 'sole' | 'joint';
  co_debtor_number: number | null;
  account_id: string;
  source_system: string;
  claim_id: string;
  paragraph: string;
  benefit: string;
  description: string | null;
  period_from: PlainDate;
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

function asOpenBalance(row: BalanceRow): OpenBalance {
  const { plan_from: planFrom, plan_to: planTo, deferral_granted: deferralGranted } = row;
  return {
    claimNumber: row.claim_number,
    debtor: row.debtor_number,
    law: row.law,
    helpStopped: row.help_stopped,
    knownFrom: row.known_from,
    lapseEarliest: row.lapse_earliest,
    complaintPending: row.complaint_pending,
    planHistory: row.has_history ? [{ planFrom, planTo, deferralGranted }] : noHistory,
    balance: ore(row.balance),
  };
}

function asOpenClaim(row: OpenClaimRow): OpenClaim {
  return {
    ...asOpenBalance(row),
    sourceSystem: row.source_system,
    accountId: row.account_id,
    claimId: row.claim_id,
    paragraph: row.paragraph,
    benefit: row.benefit,
    description: row.description,
    periodFrom: row.period_from,
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
