import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { chargesOfMains } from './store.ts';
import type { Charge } from './types.ts';

/**
 * The interest and fees of these main claims that a payment on a day may still change, because they count from later: interest
 * posted after the day, and the fees of letters of that day or later (open question Q25).
 */
export async function chargesSince(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  day: PlainDate,
): Promise<Charge[]> {
  const charges = await chargesOfMains(tx, mains);
  return (
    [...charges.values()]
      .flat()
      // What came back from the recovery authority was worked out there, whatever was paid here.
      .filter(({ kind }) => kind !== 'returned')
      .filter(({ kind, postedOn }) => (kind === 'fee' ? postedOn >= day : postedOn > day))
  );
}
