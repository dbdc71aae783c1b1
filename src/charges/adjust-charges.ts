import { heldForRecovery, tellRecovery } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { basisOn } from '../law/interest-facts.ts';
import { difference, interestRates, type RateTable } from '../law/interest.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import type { Reduction } from '../ledger/reduction.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { addInterest, type Changed } from './add-interest.ts';
import { bearings, type Bearing } from './bearing.ts';
import { isSince } from './charges-since.ts';
import { feesAlone, type FeeBearing } from './fees-alone.ts';
import { lockedCourses, updateCourses, type Course } from './interest-courses.ts';
import { missingMonths } from './interest-plan.ts';
import { postedMonths } from './interest-standing.ts';
import { nextLook } from './next-look.ts';
import { couldRemind } from './owed.ts';
import { postAdjustments, reductionsOf, type ChargeAdjusted, type GiveBack } from './post-adjustments.ts';
import { chargesOfMains, type AdjustmentCause } from './store.ts';
import type { Charge } from './types.ts';

/** Something that changed the past under interest and fees, and is written in the ledger already. */
export interface ChangedPast extends AdjustmentCause {
  /** The main claims that it touched. */
  readonly mains: readonly ClaimNumber[];
  readonly giveBack: GiveBack;
  /** Only what counts already on a day, because more of the past will change from then on; all of it where no day is said. */
  readonly before?: PlainDate;
  readonly at: Temporal.Instant;
  /** Those of statute/ when absent. */
  readonly rates?: RateTable;
}

export interface ChargesAdjusted {
  readonly adjusted: readonly ChargeAdjusted[];
  /**
   * Charges on their way to the recovery authority, or there, that amount to something else now: it has been told. Less was
   * moved at once, and so was more of a fee; of less than has been covered there nothing was moved, and a person sees to it.
   */
  readonly atRecovery: readonly ClaimNumber[];
  /** Interest claims posted because interest there has become more, by main claim: they follow it (GS, interest is not written up). */
  readonly added: ReadonlyMap<ClaimNumber, number>;
}

/**
 * Posts what interest and fees amount to otherwise, because the past under them has changed: for each charge the difference
 * between what stands by the law with all payments by value date and what stood, with the charge's own day as value date
 * and booked today. Nothing is opened again. Less falls away; what was paid of it is held for the payers. Months that are
 * missing now are the next interest job's. The debtors have been locked by the caller (ledger/lock.ts); repeated, it finds
 * nothing to do.
 */
export async function adjustCharges(tx: MunicipalityTx, change: ChangedPast): Promise<ChargesAdjusted> {
  const { mains, rates = interestRates, before, at } = change;
  const on = dayInCopenhagen(at);
  const courses = await lockedCourses(tx, mains);
  const bearing = courses.size === 0 ? [] : await bearings(tx, [...courses.values()]);
  const others = await feesAlone(
    tx,
    mains.filter((main) => !courses.has(main)),
  );
  const changed = [
    ...bearing.flatMap((each) => changedCharges(each, { on, rates })),
    ...others.flatMap(changedFees),
  ].filter(({ charge }) => before === undefined || !isSince(charge, before));
  if (bearing.length === 0 && changed.length === 0) return { adjusted: [], atRecovery: [], added: new Map() };
  const done = await adjustHere(tx, change, { changed, courses });
  const after = bearing.map((each) => withAdded(courseAfter(each, { on, rates }), done.added));
  await keepCourses(tx, after, courses);
  return done;
}

/**
 * Lets interest run again on main claims of which something is owed again from today, and nothing in the past is otherwise: a loss
 * that was taken back. The debtors have been locked by the caller.
 */
export async function interestGoesOn(
  tx: MunicipalityTx,
  mains: readonly ClaimNumber[],
  at: Temporal.Instant,
): Promise<void> {
  const courses = await lockedCourses(tx, mains);
  const bearing = courses.size === 0 ? [] : await bearings(tx, [...courses.values()]);
  const after = bearing.map((each) => courseAfter(each, { on: dayInCopenhagen(at), rates: interestRates }));
  await keepCourses(tx, after, courses);
}

/** Posts the differences of charges that are ours; those at the recovery authority are answered apart. */
async function adjustHere(
  tx: MunicipalityTx,
  change: Pick<ChangedPast, 'cause' | 'number' | 'giveBack' | 'at'>,
  {
    changed,
    courses,
  }: { readonly changed: readonly Changed[]; readonly courses: ReadonlyMap<ClaimNumber, Course> },
): Promise<ChargesAdjusted> {
  const reductions = await reductionsOf(tx, changed);
  const [on, at] = [dayInCopenhagen(change.at), change.at];
  const held = await heldForRecovery(
    tx,
    changed.map(({ charge }) => charge.claim),
  );
  const isThere = ({ charge }: Changed) => held.has(charge.claim);
  const isMore = ({ charge, stands }: Changed) => stands > charge.stands;
  const more = changed.filter((each) => isThere(each) && isMore(each) && each.charge.kind === 'interest');
  const told = changed.filter((each) => isThere(each) && !more.includes(each));
  const ours = changed.filter(
    (each) =>
      !isThere(each) ||
      (told.includes(each) && isMore(each)) ||
      isLessThere(reductions.get(each.charge.claim)),
  );
  const added = await addInterest(tx, { more, courses, at });
  const adjusted = await postAdjustments(tx, change, { changed: ours, reductions });
  await tellRecovery(
    tx,
    told.map(({ charge }) => ({
      claim: charge.claim,
      reason: 'REGU' as const,
      cause: 'charge-adjusted',
      causeNumber: change.number,
      effectiveOn: on,
    })),
    at,
  );
  return { adjusted, atRecovery: told.map(({ charge }) => charge.claim), added };
}

