import type { ToldOfTransfer, TransferClearance } from '../claims/transfer-clearance.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { letterOfNotice, type DebtorNumber, type NoticeId } from '../kernel/ids.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import type { LifeCycle, LifeCycleStep } from '../law/dunning-steps.ts';
import type { WhyNobody } from '../letters/letter-people.ts';
import { lifeCycleOf } from '../municipality/life-cycles.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { Outcome } from '../platform/job-report.ts';
import type { CourseClaim, CourseEnd, DebtorCourses, StoredCourse } from './course.ts';
import {
  askedOf,
  isNeverSentAgain,
  isTooLittle,
  lastDeadline,
  lastLetters,
  lettersToGiveUp,
  nowFor,
  overBecause,
  stepDue,
  stillOwed,
  waitsForAnother,
} from './course-facts.ts';
import { lettersFor, writtenTo, type Planning, type StepLetter } from './letters-due.ts';
import { askedAfterAll, clearedAnew, unwarnedBecause, warnedAnew, writtenAgain } from './taken-again.ts';
import { asTaken, isToBeToldAfterAll, isToldBesides, warningsOf, warningStep } from './warnings.ts';

/** The kinds of change that a day may bring a claim, in the order of a report. */
export const courseChanges = [
  'reminder',
  'warning',
  'default',
  'proposed',
  'cleared',
  'ended',
  'taken-up-again',
  'moved',
] as const;
export type CourseChange = (typeof courseChanges)[number];

export interface CoursePlan extends Outcome {
  readonly change: CourseChange | null;
  readonly row: DebtorCourses;
  readonly claim: CourseClaim;
  readonly after: StoredCourse;
  readonly letter: StepLetter | null;
  /** Notices that nobody could be told by. */
  readonly givesUp: readonly NoticeId[];
  readonly clearance: TransferClearance | null;
  /** To whom the step's letter cannot be made: a person must see to it. */
  readonly untold: readonly Untold[];
}

/** Somebody who owes a claim, and why nobody can be written to about them. */
export interface Untold {
  readonly debtor: DebtorNumber;
  readonly why: WhyNobody;
}

type Found = Pick<CoursePlan, 'change' | 'consequence' | 'after'> & {
  readonly step?: LifeCycleStep;
  readonly clearance?: TransferClearance;
  readonly untold?: readonly Untold[];
};

/** What follows for each of a debtor's claims on a day. Claims at the same step share a letter, and its one fee. */
export function planDebtor(row: DebtorCourses, planning: Planning): CoursePlan[] {
  const found = row.claims.map((whole) => {
    const claim = pastLetters(stillOwed(whole, planning.on), planning);
    const isOver = claim.liable.length === 0 && whole.liable.length > 0;
    return { claim, found: isOver ? timeBarred(claim, planning) : findFor(claim, row, planning) };
  });
  const writing = found.flatMap(({ claim, found: { step } }) =>
    step === undefined ? [] : [{ claim, step }],
  );
  const letters = lettersFor(writing, planning);
  return found.map(({ claim, found: { change, consequence, after, clearance = null, untold = [] } }) => {
    const letter = letters.find(({ claims }) => claims.includes(claim)) ?? null;
    const bears = letter?.fee?.on === claim.course.claim ? letter.fee.amount : null;
    const amounts = bears === null ? {} : { amounts: { fees: bears } };
    const givesUp = lettersToGiveUp(claim, row.claims);
    return {
      debtor: row.debtor,
      row,
      claim,
      change,
      consequence,
      after,
      letter,
      givesUp,
      clearance,
      untold,
      ...amounts,
    };
  });
}

/** Where nobody is left to write to, what is next is whether the claim may be sent. */
function pastLetters(claim: CourseClaim, { configuration }: Planning): CourseClaim {
  const cycle = lifeCycleOf(configuration, claim.type);
  if (cycle === null || !isToldBesides(claim)) return claim;
  const place = cycle.steps.findIndex(({ do: what }) => what === 'propose-transfer');
  const step = Math.max(claim.course.step, place === -1 ? cycle.steps.length : place);
  return { ...claim, course: { ...claim.course, step } };
}

/** A person's yes is to the step that they saw: after a change of the configuration they are asked again. */
function asApproved(claim: CourseClaim, version: number): CourseClaim {
  const { course } = claim;
  if (course.approved === null || course.version === version) return claim;
  return { ...claim, course: { ...course, approved: null, proposedOn: null } };
}

