import {
  addMonths,
  firstDayOf,
  lastDayOf,
  monthOf,
  type DateRange,
  type PlainDate,
} from '../kernel/dates.ts';
import type { Step } from '../kernel/explanation.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
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
import { fractionOf } from './percent.ts';
import { dayAfter, dayBefore } from './neighbouring-days.ts';

/**
 * Renteloven §§ 3 and 5: simple interest by the day, one claim for each calendar month. Every day counts on which some of
 * the principal was unpaid when it began, the day of payment too; the day of transfer does not. `first` is the first day
 * that can count. A month is posted when it has ended, or on the day the debt was paid or the last one before transfer.
 */
export function interestByDay(
  facts: InterestFacts,
  { rates, first }: { readonly rates: readonly DatedRate[]; readonly first: PlainDate },
  steps: Step[] | null,
): InterestMonth[] {
  const months: InterestMonth[] = [];
  const last = facts.transferred === null ? null : dayBefore(facts.transferred);
  for (let of = monthOf(first); ; of = addMonths(of, 1)) {
    const from = of === monthOf(first) ? first : firstDayOf(of);
    const to = last !== null && last < lastDayOf(of) ? last : lastDayOf(of);
    if (from > facts.until || to < from || basisOn(facts, from) === zeroOre) return months;
    const month = monthOfDays(facts, { from, to }, rates, steps);
    if (month === 'not-yet') return months;
    if (month !== null) months.push(month);
  }
}

function monthOfDays(
  facts: InterestFacts,
  range: Closed,
  rates: readonly DatedRate[],
  steps: Step[] | null,
): InterestMonth | 'not-yet' | null {
  const owed = stretchesOf(facts, range).filter(({ basis }) => basis > zeroOre);
  const bearing = owed.filter(({ off }) => !off);
  const [begins, ends] = [bearing[0], bearing.at(-1)];
  if (begins === undefined || ends === undefined) return range.to > facts.until ? 'not-yet' : null;
  const period = { from: begins.from, to: ends.to };
  // Paid in the middle of the month: the day of payment ends it.
  const isPaid = basisOn(facts, dayAfter(range.to)) === zeroOre;
  const posted = later((isPaid ? owed.at(-1)?.to : null) ?? range.to, lateFrom(facts));
  if (posted > facts.until) return 'not-yet';
  // Sent on before it could be late: nothing is posted from then on.
  if (facts.transferred !== null && posted >= facts.transferred) return null;
  const rate = entryOn(rates, period.to);
  const rateHundredths = rate?.hundredths ?? null;
  const amount =
    rateHundredths === null ? zeroOre : amountOf(bearing, rateHundredths, daysOfYear(facts, period.to));
  if (rateHundredths !== null && amount === zeroOre) return null; // less than half an øre is no claim
  const month: InterestMonth = {
    period,
    posted,
    origin: period.to,
    due: period.to,
    basis: begins.basis,
    amount,
    rateHundredths,
  };
  explainMonth(month, rate, steps);
  return month;
}

type Closed = DateRange & { readonly to: PlainDate };
interface Stretch extends Closed {
  readonly basis: Ore;
  readonly off: boolean;
}

/** The days of one calendar month, cut where the basis changes and where interest is turned off or on. */
function stretchesOf(facts: InterestFacts, { from, to }: Closed): Stretch[] {
  const changes = [
    ...facts.paid.map(({ on }) => dayAfter(on)),
    ...(facts.relieved ?? []).flatMap(({ chargedTo }) => (chargedTo === null ? [] : [dayAfter(chargedTo)])),
    ...facts.off.flatMap((range) => [range.from, ...(range.to === null ? [] : [dayAfter(range.to)])]),
  ];
  const starts = [from, ...new Set(changes.filter((day) => from < day && day <= to).toSorted(byDay))];
  return starts.map((start, index) => {
    const next = starts[index + 1];
    return {
      from: start,
      to: next === undefined ? to : dayBefore(next),
      basis: basisOn(facts, start),
      off: isOff(facts, start),
    };
  });
}

/** One rounding for the whole period, so that a payment in the middle of it rounds nothing twice. */
function amountOf(stretches: readonly Stretch[], rateHundredths: number, yearDays: bigint): Ore {
  let oreDays = 0n;
  for (const { from, to, basis } of stretches) {
    oreDays += basis * BigInt(Number(to.slice(8)) - Number(from.slice(8)) + 1);
  }
  return fractionOf(ore(oreDays), BigInt(rateHundredths), 10_000n * yearDays);
}

function daysOfYear({ dayCount = 'actual/365' }: InterestFacts, day: PlainDate): bigint {
  switch (dayCount) {
    case 'actual/365':
      return 365n;
    case 'actual/360':
      return 360n;
    case 'actual/actual':
      return lastDayOf(monthOf(`${day.slice(0, 4)}-02-01` as PlainDate)).endsWith('29') ? 366n : 365n; // a year's February
    default:
      return unreachable(dayCount);
  }
}

function byDay(a: PlainDate, b: PlainDate): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
