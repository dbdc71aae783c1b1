import type { HoldRange } from '../claims/hold-ranges.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { LifeCycle, LifeCycleStep } from '../law/dunning-steps.ts';
import type { HoldReason } from '../law/holds.ts';
import type { CourseClaim, CourseLetter } from './course.ts';
import { ERRANDS } from './course-facts.ts';

/** The written notice before a claim goes to Gældsstyrelsen (gældsinddrivelsesloven § 2, stk. 4). */

/** Whether everybody who owes the claim has been told, or need not be; somebody of them need not. */
export function isToldBesides(claim: CourseClaim): boolean {
  const { liable, exceptions } = claim;
  const toBeTold = liable.filter((debtor) => !exceptions.has(debtor));
  if (toBeTold.length === liable.length || isWarnedInVain(claim)) return false;
  return !warningsOf({ ...claim, liable: toBeTold }).includes(undefined);
}

/** Somebody can be reached again who was not told because they could not be, and nothing is on its way to them. */
export function isToBeToldAfterAll(claim: CourseClaim): boolean {
  return (
    claim.reachableAgain &&
    warningsOf(claim).includes(undefined) &&
    claim.letters.every(
      ({ arrivedOn, notArrivedOn, unsent }) => (arrivedOn ?? notArrivedOn ?? unsent) !== null,
    )
  );
}

/** The last letter that warned each of those who owe the claim, once it has arrived; undefined = they have not been told. */
export function warningsOf({
  letters,
  liable,
}: Pick<CourseClaim, 'letters' | 'liable'>): (CourseLetter | undefined)[] {
  return liable.map((debtor) => warningTo(debtor, letters));
}

function warningTo(debtor: DebtorNumber, letters: readonly CourseLetter[]): CourseLetter | undefined {
  return letters.findLast(
    (each) => each.debtor === debtor && each.warnsOfTransfer && each.arrivedOn !== null,
  );
}

// What was agreed, and what was said against the claim: whoever was warned before it may think that the warning is over.
const ENDS_A_WARNING: readonly HoldReason[] = ['plan', 'deferral', 'objection', 'complaint'];

/**
 * Somebody was warned, but before an arrangement, an objection or a correction of the claim, before a payment was taken off it, or before
 * an errand of theirs that is over: the warning was about another course, or another amount (own choice, open question Q42).
 */
export function isWarnedInVain(claim: CourseClaim): boolean {
  const { holds, correctedOn, openAgainOn } = claim;
  const changes = [correctedOn, openAgainOn].filter((day) => day !== null);
  return warningsOf(claim).some((warning) => {
    if (warning === undefined) return false;
    const lifted = holds.flatMap((hold) =>
      hold.days.to !== null && endsWarningOf(warning.debtor, hold) ? [hold.days.to] : [],
    );
    return [...changes, ...lifted].some((on) => on >= warning.writtenOn);
  });
}

function endsWarningOf(warned: DebtorNumber, { reason, debtor }: HoldRange): boolean {
  return ENDS_A_WARNING.includes(reason) || (ERRANDS.has(reason) && (debtor ?? warned) === warned);
}

/**
 * Somebody owes it, and is to be told, to whom no letter has warned of it, on its way or arrived: they have come to owe it since the
 * others were warned, or were in an errand then.
 */
export function isNeverWarned({
  letters,
  liable,
  exceptions,
  inErrand,
}: Pick<CourseClaim, 'letters' | 'liable' | 'exceptions' | 'inErrand'>): boolean {
  const warned = new Set(
    letters.flatMap((each) => (each.warnsOfTransfer && each.unsent === null ? [each.debtor] : [])),
  );
  return (
    warned.size > 0 &&
    liable.some((debtor) => !warned.has(debtor) && !exceptions.has(debtor) && !inErrand.has(debtor))
  );
}

/** The place of the step that warns last before a place of the life cycle; null = none does. */
export function warningStep({ steps }: LifeCycle, before: number): number | null {
  const place = steps
    .slice(0, before)
    .findLastIndex(({ letter, warnsOfTransfer }) => letter && warnsOfTransfer);
  return place === -1 ? null : place;
}

/**
 * The step as it is taken: who has had its warning before is warned again without another reminder. One fee is for one reminder
 * (gebyrloven § 2, renteloven § 9 b): where a letter of it was sent before, that letter's fee stands, and none is charged anew, whether it
 * came back or reached only some of those who owe the claim (open question Q69).
 */
export function asTaken(step: LifeCycleStep, { course, letters }: CourseClaim): LifeCycleStep {
  const before = letters.filter((each) => each.step === course.step);
  const had = before.some(({ arrivedOn }) => arrivedOn !== null);
  if (had && step.letter && step.warnsOfTransfer) return { ...step, do: 'warn', fee: null };
  return before.some(({ unsent }) => unsent === null) ? { ...step, fee: null } : step;
}
