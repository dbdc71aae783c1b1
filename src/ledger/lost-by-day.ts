import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { countedByDay } from './counted-by-day.ts';
import type { OnDay } from './taken-off.ts';

/** What of a claim nobody was to pay any longer from a day on; less than 0 when more was taken back. */
export type LostOnDay = OnDay;

/**
 * What has been taken out of what is owed on these claims without being paid, by the day it counts from, oldest first: ended,
 * written off, or booked as a difference of øre, and what of it was taken back. A loss that a reduction of the claim has made less was
 * less from its own day, the last of them first. Whether the loss of what has ended is booked makes no difference.
 */
export function lostByDay(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, LostOnDay[]>> {
  return countedByDay(tx, claims, {
    other: (kind) => sql`${kind} in ('ended', 'written-off', 'rounding')`,
    less: sql`credit_kind in ('ended', 'written-off', 'rounding') and cause <> 'give-back-undone'`,
  });
}
