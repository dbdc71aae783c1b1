import type { ClaimNumber } from '../claims/types.ts';
import { lastDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { later, lateFrom } from '../law/interest-facts.ts';
import { interestRates } from '../law/interest.ts';
import { isTimeBarred } from '../law/limitation.ts';
import { dayAfter, dayBefore } from '../law/neighbouring-days.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { bearings, type Bearing } from './bearing.ts';
import { interestDecidedOn, smallestInterest, type ChargesConfigured } from './council-decision.ts';
import { coursesOf, type Course } from './interest-courses.ts';
import { missingMonths } from './interest-plan.ts';

/**
 * The interest of these main claims that has run before a day and is not posted yet, in øre: what comes on them although something stops their interest
 * from that day on. The debtors' receivables are locked by the caller. A month whose rate is not known counts as nothing.
 */
export async function interestAccrued(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  { before, configuration }: { readonly before: PlainDate; readonly configuration: ChargesConfigured },
): Promise<Ore> {
  const to = dayBefore(before);
  const run = await runBy(tx, await runningOn(tx, mains, to), { to, configuration });
  return sumOre(run.map(({ amount }) => amount));
}

/**
 * The interest of these main claims that has run by the end of a day and was not posted by then, by claim: what is owed besides when they are paid on
 * that day. It is that of days, which is posted when the month has ended. What is not late yet bears none. A month whose rate is not known counts as nothing.
 */
export async function interestRun(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  to: PlainDate,
): Promise<Map<ClaimNumber, Ore>> {
  const courses = await runningOn(tx, mains, to);
  const configured = courses.length === 0 ? null : await configurationVersion(tx, null);
  if (configured === null) return new Map();
  const run = await runBy(tx, courses, { to, configuration: configured.configuration });
  return new Map(
    run.flatMap(({ bearing: { course, facts }, amount }) =>
      amount > zeroOre && lateFrom({ ...facts, until: to }) <= to ? [[course.main, amount]] : [],
    ),
  );
}

interface RunBy {
  readonly to: PlainDate;
  readonly configuration: ChargesConfigured;
}

/** Those that had not stopped by the end of a day. */
async function runningOn(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  to: PlainDate,
): Promise<Course[]> {
  const courses = [...(await coursesOf(tx, mains)).values()];
  return courses.filter(({ stopped }) => stopped === null || stopped.on > to);
}

async function runBy(
  tx: MunicipalityReadTx,
  courses: readonly Course[],
  by: RunBy,
): Promise<{ readonly bearing: Bearing; readonly amount: Ore }[]> {
  return (await bearings(tx, courses)).map((bearing) => ({ bearing, amount: amountBy(bearing, by) }));
}

/** As if nothing bore interest after the day: its month is cut there. */
function amountBy(bearing: Bearing, { to, configuration }: RunBy): Ore {
  const { facts, charges, type, until, givenUp } = bearing;
  const isOver = givenUp || (until !== null && isTimeBarred({ until }, to));
  if (isOver || interestDecidedOn(configuration, type.code) === null) return zeroOre;
  const cut: Bearing = {
    ...bearing,
    facts: { ...facts, off: [...facts.off, { from: dayAfter(to), to: null }] },
    charges: charges.filter(({ postedOn }) => postedOn <= to),
  };
  // A month is never posted before the first day that is late.
  const posted = later(lastDayOf(monthOf(to)), lateFrom({ ...facts, until: to }));
  const months = missingMonths(cut, { on: posted, rates: interestRates });
  const least = smallestInterest(configuration);
  return sumOre(months.map(({ amount }) => amount).filter((amount) => amount >= least));
}