/**
 * Nobody is asked for less than the municipality holds for them, whatever interest and fees have come of it; small change that is held
 * stops nothing but for some bank days.
 */
function isCoveredByHeld(claim: CourseClaim, { held }: DebtorCourses): boolean {
  const { owed } = claim;
  const theirs = sumOre(askedOf(claim).map((debtor) => held.get(debtor) ?? zeroOre));
  const main = owed.filter(({ bill }) => bill.level === 'main');
  return theirs >= sumOre((main.length > 0 ? main : owed).map((each) => each.owed));
}

/**
 * To whom the step's letter could not be made, because nobody can be written to about them: no fee for a letter that there will not be,
 * and no step after it. Of somebody whom CPR has told nothing of yet one letter waits until its deadline; no other is written then.
 */
function whyUntold(claim: CourseClaim, { unwritable }: DebtorCourses): readonly Untold[] {
  return writtenTo(claim).flatMap((debtor) => {
    const why = unwritable.get(debtor);
    const hasWaited = claim.letters.some((each) => each.debtor === debtor && each.unsent !== null);
    return why === undefined || (why === 'unknown-person' && !hasWaited) ? [] : [{ debtor, why }];
  });
}

function findFor(asRead: CourseClaim, debtor: DebtorCourses, planning: Planning): Found {
  const { on, version, configuration, figures } = planning;
  const claim = asApproved(asRead, version);
  const course = { ...claim.course, version };
  const over = overBecause(claim);
  if (over !== null) return endOf(course, over, on);
  if (isNeverSentAgain(claim)) return moved(claim, { ...course, stepOn: null }, 'never-sent-again');
  const cycle = lifeCycleOf(configuration, claim.type);
  if (course.clearedOn !== null)
    return claim.cleared ? moved(claim, course, 'cleared') : clearedAnew(course, { cycle, on });
  if (cycle === null) return moved(claim, { ...course, stepOn: null }, 'no-life-cycle');
  if (isTooLittle(claim, configuration)) return moved(claim, course, 'below-least');
  const again = writtenAgain(claim, course, { cycle, on });
  if (again !== null) return again;
  const { pauseDays } = configuration.lifeCycles;
  const lies = askedOf(claim).some((each) => debtor.unallocated.has(each)) || isCoveredByHeld(claim, debtor);
  const due = stepDue(claim, {
    cycle,
    own: ownTypesOf(configuration),
    figures,
    on,
    pauseDays,
    unallocated: lies,
  });
  if (due === null) return noStepLeft(claim, course);
  if (due.step.do === 'propose-transfer' && isToBeToldAfterAll(claim))
    return askedAfterAll(claim, course, on);
  const unwarned = due.step.do === 'propose-transfer' ? unwarnedBecause(claim) : null;
  const warning = unwarned === null ? null : warningStep(cycle, due.place);
  if (unwarned !== null && warning !== null) return warnedAnew(course, { step: warning, why: unwarned, on });
  const now = nowFor(claim, due, on);
  const untold = now === 'do' && due.step.letter ? whyUntold(claim, debtor) : [];
  const [first] = untold;
  if (first !== undefined) {
    const after = { ...course, stepOn: addDays(on, 1) };
    return { change: 'moved', consequence: `waits-for-${first.why}`, after, untold };
  }
  if (now === 'do') return take(claim, { course, cycle, step: asTaken(due.step, claim), on });
  const waits = `waits-for-${now.waits}`;
  // Noted each day, so that a person is told (`waitsForAnother`).
  if (waitsForAnother(claim, now.waits))
    return { change: 'moved', consequence: waits, after: { ...course, stepOn: addDays(on, 1) } };
  if (now.waits === 'person' && course.proposedOn === null)
    return {
      change: 'proposed',
      consequence: waits,
      after: { ...course, proposedOn: on, stepOn: addDays(on, 1) },
    };
  return moved(claim, now.waits === 'day' && due.on !== null ? { ...course, stepOn: due.on } : course, waits);
}

/** Until its last letter has arrived that may have to be written anew. */
function noStepLeft(claim: CourseClaim, course: StoredCourse): Found {
  const isOnItsWay = lastLetters(claim).some(({ arrivedOn }) => arrivedOn === null);
  return isOnItsWay
    ? moved(claim, course, 'waits-for-letter-not-arrived')
    : moved(claim, { ...course, stepOn: null }, 'no-step-left');
}