/** Less, and no more less than is left of it at the authority, or here while it is on its way, or has been lost. */
function isLessThere(reduction: Reduction | undefined): boolean {
  return reduction !== undefined && reduction.money === zeroOre && reduction.stays === zeroOre;
}

/** Fees to take off for good, because a debtor was right to object. */
export interface FeesTakenOff extends AdjustmentCause {
  readonly fees: readonly ClaimNumber[];
  readonly mains: readonly ClaimNumber[];
  readonly giveBack: GiveBack;
  readonly at: Temporal.Instant;
}

/**
 * Takes fees off: what is left of each falls away, and what was paid of it is held for those who paid. Those that are at the recovery
 * authority are answered apart, as by `adjustCharges`. The debtors have been locked by the caller.
 */
export async function takeFeesOff(tx: MunicipalityTx, change: FeesTakenOff): Promise<ChargesAdjusted> {
  const charges = [...(await chargesOfMains(tx, change.mains)).values()].flat();
  const changed = charges
    .filter(({ claim, kind, stands }) => kind === 'fee' && stands > zeroOre && change.fees.includes(claim))
    .map((charge) => ({ charge, stands: zeroOre }));
  return adjustHere(tx, change, { changed, courses: new Map() });
}

interface Looking {
  readonly on: PlainDate;
  readonly rates: RateTable;
}

function changedCharges(bearing: Bearing, looking: Looking): Changed[] {
  return [...changedInterest(bearing, looking), ...changedFees(bearing)];
}

/** Only what has been posted: by the first day of its period, because a payment changes no period's beginning. */
function changedInterest(bearing: Bearing, looking: Looking): Changed[] {
  const interest = bearing.charges.filter(({ kind }) => kind === 'interest');
  // What was added to a period's interest while that was at the recovery authority stands behind it.
  const posted = Map.groupBy(interest, ({ period }) => period.from);
  const stands = postedMonths(bearing, looking);
  const stood = new Map([...posted].map(([from, those]) => [from, sumOre(those.map((each) => each.stands))]));
  return [...difference(stands, stood)].flatMap(([from, change]) => {
    const those = posted.get(from);
    assert(those !== undefined, 'only what was posted is compared');
    return spread(those, change);
  });
}

/** More is more of the last of them; less is taken from the last first. */
function spread(charges: readonly Charge[], change: Ore): Changed[] {
  const last = charges.at(-1);
  if (change > zeroOre && last !== undefined)
    return [{ charge: last, stands: sumOre([last.stands, change]) }];
  let left = subtractOre(zeroOre, change);
  return charges.toReversed().flatMap((charge) => {
    const part = minOre(left, charge.stands);
    left = subtractOre(left, part);
    return part === zeroOre ? [] : [{ charge, stands: subtractOre(charge.stands, part) }];
  });
}

/** A fee whose letter was sent when the claim, or the instalments demanded, had been covered falls away (open question Q25), and comes back. */
function changedFees({ owed, charges, demandsPaid }: FeeBearing): Changed[] {
  return charges
    .filter(({ kind, takenOff }) => kind === 'fee' && !takenOff)
    .map((charge) => {
      const isOwed = couldRemind(owed, charge.postedOn) && demandsPaid?.get(charge.claim) !== true;
      return { charge, stands: isOwed ? charge.amount : zeroOre };
    })
    .filter(({ charge, stands }) => charge.stands !== stands);
}

/** Those that stand otherwise than they did. */
async function keepCourses(
  tx: MunicipalityTx,
  after: readonly Course[],
  before: ReadonlyMap<ClaimNumber, Course>,
): Promise<void> {
  const changed = after.filter((course) => course !== before.get(course.main));
  await updateCourses(tx, changed);
}

function withAdded(course: Course, added: ReadonlyMap<ClaimNumber, number>): Course {
  const more = added.get(course.main) ?? 0;
  return more === 0 ? course : { ...course, posted: course.posted + more };
}

/** A reversal starts what was stopped because all was paid; what is missing now is due at once. */
function courseAfter(bearing: Bearing, looking: Looking): Course {
  const { course, facts, posting } = bearing;
  if (course.stopped !== null && course.stopped.why !== 'paid') return course;
  const { on } = looking;
  const isMissing = missingMonths(bearing, looking).some(({ rateHundredths }) => rateHundredths !== null);
  if (isMissing) return { ...course, next: on, stopped: null };
  if (course.stopped === null || basisOn({ ...facts, until: on }, dayAfter(on)) === zeroOre) return course;
  return { ...course, next: nextLook(posting, on), stopped: null };
}
