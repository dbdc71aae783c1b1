import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { ReliefOfDays } from '../law/interest-facts.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * The debt reliefs that have taken a part of these main claims, by claim, each with the last day for which interest had been charged by
 * then; claims without any are left out.
 */
export async function reliefsOfDays(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ReliefOfDays[]>> {
  const { rows } = await sql<ReliefOfDays & { claim: ClaimNumber }>`
    select r.claim_number as claim, r.relieved_on as on, r.kept_hundredths as kept, (
        select max(c.period_to) from charge c join transfer t on t.cause = 'charge-raised' and t.cause_number = c.claim_number
        where c.main_claim = r.claim_number and c.kind = 'interest' and t.recorded_at <= r.recorded_at) as "chargedTo"
    from claim_relief r where r.claim_number = any (${mains.map(String)}::bigint[])
    order by r.claim_number, r.recorded_at, r.errand`.execute(tx);
  return Map.groupBy(rows, ({ claim }) => claim);
}
