import { addDays, addYears, type PlainDate } from '../kernel/dates.ts';
import type { Step } from '../kernel/explanation.ts';
import { subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, unreachable } from '../kernel/result.ts';
import { interestByDay } from './interest-by-day.ts';
import { interestByMonth } from './interest-by-month.ts';
import { later, type InterestFacts, type InterestMonth } from './interest-facts.ts';
import type { RateTable } from './interest-rates.ts';
import { dayAfter } from './neighbouring-days.ts';

export type { DayCount, InterestFacts, InterestMonth, Regime } from './interest-facts.ts';
export { nextPosting } from './interest-by-month.ts';
export { interestRates, rateOn, specialInterest, type RateTable } from './interest-rates.ts';

/**
 * The interest of a main claim month by month, each a claim of its own (gebyrloven § 3; renteloven §§ 3 and 5; a law of its
 * own; none). Nothing is charged without the municipality's recorded choice: gebyrloven says "kan bestemme", and for
 * renteloven it is a safe default. Months without a known rate are among them, with rate null. `steps`, when given,
 * receives the way to each month.
 */
export function interestOf(
  facts: InterestFacts,
  rates: RateTable,
  steps: Step[] | null = null,
): readonly InterestMonth[] {
  assert(facts.due <= facts.srb, 'the last timely day is not before the due date');
  switch (facts.regime) {
    case 'none':
      return [];
    case 'gebyrloven':
      return interestByMonth(facts, rates.monthly, steps);
    case 'renteloven': {
      const first = firstDayByRenteloven(facts);
      return first === null ? [] : interestByDay(facts, { rates: rates.yearly, first }, steps);
    }
    case 'special':
      return specialInterestOf(facts, steps);
    default:
      return unreachable(facts.regime);
  }
}

/**
 * What must be posted so that what stood becomes what stands: by the first day of the period, in øre, less is negative. Only
 * what is not 0. A month whose rate is not known stands as 0.
 */
export function difference(
  stands: readonly InterestMonth[],
  stood: ReadonlyMap<PlainDate, Ore>,
): ReadonlyMap<PlainDate, Ore> {
  const now = new Map(stands.map(({ period, amount }) => [period.from, amount]));
  const differences = new Map<PlainDate, Ore>();
  for (const from of [...new Set([...now.keys(), ...stood.keys()])].toSorted()) {
    const change = subtractOre(now.get(from) ?? zeroOre, stood.get(from) ?? zeroOre);
    if (change !== zeroOre) differences.set(from, change);
  }
  return differences;
}

const DAYS_AFTER_DEMAND = 30;

/** Renteloven § 3: from the due date where it was fixed in advance (stk. 1), else from 30 days after the demand (stk. 2). */
function firstDayByRenteloven(facts: InterestFacts): PlainDate | null {
  const { due, dueFixed, demandSent, councilDecision } = facts;
  if (councilDecision === null) return null;
  if (dueFixed) return later(dayAfter(due), councilDecision.on);
  if (demandSent === null) return null;
  const from = later(due, addDays(demandSent, DAYS_AFTER_DEMAND));
  return later(dayAfter(from), councilDecision.on);
}

function specialInterestOf(facts: InterestFacts, steps: Step[] | null): readonly InterestMonth[] {
  if (facts.special === undefined) return [];
  const { entry, paidOut } = facts.special;
  if (entry.per === 'month') return interestByMonth(facts, [entry.rate], steps);
  if (facts.councilDecision === null) return [];
  // The free years are counted from the day the loan was paid out; without it nobody knows that they are over.
  if (entry.freeYears > 0 && paidOut === null) return [];
  const free = paidOut === null ? facts.due : addYears(paidOut, entry.freeYears);
  const first = later(dayAfter(later(facts.due, free)), facts.councilDecision.on);
  return interestByDay(facts, { rates: [entry.rate], first }, steps);
}
