import type { ClaimNumber } from '../claims/types.ts';
import { lastDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { later } from '../law/interest-facts.ts';
import { interestRates } from '../law/interest.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { bearings } from './bearing.ts';
import type { ChargesConfigured } from './council-decision.ts';
import { lockedCourses } from './interest-courses.ts';
import { planInterest } from './interest-plan.ts';

/**
 * The interest of these main claims that has run up to today and is not posted yet, in øre: that of days which is posted when the month has
 * ended. Asked when something stands on them that stops it from today. A month whose rate is not known counts as nothing.
 */
export async function interestAccrued(
  tx: MunicipalityTx,
  mains: readonly ClaimNumber[],
  { on, configuration }: { readonly on: PlainDate; readonly configuration: ChargesConfigured },
): Promise<Ore> {
  const courses = [...(await lockedCourses(tx, mains)).values()].filter(({ stopped }) => stopped === null);
  const bearing = courses.length === 0 ? [] : await bearings(tx, courses);
  const months = bearing.flatMap((each) => {
    // A month is never posted before the first day that is late.
    const posted = later(lastDayOf(monthOf(on)), dayAfter(each.facts.srb));
    return planInterest(each, { on: posted, configuration, rates: interestRates }).months;
  });
  return sumOre(months.map(({ amount }) => amount));
}
