import { sql } from 'kysely';
import { monthOf, readableMonth, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** What the recovery authority is told of a claim, and what decides whether it may be. */
export interface ClaimToSend {
  readonly claim: ClaimNumber;
  readonly main: ClaimNumber | null;
  readonly type: string;
  readonly level: 'main' | 'interest' | 'fee';
  /**
   * What stands in the authority's letters. Of a repayment claim its benefit and month, which identify it; the source's own words about
   * it are private to the citizen, and for our letters alone.
   */
  readonly description: string | null;
  readonly origin: PlainDate | null;
  readonly due: PlainDate | null;
  readonly srb: PlainDate | null;
  readonly period: { readonly from: PlainDate; readonly to: PlainDate } | null;
  readonly propertyNumber: string | null;
  /** A repayment claim: the earliest day on which it can lapse; null while the help runs, and of others. */
  readonly lapse: PlainDate | null;
  readonly repayment: boolean;
  readonly complaintPending: boolean;
}

/** These claims, by number; unknown ones are left out. */
export async function claimsToSend(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimToSend>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<SendRow>`
    select c.claim_number as claim, c.main_claim as main, c.claim_type as type, c.level, c.description,
      c.origin_on as origin, c.due_on as due, c.srb_on as srb, c.period_from, c.period_to,
      c.property_number as "propertyNumber", r.lapse_earliest as lapse, r.claim_number is not null as repayment,
      coalesce(r.complaint_pending, false) as "complaintPending", r.benefit
    from claim c left join repayment_claim r on r.claim_number = c.claim_number
    where c.claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return new Map(
    rows.map(({ period_from: from, period_to: to, benefit, ...row }) => [
      row.claim,
      {
        ...row,
        description: descriptionOf(benefit, from) ?? row.description,
        period: from === null || to === null ? null : { from, to },
      },
    ]),
  );
}

interface SendRow extends Omit<ClaimToSend, 'period'> {
  readonly period_from: PlainDate | null;
  readonly period_to: PlainDate | null;
  readonly benefit: string | null;
}

/**
 * The authority refuses a claim without a description (R_7_11), which must identify it in the authority's letters; one benefit month is one
 * claim.
 */
function descriptionOf(benefit: string | null, from: PlainDate | null): string | null {
  if (benefit === null || from === null) return null;
  return `Tilbagebetaling af ${benefit}, ${readableMonth(monthOf(from))}`.slice(0, 100);
}
