import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { basisOn, isOff } from '../law/interest-facts.ts';
import type { InterestMonth, RateTable } from '../law/interest.ts';
import { isTimeBarred } from '../law/limitation.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import type { Outcome } from '../platform/job-report.ts';
import type { Bearing } from './bearing.ts';
import { interestDecidedOn, smallestInterest, type ChargesConfigured } from './council-decision.ts';
import { ownLimit } from './charge-limits.ts';
import type { Course, StopReason } from './interest-courses.ts';
import { interestMonths } from './interest-months.ts';
import { nextLook } from './next-look.ts';
import { courseLeft } from './stop-interest.ts';

/** A month of interest whose rate is known. */
export type KnownMonth = InterestMonth & { readonly rateHundredths: number };

/** What follows for one claim on a day. */
export interface InterestPlan extends Outcome {
  readonly bearing: Bearing;
  /** The months to post, oldest first. */
  readonly months: readonly KnownMonth[];
  /** How its course stands afterwards. */
  readonly course: Course;
}

export interface PlanBy {
  readonly on: PlainDate;
  readonly configuration: ChargesConfigured;
  readonly rates: RateTable;
}

/**
 * The months of interest that stand by a day and have not been posted: as a rule the one whose day has come, and more after
 * a stop, a reversal, or when a rate has become known, also of a principal that has been paid since. Afterwards the next day on which to look, or why there is none.
 */
export function planInterest(bearing: Bearing, by: PlanBy): InterestPlan {
  const { course, liable, until, open, atRecovery, givenUp, type } = bearing;
  if (course.stopped?.why === 'transferred') return planLeft(bearing, by);
  // Interest ends with its claim (forældelsesloven § 23, stk. 2), and is Gældsstyrelsen's own from the transfer on.
  if (liable.length === 0) return stopped(bearing, 'ended', by);
  if (atRecovery > zeroOre) return planned(bearing, courseLeft(course, by.on), 'transferred');
  // Nothing more is charged on it, also for days before that were not charged yet (own choice); it goes on when the loss is taken back.
  if (givenUp) return stopped(bearing, 'paid', by);
  if (interestDecidedOn(by.configuration, type.code) === null)
    return stopped(bearing, 'no-council-decision', by);
  // The night that finds it ends it; nothing is charged on it before (forældelsesloven § 23, stk. 2).
  if (until !== null && open > zeroOre && isTimeBarred({ until }, by.on))
    return planned(bearing, { ...course, next: nextLook(bearing.posting, by.on) }, 'time-barred');
  const { months, isUnknown } = monthsToPost(bearing, by);
  // A month that waits for its rate is owed also when the principal has been paid since.
  const isPaid = !isUnknown && basisOn({ ...bearing.facts, until: by.on }, dayAfter(by.on)) === zeroOre;
  const after: Course = isPaid
    ? { ...course, next: null, stopped: { on: by.on, why: 'paid' } }
    : { ...course, next: nextLook(bearing.posting, by.on) };
  if (months.length > 0)
    return posting(bearing, after, { months, over: isPaid ? 'posted-and-paid' : 'posted' });
  if (isPaid) return planned(bearing, after, 'paid');
  if (isUnknown) return planned(bearing, after, 'rate-unknown');
  const isHeld = isOff({ ...bearing.facts, until: by.on }, by.on);
  return planned(bearing, after, isHeld ? 'off-for-now' : 'nothing-to-post');
}

/**
 * A claim that has gone to the recovery authority: what ran up to that day and has not been posted, because the month had not ended or
 * its rate was not known, is owed all the same; it follows its main claim, or is charged here where that has come back.
 */
function planLeft(bearing: Bearing, by: PlanBy): InterestPlan {
  const { course, liable, until, givenUp, type } = bearing;
  const isOver =
    liable.length === 0 ||
    givenUp ||
    interestDecidedOn(by.configuration, type.code) === null ||
    (until !== null && isTimeBarred({ until }, by.on));
  if (isOver) return planned(bearing, { ...course, next: null }, 'transferred');
  const { months, isUnknown } = monthsToPost(bearing, by);
  const after: Course = { ...course, next: isUnknown ? nextLook(bearing.posting, by.on) : null };
  if (months.length > 0) return posting(bearing, after, { months, over: 'posted' });
  return planned(bearing, after, isUnknown ? 'rate-unknown' : 'transferred');
}

/** Those of the missing months that are posted today, and whether others wait for a rate. */
function monthsToPost(
  bearing: Bearing,
  by: PlanBy,
): { readonly months: readonly KnownMonth[]; readonly isUnknown: boolean } {
  const missing = missingMonths(bearing, by);
  const least = smallestInterest(by.configuration);
  const known = missing.filter(isKnown);
  return { months: known.filter(({ amount }) => amount >= least), isUnknown: known.length < missing.length };
}

function posting(
  bearing: Bearing,
  after: Course,
  { months, over }: { readonly months: readonly KnownMonth[]; readonly over: string },
): InterestPlan {
  const course = { ...after, posted: after.posted + months.length };
  const interest = sumOre(months.map(({ amount }) => amount));
  return { ...planned(bearing, course, over), change: 'interest', months, amounts: { interest } };
}

/**
 * The months that stand by the day without having been posted; among them those without a known rate. A month whose own three years
 * have run out by the day is time-barred already, and is never asked for (forældelsesloven § 5, stk. 2).
 */
export function missingMonths(
  { facts, charges }: Bearing,
  { on, rates }: Pick<PlanBy, 'on' | 'rates'>,
): InterestMonth[] {
  const had = new Set(charges.flatMap(({ kind, period }) => (kind === 'interest' ? [period.from] : [])));
  return interestMonths({ ...facts, until: on }, rates).filter(
    ({ period, due }) => !had.has(period.from) && ownLimit(due) >= on,
  );
}

function isKnown(month: InterestMonth): month is KnownMonth {
  return month.rateHundredths !== null;
}

function stopped(bearing: Bearing, why: StopReason, { on }: PlanBy): InterestPlan {
  return planned(bearing, { ...bearing.course, next: null, stopped: { on, why } }, why);
}

function planned(bearing: Bearing, course: Course, consequence: string): InterestPlan {
  const change = course.next === null ? 'stopped' : 'looked-at';
  return { debtor: debtorOf(bearing), change, consequence, bearing, course, months: [] };
}

function debtorOf({ liable, debtors, course }: Bearing): DebtorNumber {
  const debtor = liable[0] ?? debtors[0];
  assert(debtor !== undefined, `somebody is or was liable for claim ${course.main}`);
  return debtor;
}
