import { covers, type DateRange, type PlainDate } from '../kernel/dates.ts';
import type { Source, Step } from '../kernel/explanation.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { DatedRate, SpecialInterest } from './interest-rates.ts';
import { dayAfter } from './neighbouring-days.ts';
import { percentOf } from './percent.ts';

/**
 * `gebyrloven`: claims with distraint right. `renteloven`: civil claims. `special`: a law of its own. `none`: a public-law
 * claim without distraint right and without a law of its own bears no interest.
 */
export type Regime = 'gebyrloven' | 'renteloven' | 'special' | 'none';

/** How the days of day interest are counted against the year. No law says; a setting. */
export const dayCounts = ['actual/365', 'actual/360', 'actual/actual'] as const;
export type DayCount = (typeof dayCounts)[number];

/** What interest depends on. Amounts are øre of the main claim's principal: no interest on fees or on interest. */
export interface InterestFacts {
  readonly regime: Regime;
  readonly principal: Ore;
  readonly due: PlainDate;
  /** The last day on which payment is not late (SRB); never before `due`. */
  readonly srb: PlainDate;
  /** What was paid on the principal, by value date, in any order. */
  readonly paid: readonly { readonly on: PlainDate; readonly amount: Ore }[];
  /** Debt relief that has taken a part, which is among `paid` on its day; none when absent. */
  readonly relieved?: readonly ReliefOfDays[];
  /** Nothing is posted after this day. */
  readonly until: PlainDate;
  /** The day of transfer to Gældsstyrelsen: nothing is posted on or after it. */
  readonly transferred: PlainDate | null;
  /** Deferral, a kept plan, holds: no month is posted, and no day counts, inside. */
  readonly off: readonly DateRange[];
  /** The municipality's recorded choice to charge; null = none taken, so nothing is charged. Nothing before its day. */
  readonly councilDecision: { readonly on: PlainDate } | null;
  /** Renteloven § 3: was the due date fixed in advance? */
  readonly dueFixed: boolean;
  /** Renteloven § 3: the day payment was asked for, where the due date was not fixed in advance. */
  readonly demandSent: PlainDate | null;
  /** For `special`: which law, and the day the loan was paid out; absent = no entry, so no interest. */
  readonly special?: { readonly entry: SpecialInterest; readonly paidOut: PlainDate | null };
  /** Default actual/365. */
  readonly dayCount?: DayCount;
}

/** What debt relief leaves of the interest of days up to and with its own that had not been charged when it came. */
export interface ReliefOfDays {
  readonly on: PlainDate;
  /** What is still owed, in hundredths of a percent. */
  readonly kept: number;
  /** The last day for which interest had been charged: relief has taken its part of that interest itself. Null = none had been. */
  readonly chargedTo: PlainDate | null;
}

/** One month's interest: a claim of its own. */
export interface InterestMonth {
  readonly period: DateRange & { readonly to: PlainDate };
  /** The day it is posted. */
  readonly posted: PlainDate;
  readonly origin: PlainDate;
  readonly due: PlainDate;
  /** What bore interest when the period began. */
  readonly basis: Ore;
  /** Øre; 0 exactly where the rate is not known. */
  readonly amount: Ore;
  /** In hundredths of a percent; null = no rate is known: nothing is posted, and that must be said. */
  readonly rateHundredths: number | null;
}

/**
 * What of the principal bears interest on a day: unpaid when the day began. A payment up to the last timely day is no
 * late payment and never bears; a payment on the day itself comes too late for that day (open questions Q22 and Q23). Of days that were not
 * charged before debt relief came, its own among them, only the part that it left bears (open question Q48).
 */
export function basisOn({ principal, paid, srb, relieved = [] }: InterestFacts, day: PlainDate): Ore {
  let left: bigint = principal;
  for (const { on, amount } of paid) if (on < day || on <= srb) left -= amount;
  const whole = left > 0n ? ore(left) : zeroOre;
  return relieved
    .filter(({ on, chargedTo }) => day <= on && on > srb && (chargedTo === null || chargedTo < day))
    .reduce((owed, { kept }) => percentOf(owed, kept), whole);
}

export function isOff({ off }: InterestFacts, day: PlainDate): boolean {
  return off.some((range) => covers(range, day));
}

/** The first day on which payment is late: nothing can be posted before it. */
export function lateFrom({ srb }: InterestFacts): PlainDate {
  return dayAfter(srb);
}

export function later(a: PlainDate, b: PlainDate): PlainDate {
  return a > b ? a : b;
}

/** The way to one month's amount. */
export function explainMonth(month: InterestMonth, rate: DatedRate | null, steps: Step[] | null): void {
  steps?.push({
    question: 'interest-of-month',
    paragraph: rate?.paragraph ?? '',
    inputs: [
      { name: 'period-from', unit: 'date', value: month.period.from, source: null },
      { name: 'period-to', unit: 'date', value: month.period.to, source: null },
      { name: 'basis', unit: 'kroner', value: month.basis, source: null },
      {
        name: 'rate',
        unit: 'code',
        value: month.rateHundredths === null ? null : String(month.rateHundredths),
        source: sourceOf(rate),
      },
    ],
    operation: 'share-of-basis',
    rounding: 'nearest-ore-half-up',
    result: { unit: 'kroner', value: month.rateHundredths === null ? null : month.amount },
  });
}

function sourceOf(rate: DatedRate | null): Source | null {
  if (rate === null) return null;
  return {
    register: rate.verified ? 'statute' : 'statute-unverified',
    batch: null,
    reference: rate.paragraph,
  };
}
