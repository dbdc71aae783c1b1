import { addDays, addMonths, dayOfMonth, monthOf, monthsBetween, type PlainDate } from '../kernel/dates.ts';
import { kroner, minOre, ore, subtractOre, timesOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { HoldReason } from './holds.ts';

/** A claim that an arrangement is asked for. */
export interface ArrangedClaim {
  /** Left of it, in øre. */
  readonly owed: Ore;
  /** Collected by bek. 585/2023: what is paid follows from the table, not from what is agreed. */
  readonly byTable: boolean;
  /** Its collection order has not been read (open question Q15). */
  readonly orderNotRead: boolean;
  readonly atRecovery: boolean;
  readonly holds: readonly HoldReason[];
  /** The day it arose; null = not known. */
  readonly arose: PlainDate | null;
  /** The last day before it, or interest or a fee of it, is time-barred, as it stands without the acknowledgement; null = not known. */
  readonly lastDay: PlainDate | null;
  /** The same after the acknowledgement that is part of the plan. */
  readonly limitation: PlainDate | null;
}

/** Instalments, or a payment put off, that a debtor has asked for. */
export interface PlanAsked {
  readonly claims: readonly ArrangedClaim[];
  readonly monthly: Ore;
  /** The day it is looked at; null = not told, and the day of the acknowledgement is not held against it. */
  readonly on: PlainDate | null;
  /** The first day on which an instalment can fall due once the letter about it has arrived; null = not told, and nothing is left to the letter. */
  readonly soonest: PlainDate | null;
  readonly first: PlainDate;
  /** The day of the month of the instalments after the first, 1–31. */
  readonly dueDay: number;
  /** The day the debtor acknowledged existence and amount in writing; null = not done. */
  readonly acknowledgedOn: PlainDate | null;
}

export interface DeferralAsked {
  readonly claims: readonly ArrangedClaim[];
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly acknowledgedOn: PlainDate | null;
}

/** What the municipality allows. */
export interface ArrangementLimits {
  readonly mostMonths: number;
  readonly least: Ore;
}

/** So many equal instalments, a month apart, from a due date. */
export interface ScheduleSegment {
  readonly firstDue: PlainDate;
  readonly instalments: number;
  readonly amount: Ore;
}

export type PlanRefusal = {
  readonly tag:
    | 'order-not-read'
    | 'bek-585-no-individual-assessment'
    | 'at-recovery'
    | 'on-its-way-to-recovery'
    | 'claim-held'
    | 'nothing-owed'
    | 'below-least'
    | 'too-long'
    | 'past-limitation'
    | 'not-acknowledged'
    /** The day that was told has not come. */
    | 'acknowledged-in-future'
    /** A debt is not acknowledged before it arose. */
    | 'acknowledged-before-claim'
    /** What is time-barred is not brought back (forældelsesloven § 15 interrupts a period that runs). */
    | 'acknowledged-after-last-day';
};

/**
 * The instalments of a plan on request (frivillig afdragsordning), before transfer (gældsinddrivelsesloven § 2, stk. 3). Within the municipality's limits,
 * ended before the claims are time-barred, and acknowledged in writing. Refused for claims under bek. 585/2023, where the
 * law leaves no individual assessment (principafgørelse 30-14).
 */
export function voluntaryPlan(
  ask: PlanAsked,
  limits: ArrangementLimits,
): Result<{ readonly instalments: readonly ScheduleSegment[]; readonly last: PlainDate }, PlanRefusal> {
  assert(ask.dueDay >= 1 && ask.dueDay <= 31, 'a day of the month');
  const owed = owedOf(ask.claims);
  const refused = whyNotArrangeable(ask.claims);
  if (refused !== null) return refuse(refused);
  const misdated = misdatedBy(ask, ask.on);
  if (misdated !== null) return refuse(misdated);
  if (ask.monthly < minOre(limits.least, owed) || ask.monthly <= zeroOre)
    return refuse({ tag: 'below-least' });
  const instalments = scheduleOf(ask, owed);
  const count = instalments.reduce((sum, segment) => sum + segment.instalments, 0);
  const last = dueOf(ask, count - 1);
  if (count > mostInstalments(ask, limits)) return refuse({ tag: 'too-long' });
  if (isPastLimitation(ask.claims, last)) return refuse({ tag: 'past-limitation' });
  return ask.acknowledgedOn === null ? refuse({ tag: 'not-acknowledged' }) : ok({ instalments, last });
}

/**
 * How many instalments the municipality's limit of months leaves from a first due date; 0 = none. So many months are so many instalments, and the
 * months that somebody waits with the first one count as they would in a deferral: not those up to the next month, nor those that our own letter takes.
 */
export function mostInstalments(
  { on, soonest, first }: Pick<PlanAsked, 'on' | 'soonest' | 'first'>,
  { mostMonths }: Pick<ArrangementLimits, 'mostMonths'>,
): number {
  if (on === null) return mostMonths;
  const next = addMonths(monthOf(on), 1);
  const begins = soonest !== null && monthOf(soonest) > next ? monthOf(soonest) : next;
  return Math.max(0, mostMonths - Math.max(0, monthsBetween(begins, monthOf(first))));
}

/**
 * The instalment, in whole kroner, with which so much is paid in so many months at the most; what it comes out less is the last one's. At least one
 * krone.
 */
export function monthlyFor(owed: Ore, months: number): Ore {
  assert(Number.isInteger(months) && months > 0, 'a whole number of months');
  const parts = 100n * BigInt(months);
  return kroner(Math.max(1, Number((owed + parts - 1n) / parts)));
}

/** The last day for payment under a deferral on request: the same law, limits and refusals. */
export function voluntaryDeferral(
  ask: DeferralAsked,
  limits: ArrangementLimits,
): Result<{ readonly until: PlainDate }, PlanRefusal> {
  assert(ask.from <= ask.until, 'a deferral does not end before it begins');
  const refused = whyNotArrangeable(ask.claims);
  if (refused !== null) return refuse(refused);
  const misdated = misdatedBy(ask, ask.from);
  if (misdated !== null) return refuse(misdated);
  const longest = dayOfMonth(addMonths(monthOf(ask.from), limits.mostMonths), Number(ask.from.slice(8)));
  if (ask.until > longest) return refuse({ tag: 'too-long' });
  if (isPastLimitation(ask.claims, ask.until)) return refuse({ tag: 'past-limitation' });
  return ask.acknowledgedOn === null ? refuse({ tag: 'not-acknowledged' }) : ok({ until: ask.until });
}

/**
 * Whether an instalment is missed beyond what the municipality tolerates: more than so many øre unpaid so many days after
 * it fell due. Then one demand is sent; only if that is not met does the plan end and everything fall due.
 */
export function isMissed(
  instalment: { readonly due: PlainDate; readonly unpaid: Ore },
  tolerance: { readonly days: number; readonly amount: Ore },
  day: PlainDate,
): boolean {
  return instalment.unpaid > tolerance.amount && day > addDays(instalment.due, tolerance.days);
}

// A deferral or plan by agreement stands already, or nobody may make agreements about the claim now.
const NOT_WHILE: readonly HoldReason[] = [
  'objection',
  'complaint',
  'deferral',
  'plan',
  'death',
  'bankruptcy',
  'debt-relief',
  'lapse-review',
  'ended',
  'returned-less',
];

/** Why nothing can be agreed on about these claims, whatever is asked for; null = something can. */
export function whyNotArrangeable(claims: readonly ArrangedClaim[]): PlanRefusal | null {
  if (claims.some(({ orderNotRead }) => orderNotRead)) return { tag: 'order-not-read' };
  if (claims.some(({ byTable }) => byTable)) return { tag: 'bek-585-no-individual-assessment' };
  if (claims.some(({ atRecovery }) => atRecovery)) return { tag: 'at-recovery' };
  // A claim is EITHER under collection OR under recovery (Den juridiske vejledning G.A.1.3.3), also before it is received.
  if (claims.some(({ holds }) => holds.includes('recovery'))) return { tag: 'on-its-way-to-recovery' };
  if (claims.some(({ holds }) => holds.some((hold) => NOT_WHILE.includes(hold))))
    return { tag: 'claim-held' };
  return owedOf(claims) <= zeroOre ? { tag: 'nothing-owed' } : null;
}

/**
 * Why an acknowledgement (forældelsesloven § 15) cannot be of the day that was told; null = it can. It may be of a day before the due
 * date: then it gives no more time than there was.
 */
export function misdatedBy(
  { claims, acknowledgedOn }: Pick<PlanAsked, 'claims' | 'acknowledgedOn'>,
  today: PlainDate | null,
): PlanRefusal | null {
  if (acknowledgedOn === null) return null;
  if (today !== null && acknowledgedOn > today) return { tag: 'acknowledged-in-future' };
  if (claims.some(({ arose }) => arose !== null && acknowledgedOn < arose))
    return { tag: 'acknowledged-before-claim' };
  return claims.some(({ lastDay }) => lastDay !== null && lastDay < acknowledgedOn)
    ? { tag: 'acknowledged-after-last-day' }
    : null;
}

function owedOf(claims: readonly ArrangedClaim[]): Ore {
  return ore(claims.reduce((sum, { owed }) => sum + owed, 0n));
}

function isPastLimitation(claims: readonly ArrangedClaim[], last: PlainDate): boolean {
  return claims.some(({ limitation }) => limitation !== null && limitation < last);
}

/** Equal instalments, and a smaller last one where it does not come out even. */
function scheduleOf(ask: PlanAsked, owed: Ore): ScheduleSegment[] {
  const full = Number(owed / ask.monthly);
  const rest = subtractOre(owed, timesOre(ask.monthly, full));
  const segments: ScheduleSegment[] = [];
  if (full > 0) segments.push({ firstDue: ask.first, instalments: full, amount: ask.monthly });
  if (rest > zeroOre) segments.push({ firstDue: dueOf(ask, full), instalments: 1, amount: rest });
  return segments;
}

function dueOf({ first, dueDay }: PlanAsked, place: number): PlainDate {
  return place === 0 ? first : dayOfMonth(addMonths(monthOf(first), place), dueDay);
}
