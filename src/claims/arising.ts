import { sql } from 'kysely';
import type { Arising } from '../law/arose.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** When these claims arose, and their main claims; interest and fees arose with theirs. Unknown ones are left out. */
export async function arisingOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Arising & { readonly main: ClaimNumber }>> {
  const { rows } = await sql<Arising & { readonly claim: ClaimNumber; readonly main: ClaimNumber }>`
    select c.claim_number as claim, m.claim_number as main, m.period_from as "from", m.period_to as "to", m.origin_on as origin
    from claim c join claim m on m.claim_number = coalesce(c.main_claim, c.claim_number)
    where c.claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return new Map(rows.map(({ claim, ...arising }) => [claim, arising]));
}
