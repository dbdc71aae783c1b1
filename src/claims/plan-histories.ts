import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** A plan that was in force before the claim came to us, as its source told it. */
export interface SourcePlan {
  readonly claim: ClaimNumber;
  readonly entry: number;
  readonly from: PlainDate;
  /** Its last day; null = it was in force when the claim came. */
  readonly to: PlainDate | null;
}

/** The plans that the source told of these claims, by claim and in its order. */
export async function sourcePlans(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<SourcePlan[]> {
  const { rows } = await sql<SourcePlan>`
    select claim_number as claim, entry, plan_from as "from", plan_to as "to" from plan_history
    where claim_number = any (${claims.map(String)}::bigint[]) and plan_from is not null
    order by claim_number, entry`.execute(tx);
  return rows;
}
