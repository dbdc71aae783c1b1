import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { lockedCourses, updateCourses, type Course } from './interest-courses.ts';

/**
 * Stops the interest of main claims for good: gone to the recovery authority, or owed by nobody any longer. Nothing runs
 * from that day on. What stopped before for such a reason stays as it is.
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
    running.map((course) =>
      stopped.why === 'transferred' ? courseLeft(course, stopped.on) : { ...course, next: null, stopped },
    ),
  );
}

/**
 * Gone to the recovery authority on a day: nothing is posted on that day or later. Interest by the day is looked at once more: its last month has not
 * ended when the claim leaves, and the rate of a month may have to be found first.
 */
export function courseLeft(course: Course, on: PlainDate): Course {
  const next = course.regime === 'renteloven' ? on : null;
  return { ...course, next, stopped: { on, why: 'transferred' } };
}
