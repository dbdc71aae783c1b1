import { addMonths, lastDayOf, monthOf, monthsBetween, type PlainDate } from '../kernel/dates.ts';
import { later } from '../law/interest-facts.ts';
import { nextPosting } from '../law/interest.ts';
import { dayAfter } from '../law/neighbouring-days.ts';

/** What the days on which interest is posted follow from. */
export interface PostingFacts {
  readonly due: PlainDate;
  readonly srb: PlainDate;
  /** By started month (gebyrloven § 3), or by the day in calendar months (renteloven § 5). */
  readonly per: 'month' | 'day';
}

/**
 * The first day after `on` on which something may be to post: the next posting day, or the last day of a month. Whether
 * anything is posted then is the law's answer on that day.
 */
export function nextLook(facts: PostingFacts, on: PlainDate): PlainDate {
  if (facts.per === 'day') {
    const ends = lastDayOf(monthOf(later(on, facts.due)));
    return ends > on && ends > facts.due ? ends : lastDayOf(addMonths(monthOf(ends), 1));
  }
  const late = dayAfter(facts.srb);
  const first = nextPosting(facts.due, 0).on;
  for (let place = Math.max(0, monthsBetween(monthOf(first), monthOf(on))); ; place++) {
    const day = later(nextPosting(facts.due, place).on, late);
    if (day > on) return day;
  }
}
