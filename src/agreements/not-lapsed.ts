import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A plan of ours that covered a claim. */
export interface PlanOnClaim {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** Its decision's number. */
  readonly agreement: string;
  readonly from: PlainDate;
  /** Its last day; null = it is in force. */
  readonly to: PlainDate | null;
}

/** The plans that were or are in force about these claims, by claim and oldest first. */
export async function plansOnClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<PlanOnClaim[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<PlanOnClaim>`
    select l.claim_number as claim, a.debtor_number as debtor, a.agreement_id::text as agreement, a.in_force_from as "from",
      a.ended_on - 1 as "to"
    from liability l
    join agreement a on a.debtor_number = l.debtor_number and a.outcome = 'plan'
    join decision d on d.decision_id = a.agreement_id and l.claim_number = any (d.covers_claims)
    where l.claim_number = any (${claims.map(String)}::bigint[]) and (a.ended_on is null or a.ended_on > a.in_force_from)
    order by l.claim_number, a.in_force_from, a.debtor_number`.execute(tx);
  return rows;
}

/** Two persons' judgement that a debtor's claims have not lapsed (open question Q4). */
export interface NotLapsedJudgement {
  readonly debtor: DebtorNumber;
  readonly acceptance: string;
  /** The day it was looked at: it is about claims whose years had run out by then. */
  readonly looked: PlainDate;
  readonly approvedOn: PlainDate;
  readonly until: PlainDate;
  readonly because: string;
}

/** The judgements about these debtors that are approved and have not been taken back, newest first. */
export async function notLapsedJudgements(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<NotLapsedJudgement[]> {
  if (debtors.length === 0) return [];
  const { rows } = await sql<NotLapsedJudgement>`
    select debtor_number as debtor, acceptance::text as acceptance, proposed_on as looked, approved_on as "approvedOn",
      accepted_until as until, because
    from accepted_reason join accepted_reason_approval using (acceptance, proposed_by)
      left join accepted_reason_end using (acceptance)
    where debtor_number = any (${debtors}::int[]) and kind in ('claim-lapsed', 'lapse-review') and ended_on is null
    order by debtor_number, proposed_on desc, acceptance desc`.execute(tx);
  return rows;
}
