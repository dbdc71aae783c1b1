import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { LifeCycle } from '../law/dunning-steps.ts';
import type { CourseClaim, StoredCourse } from './course.ts';
import { lastWritten, writtenAgainFor } from './course-facts.ts';
import { isNeverWarned, isWarnedInVain } from './warnings.ts';

/** Steps that are taken again from tomorrow, because what was written or decided before does not count any longer. */

/** Where a claim's course goes on, and why. */
interface TakenAgain {
  readonly change: 'taken-up-again';
  readonly consequence: string;
  readonly after: StoredCourse;
}

function takenAgain(
  course: StoredCourse,
  { from, why, on }: { readonly from: Partial<StoredCourse>; readonly why: string; readonly on: PlainDate },
): TakenAgain {
  const after = { ...course, ...from, proposedOn: null, approved: null, stepOn: addDays(on, 1) };
  return { change: 'taken-up-again', consequence: why, after };
}

interface OfCycle {
  readonly cycle: LifeCycle | null;
  readonly on: PlainDate;
}

/** A clearance that was withdrawn, for an objection or an arrangement, must be given anew before the claim may be sent. */
export function clearedAnew(course: StoredCourse, { cycle, on }: OfCycle): TakenAgain {
  const last = (cycle?.steps ?? []).findIndex(({ do: what }) => what === 'propose-transfer');
  const step = last === -1 ? course.step : Math.min(last, course.step);
  return takenAgain(course, { from: { step, clearedOn: null }, why: 'clearance-withdrawn', on });
}

/** The step whose letters are to be written again; null = none is (`writtenAgainFor`). */
export function writtenAgain(
  claim: CourseClaim,
  course: StoredCourse,
  { cycle, on }: OfCycle,
): TakenAgain | null {
  const why = writtenAgainFor(claim);
  if (why === null) return null;
  const step = lastWritten(claim)[0]?.step ?? course.step;
  const reminded = cycle?.steps[step]?.do === 'reminder' && course.reminders > 0;
  const reminders = reminded ? course.reminders - 1 : course.reminders;
  return takenAgain(course, { from: { step, reminders }, why, on });
}

/** Why the letter that warns is to be written anew; null = it is not. */
export function unwarnedBecause(claim: CourseClaim): string | null {
  if (isNeverWarned(claim)) return 'never-warned';
  return isWarnedInVain(claim) ? 'warned-before-the-change' : null;
}

interface Warning {
  /** The place of the step that warns. */
  readonly step: number;
  readonly why: string;
  readonly on: PlainDate;
}

export function warnedAnew(course: StoredCourse, { step, why, on }: Warning): TakenAgain {
  return takenAgain(course, { from: { step }, why, on });
}

/** Its letters are written from the first, or from the one that came back. */
export function askedAfterAll(claim: CourseClaim, course: StoredCourse, on: PlainDate): TakenAgain {
  const step = claim.letters.find(({ arrivedOn, unsent }) => (arrivedOn ?? unsent) === null)?.step ?? 0;
  const reminders = Math.min(course.reminders, step);
  return takenAgain(course, { from: { step, reminders }, why: 'reachable-again', on });
}
