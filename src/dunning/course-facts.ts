import { leastToAsk } from '../agreements/plan-default-rule.ts';
import { UNREACHABLE } from '../claims/notice-exceptions.ts';
import { addDays, latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import { claimType, feeRegime, type OwnTypes } from '../law/claim-types.ts';
import {
  lastQuietDay,
  nextStep,
  stepNow,
  type LifeCycle,
  type StepDue,
  type StepNow,
} from '../law/dunning-steps.ts';
import { feeFigureOn, type FeeFigures } from '../law/fee-figures.ts';
import { effects, reasonsThatStop, type HoldReason } from '../law/holds.ts';
import { later } from '../law/interest-facts.ts';
import { isTimeBarred } from '../law/limitation.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { CourseClaim, CourseEnd, CourseLetter } from './course.ts';

/** What the law core is asked about a claim's next step, from the claim as it was read. */

/**
 * The claim without those for whom it is time-barred on a day, and without interest and fees whose own years are over for any of those
 * who are left, because all are asked by the same letter: nobody is asked for what has ended, also where no night has found it yet. The
 * interest and fees of a claim that was paid in time have their own years alone.
 */
export function stillOwed(claim: CourseClaim, on: PlainDate): CourseClaim {
  const isOver = (until: PlainDate | undefined) => until !== undefined && isTimeBarred({ until }, on);
  // There its own periods count (gældsinddrivelsesloven § 18 a).
  if (claim.atRecovery > zeroOre) return claim;
  const mainIsLeft = claim.owed.some(({ bill }) => bill.level === 'main');
  const liable = claim.liable.filter((debtor) => !mainIsLeft || !isOver(claim.lastDays.get(debtor)));
  const owed = claim.owed.filter(
    ({ bill, lastDays }) => bill.level === 'main' || !liable.some((debtor) => isOver(lastDays.get(debtor))),
  );
  return { ...claim, liable, owed };
}

/** Why nothing is to be done about a claim any longer, for who has asked `stillOwed` about it; null = something may be. */
export function overBecause({
  liable,
  atRecovery,
  givenUp,
  owed,
}: Pick<CourseClaim, 'liable' | 'atRecovery' | 'givenUp' | 'owed'>): CourseEnd | null {
  if (liable.length === 0) return 'ended';
  if (atRecovery > zeroOre) return 'at-recovery';
  // No letter is written about interest alone of a claim that the municipality has given up (own choice; no source).
  if (givenUp) return 'written-off';
  return owed.length === 0 ? 'paid' : null;
}

/** As no plan falls away for øre, nobody is reminded of them, and they are not sent to Gældsstyrelsen (open question Q78). */
export function isTooLittle({ owed }: Pick<CourseClaim, 'owed'>, { demand }: Configuration): boolean {
  return sumOre(owed.map((each) => each.owed)) < leastToAsk(demand);
}

/** Death, bankruptcy and debt relief of one who owes a claim: each liable party stands alone (own choice, open question Q81). */
export const ERRANDS: ReadonlySet<HoldReason> = new Set(reasonsThatStop('letters'));

/** Who owes a claim, and is asked for it. */
export function askedOf({ liable, inErrand }: Pick<CourseClaim, 'liable' | 'inErrand'>): DebtorNumber[] {
  return liable.filter((debtor) => !inErrand.has(debtor));
}

/** It came back from Gældsstyrelsen for good (law/recall.ts): nobody is told that it goes there, and no person is asked to send it. */
export function isNeverSentAgain({ holds }: Pick<CourseClaim, 'holds'>): boolean {
  return holds.some(({ neverAgain }) => neverAgain === true);
}

/** The holds that stand. */
export function standingHolds({ holds }: Pick<CourseClaim, 'holds'>): HoldReason[] {
  return holds.filter(({ days }) => days.to === null).map(({ reason }) => reason);
}

type Written = Pick<CourseClaim, 'course' | 'letters' | 'liable' | 'inErrand'>;

/**
 * The letters of the last step that count: those to whoever still owes the claim and is asked for it; where none of these was written to,
 * those that have arrived. Empty before the first. Those of a step that is to be taken again are left out.
 */
export function lastLetters(claim: Written): CourseLetter[] {
  const written = lastWritten(claim);
  const asked = askedOf(claim);
  const stillOwing = written.filter(({ debtor }) => asked.includes(debtor));
  return stillOwing.length > 0 ? stillOwing : written.filter(({ arrivedOn }) => arrivedOn !== null);
}

/** The letters that the last step wrote, to whomever. */
export function lastWritten({ course, letters }: Pick<CourseClaim, 'course' | 'letters'>): CourseLetter[] {
  const counting = letters.filter(({ step }) => step < course.step);
  const last = counting.at(-1);
  return last === undefined
    ? []
    : counting.filter(({ step, writtenOn }) => step === last.step && writtenOn === last.writtenOn);
}

/** The deadline of the last letter: the latest where several were written to; null = not known yet, or there is none. */
export function lastDeadline(claim: Written): PlainDate | null {
  const deadlines = lastLetters(claim).map(({ deadline }) => deadline);
  if (deadlines.length === 0) return null;
  return deadlines.reduce((last, each) => (last === null || each === null ? null : later(last, each)));
}

export interface AskedStep {
  readonly cycle: LifeCycle;
  /** The municipality's own types of claim. */
  readonly own: OwnTypes;
  readonly figures: FeeFigures;
  readonly on: PlainDate;
  /** Days after an objection before the next step. */
  readonly pauseDays: number;
  readonly unallocated: boolean;
}

/** The next step of a claim by its life cycle; null when there is none left. */
export function stepDue(
  claim: CourseClaim,
  { cycle, own, figures, on, pauseDays, unallocated }: AskedStep,
): StepDue | null {
  const { course, srb, type, feeLetters, exceptions } = claim;
  const last = lastLetters(claim);
  // Where no letter could, or should, be written the last day of timely payment is the last deadline.
  const unwritten = last.length === 0 && exceptions.size > 0 ? srb : null;
  const arrived = last.map(({ arrivedOn }) => arrivedOn);
  const known = claimType(type, own);
  const figure = known.ok
    ? feeFigureOn(figures, { kind: 'reminder', regime: feeRegime(known.value), on })
    : null;
  return nextStep(
    cycle,
    {
      step: course.step,
      lastDeadline: lastDeadline(claim) ?? unwritten,
      lastFeeOn: feeLetters.at(-1) ?? null,
      approved: course.approved !== null,
    },
    {
      srb,
      missedOn: null,
      arrivedOn:
        arrived.length === 0
          ? unwritten
          : arrived.reduce((a, b) => (a === null || b === null ? null : later(a, b))),
      letterOnItsWay: arrived.some((day) => day === null),
      unallocated,
      restedTo: restedTo(claim, pauseDays),
      feeDaysBetween: figure?.daysBetween ?? null,
    },
  );
}

// After these the debtor has been answered, or told, and has some days before anything more is done (own choice, no source).
const ANSWERED: readonly HoldReason[] = [
  'objection',
  'complaint',
  'request',
  'set-off-pending',
  'liability',
  'manual',
];

// What the debtor agreed on: payments that were made while it stood may not be known yet.
const AGREED: readonly HoldReason[] = ['deferral', 'plan'];

/** The last day to pay after a rest, or after a payment was taken off; null = there was none. */
function restedTo(claim: CourseClaim, pauseDays: number): PlainDate | null {
  const isWrittenAgain = claim.letters.some(
    ({ step, arrivedOn }) => step >= claim.course.step && arrivedOn === null,
  );
  // What came while nobody was reached was not read; a letter that did not arrive is written again at once, with days of its own.
  const answered = isWrittenAgain ? ANSWERED : [...ANSWERED, ...UNREACHABLE];
  const told = [liftedLast(claim, answered), claim.openAgainOn].filter((day) => day !== null);
  const agreed = liftedLast(claim, AGREED);
  const days = [...told.map((day) => lastQuietDay(day, pauseDays)), ...(agreed === null ? [] : [agreed])];
  return days.toSorted().at(-1) ?? null;
}

/** The last day on which one of these was lifted, or the letter that answers it arrived; null = none has been. */
function liftedLast({ holds }: CourseClaim, reasons: readonly HoldReason[]): PlainDate | null {
  const ends = holds.flatMap(({ reason, days: { to }, daysFrom }) =>
    to !== null && reasons.includes(reason) ? [daysFrom ?? addDays(to, 1)] : [],
  );
  return latestOf(...ends);
}

/**
 * Whether the step is taken today, or what it waits for. Where one of several is in an errand the others are asked all the same; it is not
 * sent to Gældsstyrelsen meanwhile, where all who owe it would be.
 */
export function nowFor(claim: CourseClaim, due: StepDue, on: PlainDate): StepNow {
  const isSending = due.step.do === 'propose-transfer';
  const ofOthers = (reason: HoldReason) => claim.inErrand.size > 0 && ERRANDS.has(reason);
  return stepNow(
    due,
    standingHolds(claim).filter((reason) => isSending || !ofOthers(reason)),
    on,
  );
}

/** Whether all that a claim waits for is the errand of another who owes it: limitation runs on for the others, whom a person is told of. */
export function waitsForAnother({ inErrand }: CourseClaim, waits: string): boolean {
  return inErrand.size > 0 && [...ERRANDS].some((reason) => reason === waits);
}

/** Why the last step is to be taken again. */
type WrittenAgain = 'letter-not-made' | 'letter-did-not-arrive' | 'errand-over';

/**
 * Why the last step is to be taken again; null = it is not. A letter of it was not made in time for its own deadline, or did not reach
 * somebody who has since been found; or its letters reached nobody before those they were to were freed, and others owe the claim now; or
 * some of the days that it gave to pay in were those of an errand of whoever it was to, which is over.
 */
export function writtenAgainFor(claim: CourseClaim): WrittenAgain | null {
  const last = lastLetters(claim);
  if (last.length === 0) return lastWritten(claim).length > 0 ? 'letter-did-not-arrive' : null;
  if (last.some(({ unsent }) => unsent !== null)) return 'letter-not-made';
  if (last.some((letter) => wasInErrand(claim, letter))) return 'errand-over';
  const lifted = claim.holds.flatMap(({ reason, days: { to } }) =>
    to !== null && UNREACHABLE.includes(reason) ? [to] : [],
  );
  const isFound = last.some(
    ({ arrivedOn, notArrivedOn }) =>
      arrivedOn === null && notArrivedOn !== null && lifted.some((day) => day >= notArrivedOn),
  );
  return isFound ? 'letter-did-not-arrive' : null;
}

/** Nothing could be asked of whoever it was to before its deadline, or a part of the days until then: death, bankruptcy or debt relief. */
function wasInErrand({ holds }: CourseClaim, { debtor, arrivedOn, deadline }: CourseLetter): boolean {
  if (arrivedOn === null || deadline === null) return false;
  return holds.some(
    ({ reason, debtor: towards, days: { from, to } }) =>
      ERRANDS.has(reason) &&
      (towards === null || towards === debtor) &&
      to !== null &&
      to >= arrivedOn &&
      from <= deadline,
  );
}

/**
 * The notices that are to be given up, where their letters have not been made: the others of a step that is to be taken again because
 * one was too late (`giveUpUnmade`), and those to one who owes none of these claims of its any longer.
 */
export function lettersToGiveUp(claim: CourseClaim, among: readonly CourseClaim[]): NoticeId[] {
  const isOpen = ({ arrivedOn, notArrivedOn, unsent }: CourseLetter) =>
    arrivedOn === null && notArrivedOn === null && unsent === null;
  const owesSome = ({ debtor, notice }: CourseLetter) =>
    among.some(
      ({ liable, letters }) => liable.includes(debtor) && letters.some((each) => each.notice === notice),
    );
  const beside = writtenAgainFor(claim) === 'letter-not-made' ? lastLetters(claim).filter(isOpen) : [];
  const gone = claim.letters.filter((letter) => isOpen(letter) && !owesSome(letter));
  return [...beside, ...gone].map(({ notice }) => notice);
}

/**
 * What was paid of it has been taken off, and nothing has been written about it since: the letter that tells that it is open again costs nothing (own choice,
 * open question Q83).
 */
export function isOpenUntold({ openAgainOn, letters }: CourseClaim): boolean {
  return (
    openAgainOn !== null &&
    letters.every(({ writtenOn, unsent }) => unsent !== null || writtenOn < openAgainOn)
  );
}

/** A fee is stopped by a hold. */
export function feeHeld(claim: CourseClaim): boolean {
  return effects(standingHolds(claim)).fee;
}
