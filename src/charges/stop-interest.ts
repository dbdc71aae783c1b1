import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { lockedCourses, updateCourses } from './store.ts';

/**
 * Stops the interest of main claims for good: gone to the recovery authority, or owed by nobody any longer. Nothing is
 * posted on that day or later. What stopped before for such a reason stays as it is.
 */
export async function stopInterest(
  tx: MunicipalityTx,
  mains: readonly ClaimNumber[],
  stopped: { readonly on: PlainDate; readonly why: 'transferred' | 'ended' },
): Promise<void> {
  if (mains.length === 0) return;
  const courses = [...(await lockedCourses(tx, mains)).values()];
  const running = courses.filter(
    (course) => course.stopped?.why !== 'transferred' && course.stopped?.why !== 'ended',
  );
  await updateCourses(
    tx,
    running.map((course) => ({ ...course, next: null, stopped })),
  );
}
