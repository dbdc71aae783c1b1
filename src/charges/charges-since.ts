import type { ClaimNumber } from '../claims/types.ts';
import { lastDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { chargesOfMains } from './store.ts';
import type { Charge } from './types.ts';

/** The interest and fees of these main claims that a payment on a day may still change, because they count from later. */
export async function chargesSince(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  day: PlainDate,
): Promise<Charge[]> {
  const charges = await chargesOfMains(tx, mains);
  return [...charges.values()].flat().filter((charge) => isSince(charge, day));
}

/**
 * Whether a charge counts from after a payment on a day: interest that was charged, and the fee of a letter, on that day or later (open
 * questions Q23 and Q25). The hour decides nothing: a payment that is known before the day's work covers the same as one that is known after it. What came back from the recovery authority was worked out there, whatever was paid here.
 */
export function isSince(charge: Charge, day: PlainDate): boolean {
  if (charge.kind === 'returned') return false;
  return charge.kind === 'fee' ? charge.postedOn >= day : chargedOn(charge) >= day;
}

/**
 * The day on which interest is charged. Interest by the day is when its month has ended, also where it counts from the day of the
 * payment that ended it: that payment was there before.
 */
function chargedOn({ regime, period, postedOn }: Charge): PlainDate {
  const month = monthOf(period.to);
  const isByDay = regime !== 'gebyrloven' && monthOf(period.from) === month && postedOn >= period.to;
  const ends = lastDayOf(month);
  return isByDay && ends > postedOn ? ends : postedOn;
}
