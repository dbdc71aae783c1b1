import { sql } from 'kysely';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** How a claim was last cleared for transfer, and whether that stands. */
export interface LastClearance {
  /** A decision's or notice's number. */
  readonly about: string;
  /** Null: it stands. */
  readonly withdrawnWhy: string | null;
}

/** The last clearance of each of these claims, standing or taken back; claims that never had one are left out. */
export async function lastClearances(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, LastClearance>> {
  const { rows } = await sql<LastClearance & { readonly claim: ClaimNumber }>`
    select distinct on (claim_number) claim_number as claim, about, withdrawn_why as "withdrawnWhy" from transfer_clearance
    where claim_number = any (${claims.map(String)}::bigint[]) order by claim_number, entry desc`.execute(tx);
  return new Map(rows.map(({ claim, ...last }) => [claim, last]));
}
