import { sql } from 'kysely';
import type { LimitationDays } from '../claims/limitation.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { limitationUntil } from '../law/limitation.ts';
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

/**
 * The last day of interest or a fee: three years from its own last day of timely payment (forældelsesloven § 5, stk. 2). That it ends
 * with its main claim at the latest (§ 23, stk. 2) is looked at with that.
 */
export function ownLimit(srb: PlainDate): PlainDate {
  return limitationUntil({ kind: 'charge', due: srb, mainUntil: null }, []).until;
}

/** Interest or a fee, and the last day of its own three years (forældelsesloven § 5, stk. 2). */
export interface ChargeLimit {
  readonly claim: ClaimNumber;
  readonly until: PlainDate;
}

/**
 * The next charges whose own years, as they were posted, end within the days, by the day they end; `after` null = from the first. At
 * most `limit`.
 */
export async function chargesUntil(
  tx: MunicipalityReadTx,
  { from, to, where = () => sql`true` }: LimitationDays,
  { after, limit }: { readonly after: ChargeLimit | null; readonly limit: number },
): Promise<ChargeLimit[]> {
  const further =
    after === null
      ? sql``
      : sql`and (until_on, claim_number) > (${after.until}::date, ${String(after.claim)}::bigint)`;
  const begun = from === null ? sql`` : sql`and until_on >= ${from}::date`;
  const { rows } = await sql<ChargeLimit>`
    select claim_number as claim, until_on as until from charge
    where until_on <= ${to}::date ${begun} ${further} and ${where(sql.ref('claim_number'))}
    order by until_on, claim_number limit ${limit}::int`.execute(tx);
  return rows;
}