/** The night that finds it ends it; nothing is written about it before. */
function timeBarred(claim: CourseClaim, { version }: Planning): Found {
  return moved(claim, { ...claim.course, version }, 'time-barred');
}

function endOf(course: StoredCourse, as: CourseEnd, on: PlainDate): Found {
  return { change: 'ended', consequence: as, after: { ...course, stepOn: null, ended: { on, as } } };
}

/** Nothing is done; noted only when the day to look again, or the configuration, is another. */
function moved({ course }: CourseClaim, after: StoredCourse, consequence: string): Found {
  const isSame = after.stepOn === course.stepOn && after.version === course.version;
  return { change: isSame ? null : 'moved', consequence, after };
}

interface Taking {
  readonly course: StoredCourse;
  readonly cycle: LifeCycle;
  readonly step: LifeCycleStep;
  readonly on: PlainDate;
}

function take(claim: CourseClaim, { course, cycle, step, on }: Taking): Found {
  const next = { ...course, step: course.step + 1, stepOn: addDays(on, 1), proposedOn: null, approved: null };
  switch (step.do) {
    case 'reminder': {
      const after = { ...next, reminders: course.reminders + 1 };
      return step.letter
        ? { change: 'reminder', consequence: 'reminder', after, step }
        : {
            change: 'moved',
            consequence: 'reminder-without-letter',
            after: { ...after, reminders: course.reminders },
          };
    }
    case 'warn':
      return { change: 'warning', consequence: 'warning', after: next, step };
    case 'default':
      return {
        change: 'default',
        consequence: 'default',
        after: { ...next, defaultedOn: course.defaultedOn ?? on },
      };
    case 'propose-transfer':
      return clear(claim, { course: next, cycle, step, on });
    default:
      // The steps of claims under a collection order (bek. 585/2023) are the law's, and no life cycle has them.
      throw new Error(`no step of an ordinary claim: ${step.do}`);
  }
}

/**
 * Cleared when everybody who owes it has been told, or need not be, and the last deadline has passed (gældsinddrivelsesloven § 2,
 * stk. 4).
 */
function clear(claim: CourseClaim, { course: next, cycle, on }: Taking): Found {
  const { course, letters } = claim;
  const deadline = lastDeadline(claim);
  const told = toldOf(claim);
  if (told === null) return moved(claim, { ...course, version: next.version }, 'waits-for-not-told');
  if (deadline !== null && deadline >= on)
    return moved(claim, { ...course, version: next.version }, 'waits-for-day');
  const clearance: TransferClearance = {
    claim: course.claim,
    from: on,
    lastDeadline: deadline,
    reminded: remindedOf(claim, cycle),
    because: 'dunning',
    about: String(letters.at(-1)?.notice ?? course.claim),
    approvedBy: course.approved?.by ?? null,
    told,
  };
  const after = { ...next, clearedOn: on, defaultedOn: course.defaultedOn ?? on };
  return { change: 'cleared', consequence: 'cleared', after, clearance };
}

/** How each who owes it was told, or why not; null = somebody has not been told. */
function toldOf(claim: CourseClaim): ToldOfTransfer[] | null {
  const warnings = warningsOf(claim);
  const told = claim.liable.map((debtor, index): ToldOfTransfer | null => {
    const warning = warnings[index];
    if (warning !== undefined) {
      const letter = letterOfNotice(warning.notice);
      return { debtor, letter, arrivedOn: warning.arrivedOn, exception: null, inDefault: true };
    }
    const exception = claim.exceptions.get(debtor);
    return exception === undefined
      ? null
      : { debtor, letter: null, arrivedOn: null, exception, inDefault: true };
  });
  return told.includes(null) ? null : told.filter((each) => each !== null);
}

/** Recorded: why somebody could not be reminded is on record, or the municipality's practice is not to remind (Den juridiske vejledning G.A.1.3.2). */
function remindedOf(
  { exceptions, course }: CourseClaim,
  { steps }: LifeCycle,
): TransferClearance['reminded'] {
  if (exceptions.size > 0) return 'recorded';
  if (course.reminders > 0) return 'done';
  return steps.some(({ do: what, letter }) => what === 'reminder' && letter) ? 'no' : 'recorded';
}
