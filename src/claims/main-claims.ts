import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** What interest and fees of a main claim depend on. */
export interface MainClaim {
  readonly claim: ClaimNumber;
  /** Its code in the list of claim types. */
  readonly type: string;
  readonly due: PlainDate | null;
  /** The last day of timely payment. */
  readonly srb: PlainDate | null;
  /** The day payment was asked for. */
  readonly demandSent: PlainDate | null;
}

/** These main claims by their numbers; interest, fees and unknown claims are left out. */
export async function mainClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, MainClaim>> {
  const { rows } = await sql<MainClaim>`
    select claim_number as claim, claim_type as type, due_on as due, srb_on as srb, demand_sent_on as "demandSent"
    from claim where claim_number = any (${claims.map(String)}::bigint[]) and level = 'main'`.execute(tx);
  return new Map(rows.map((row) => [row.claim, row]));
}

/** The main claims of other kinds than repayment that an import brought, by number. */
export async function ordinaryClaimsOfImport(
  tx: MunicipalityReadTx,
  importNumber: bigint,
): Promise<MainClaim[]> {
  const { rows } = await sql<MainClaim>`
    select claim_number as claim, claim_type as type, due_on as due, srb_on as srb, demand_sent_on as "demandSent"
    from claim c where import_number = ${importNumber}::bigint and level = 'main'
      and not exists (select from repayment_claim r where r.claim_number = c.claim_number)
    order by claim_number`.execute(tx);
  return rows;
}
