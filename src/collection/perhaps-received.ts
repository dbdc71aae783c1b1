import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * Of claims that the authority may have received and has not answered, the first day on which it can have: handed over, or in hearing
 * and confirmed by us (GIB § 4). What it asks about and we have not confirmed is left out: it has not received that.
 */
export async function perhapsReceivedFrom(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<{ claim: ClaimNumber; from: PlainDate }>`
    -- Of nothing and a day the greatest is the day.
    select claim_number as claim, greatest(made_on, confirmed_on) as "from"
    from recovery_action a join recovery_delivery using (delivery_number)
    where claim_number = any (${claims.map(String)}::bigint[]) and art = 'INDR'
      and code in ('OPRETFORDRING', 'GENINDSENDFORDRING')
      and (a.state = 'sent' or (a.state = 'hearing' and confirmed_on is not null))`.execute(tx);
  return new Map(rows.map(({ claim, from }) => [claim, from]));
}
