import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Cause } from './causes.ts';

/** Why something is owed here again that was not. */
const BACK: readonly Cause[] = [
  'payment-reversed',
  'claim-corrected',
  'charge-adjusted',
  'reallocated',
  'refund-decided',
  'recalled',
  'write-off-reversed',
];

/** The main claims of which something came to be owed here again, booked on a day or since; by number. */
export function claimsMovedBackOn(tx: MunicipalityReadTx, since: PlainDate): Promise<ClaimNumber[]> {
  return mainsOwedMore(tx, since, BACK);
}

/** The main claims on which interest or a fee came, booked on a day or since; by number. */
export function claimsChargedOn(tx: MunicipalityReadTx, since: PlainDate): Promise<ClaimNumber[]> {
  return mainsOwedMore(tx, since, ['charge-raised']);
}

async function mainsOwedMore(
  tx: MunicipalityReadTx,
  since: PlainDate,
  causes: readonly Cause[],
): Promise<ClaimNumber[]> {
  const { rows } = await sql<{ main: ClaimNumber }>`
    select distinct coalesce(c.main_claim, c.claim_number) as main
    from transfer t join claim c on c.claim_number = t.debit_number
    where t.booking_date >= ${since}::date and t.cause = any (${causes}::text[]) and t.debit_kind = 'claim'
    order by main`.execute(tx);
  return rows.map(({ main }) => main);
}
