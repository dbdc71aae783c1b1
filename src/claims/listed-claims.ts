import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { Level } from '../law/payment-order.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** A claim of any type as lists and letters name it. */
export interface ListedClaim {
  readonly claim: ClaimNumber;
  /** Its main claim; a main claim is its own. */
  readonly main: ClaimNumber;
  readonly level: Level;
  /** Its code in the list of claim types. */
  readonly type: string;
  /** Repayment of benefits. */
  readonly repayment: boolean;
  /** As its source describes it. */
  readonly description: string | null;
  readonly sourceSystem: string;
  readonly claimId: string;
  /** The last day of timely payment. */
  readonly srb: PlainDate | null;
}

/** These claims by their numbers; unknown ones are left out. */
export async function listedClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ListedClaim>> {
  const { rows } = await sql<ListedClaim>`
    select c.claim_number as claim, coalesce(c.main_claim, c.claim_number) as main, c.level, c.claim_type as type,
      r.claim_number is not null as repayment, c.description, c.source_system as "sourceSystem", c.claim_id as "claimId",
      c.srb_on as srb
    from claim c left join repayment_claim r on r.claim_number = c.claim_number
    where c.claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [row.claim, row]));
}
