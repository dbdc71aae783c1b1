import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { chargesOfMains } from './store.ts';
import type { Charge } from './types.ts';

/** Interest and fees of these main claims, by main claim; those without any are left out. */
export function chargesOn(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Charge[]>> {
  return chargesOfMains(tx, mains);
}

/** Interest or a fee, and the last day of its own three years (forældelsesloven § 5, stk. 2). */
export interface ChargeLimit {
  readonly claim: ClaimNumber;
  readonly until: PlainDate;
}

/** The next charges whose own years, as they were posted, end within the days, both included, by that day; `after` null = from the first. At most `limit`. */
export async function chargesUntil(
  tx: MunicipalityReadTx,
  { from, to }: { readonly from: PlainDate | null; readonly to: PlainDate },
  { after, limit }: { readonly after: ChargeLimit | null; readonly limit: number },
): Promise<ChargeLimit[]> {
  const begun = from === null ? sql`` : sql`and until_on >= ${from}::date`;
  const further =
    after === null
      ? sql``
      : sql`and (until_on, claim_number) > (${after.until}::date, ${String(after.claim)}::bigint)`;
  const { rows } = await sql<ChargeLimit>`
    select claim_number as claim, until_on as until from charge
    where until_on <= ${to}::date ${begun} ${further}
    order by until_on, claim_number limit ${limit}::int`.execute(tx);
  return rows;
}
