import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { lockedCourses } from './interest-courses.ts';
import { chargesOfMains } from './store.ts';
import type { Charge } from './types.ts';

/** All interest and fees of main claims, also what has fallen away since. */
export { chargesOfMains } from './store.ts';

/** The interest and fees of these main claims that still stand, by main claim; claims without any are left out. */
export async function standingCharges(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Charge[]>> {
  const all = await chargesOfMains(tx, mains);
  return new Map(
    [...all].flatMap(([main, charges]) => {
      const standing = charges.filter(({ stands }) => stands > 0n);
      return standing.length === 0 ? [] : [[main, standing] as const];
    }),
  );
}

/**
 * The day on which the last interest that stands was posted; null = none is. Its main claim leaves for the recovery authority on a
 * later day, because nothing is posted on the day of the transfer (open question Q24).
 */
export function lastInterestDay(charges: readonly Charge[]): PlainDate | null {
  const days = charges.flatMap(({ kind, stands, postedOn }) =>
    kind === 'interest' && stands > 0n ? [postedOn] : [],
  );
  return days.toSorted().at(-1) ?? null;
}

/** Those of these claims whose interest began with a default (bek. 585/2023 § 10), held until the transaction ends. */
export async function bearingByDefault(
  tx: MunicipalityTx,
  mains: readonly ClaimNumber[],
): Promise<ClaimNumber[]> {
  const courses = [...(await lockedCourses(tx, mains)).values()];
  return courses.flatMap(({ main, due }) => (due === null ? [] : [main]));
}
