import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { coursesOf } from './store.ts';

/** How far the steps about ordinary claims have come: defaulted, or reminded of; claims of which nothing was done are left out. */
export async function howFarSteps(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, 'defaulted' | 'reminded'>> {
  const courses = await coursesOf(tx, claims);
  return new Map(
    [...courses].flatMap(([claim, { defaultedOn, reminders }]) =>
      defaultedOn === null && reminders === 0
        ? []
        : [[claim, defaultedOn === null ? ('reminded' as const) : ('defaulted' as const)]],
    ),
  );
}
