import { claimsMovedBackOn } from '../ledger/moved-back.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { lastFinishedDay } from '../platform/job-runs.ts';
import { coursesOf, updateCourses } from './store.ts';

/**
 * Takes up again the claims of which something has come back since the job last ran: a payment was taken back, the claim was
 * raised, the recovery authority gave it back. Their course goes on where it was.
 */
export async function takeUpMoved(tx: MunicipalityTx, on: PlainDate): Promise<void> {
  const since = (await lastFinishedDay(tx, { job: 'dunning', day: on })) ?? on;
  const courses = await coursesOf(tx, await claimsMovedBackOn(tx, since));
  const again = [...courses.values()].filter(({ ended, stepOn }) => ended !== null || stepOn === null);
  await updateCourses(
    tx,
    again.map((course) => ({ ...course, stepOn: on, ended: null })),
  );
}
