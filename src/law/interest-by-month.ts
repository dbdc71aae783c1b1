import { addMonths, dayOfMonth, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { Step } from '../kernel/explanation.ts';
import { zeroOre } from '../kernel/money.ts';
import {
  basisOn,
  explainMonth,
  isOff,
  lateFrom,
  later,
  type InterestFacts,
  type InterestMonth,
} from './interest-facts.ts';
import { entryOn, type DatedRate } from './interest-rates.ts';
import { percentOf } from './percent.ts';
import { dayAfter, dayBefore } from './neighbouring-days.ts';

/**
 * The day of a posting, after so many before it: the day after the due date, then the same day of every month; where the
 * month lacks the day, its last (the ministry's letter of 16 May 2022). `day` is the day of the month that is aimed at.
 */
export function nextPosting(
  due: PlainDate,
  posted: number,
): { readonly on: PlainDate; readonly day: number } {
  const first = dayAfter(due);
  const day = Number(first.slice(8));
  return { on: dayOfMonth(addMonths(monthOf(first), posted), day), day };
}

/**
 * Gebyrloven § 3: simple interest for each started month, a full month at each posting, also when the debtor pays two days
 * later. Ends when the principal is paid or the claim is transferred.
 */
export function interestByMonth(
  facts: InterestFacts,
  rates: readonly DatedRate[],
  steps: Step[] | null,
): InterestMonth[] {
  const months: InterestMonth[] = [];
  if (facts.councilDecision === null) return months;
  for (let place = 0; ; place++) {
    const from = nextPosting(facts.due, place).on;
    // Where the last timely day is later than the due date, nothing is late before it has passed.
    const posted = later(from, lateFrom(facts));
    const basis = basisOn(facts, posted);
    if (posted > facts.until || basis === zeroOre || isTransferred(facts, posted)) return months;
    // A month that began in a deferral is not charged afterwards either, when the last timely day was moved with it.
    if (posted < facts.councilDecision.on || isOff(facts, from) || isOff(facts, posted)) continue;
    const rate = entryOn(rates, posted);
    const rateHundredths = rate?.hundredths ?? null;
    const amount = rateHundredths === null ? zeroOre : percentOf(basis, rateHundredths);
    if (rateHundredths !== null && amount === zeroOre) continue; // less than half an øre is no claim
    const period = { from, to: dayBefore(nextPosting(facts.due, place + 1).on) };
    // Origin and due: the day after the last timely day where the period began before it, else the period's first day. Nothing
    // is due before the main claim is late (open question Q40).
    const month = { period, posted, origin: posted, due: posted, basis, amount, rateHundredths };
    explainMonth(month, rate, steps);
    months.push(month);
  }
}

function isTransferred({ transferred }: InterestFacts, day: PlainDate): boolean {
  return transferred !== null && transferred <= day;
}
