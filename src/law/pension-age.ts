import { addMonths, addYears, dayOfMonth, monthOf, type PlainDate } from '../kernel/dates.ts';
import { pensionAges } from './figures.ts';

/**
 * The day a person reaches the state pension age (lov om social pension § 1 a). Folkepension is not on the list of bek.
 * 585/2023 § 6, stk. 1: what rests on a benefit of working age, or on førtidspension, ends then.
 */
export function pensionAgeReachedOn(born: PlainDate): PlainDate {
  const age = pensionAges.find(({ bornTo }) => bornTo === null || born <= bornTo);
  if (age === undefined) throw new Error('the last entry of the pension ages has no end');
  const birthday = addYears(born, age.years);
  return dayOfMonth(addMonths(monthOf(birthday), age.months), Number(birthday.slice(8)));
}

/**
 * Calendar months after that of a run in which the end of such a deferral is announced; no source asks for it. A run a month,
 * on whatever day, sees each person three months before, and so announces it two whole months before the day at least.
 */
const ANNOUNCED_MONTHS = 3;

/** Whether a person reaches the state pension age on this day, later in its month, or in one of the three months after it. */
export function reachesPensionAgeSoon(born: PlainDate, day: PlainDate): boolean {
  const reached = pensionAgeReachedOn(born);
  return day <= reached && monthOf(reached) <= addMonths(monthOf(day), ANNOUNCED_MONTHS);
}
