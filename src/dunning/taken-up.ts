import { claimsChargedOn, claimsMovedBackOn } from '../ledger/moved-back.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { lastFinishedDay } from '../platform/job-runs.ts';
import { claimsLiftedSince } from '../claims/hold-ranges.ts';
import { ERRANDS } from './course-facts.ts';
import { coursesOf, updateCourses } from './store.ts';

/**
 * Takes up again the claims of which something has come back since the job last ran: a payment was taken back, the claim was
 * raised, the recovery authority gave it back. The same for a paid claim whose interest came after it was paid, as the last part of
 * a month does. Their course goes on where it was. So does that of a claim of which no step was left when an errand of somebody who owes it
 * is over: its last letter may have to be written anew.
 */
export async function takeUpMoved(tx: MunicipalityTx, on: PlainDate): Promise<void> {
  const since = (await lastFinishedDay(tx, { job: 'dunning', day: on })) ?? on;
  const back = await coursesOf(tx, await claimsMovedBackOn(tx, since));
  const charged = await coursesOf(tx, await claimsChargedOn(tx, since));
  const errandOver = await coursesOf(tx, await claimsLiftedSince(tx, ERRANDS, since));
  const again = [
    ...[...errandOver.values()].filter(
      ({ claim, ended, stepOn }) => ended === null && stepOn === null && !back.has(claim),
    ),
    ...[...back.values()].filter(({ ended, stepOn }) => ended !== null || stepOn === null),
    ...[...charged.values()].filter(({ claim, ended }) => ended?.as === 'paid' && !back.has(claim)),
  ];
  await updateCourses(
    tx,
    again.map((course) => ({ ...course, stepOn: on, ended: null })),
  );
}
