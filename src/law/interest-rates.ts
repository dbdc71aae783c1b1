import {
  covers,
  date,
  firstDayOf,
  lastDayOf,
  monthOf,
  type DateRange,
  type PlainDate,
} from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import rateList from '../../statute/interest-rates.json' with { type: 'json' };
import specialList from '../../statute/special-interest.json' with { type: 'json' };
import { hundredthsOfPercent } from './percent.ts';

/** A rate in hundredths of a percent for whole months; null = known to be charged, but the rate was not found. */
export interface DatedRate {
  readonly applies: DateRange;
  readonly hundredths: number | null;
  readonly paragraph: string;
  /** False where it was not read in an official publication. */
  readonly verified: boolean;
}

/** Rates for each started month (gebyrloven § 3), and a year, reference plus 8 percentage points (renteloven § 5). */
export interface RateTable {
  readonly monthly: readonly DatedRate[];
  readonly yearly: readonly DatedRate[];
}

/** Interest by a law of its own (gebyrloven § 1): for each started month, or by the day of a year's rate. */
export interface SpecialInterest {
  readonly name: string;
  readonly per: 'month' | 'year';
  /** Years from the day the loan was paid out in which it bears none; 0 where the law has none. */
  readonly freeYears: number;
  readonly rate: DatedRate;
}

export const interestRates: RateTable = {
  monthly: rateList.monthly.map(readRate),
  yearly: rateList.yearly.map(readRate),
};

const specialInterests: readonly SpecialInterest[] = specialList.entries.map((raw) => {
  assert(raw.per === 'month' || raw.per === 'year', `statute/special-interest.json: per ${raw.per}`);
  return { name: raw.name, per: raw.per, freeYears: raw.freeYears, rate: readRate(raw) };
});

/** The entry of that name in statute/special-interest.json; null: there is none, so no interest. */
export function specialInterest(name: string): SpecialInterest | null {
  return specialInterests.find((entry) => entry.name === name) ?? null;
}

/** The yearly rate of renteloven on a day, in hundredths of a percent; null where nobody has found it. Never the rate before. */
export function rateOn(table: RateTable, day: PlainDate): number | null {
  return entryOn(table.yearly, day)?.hundredths ?? null;
}

/** The rate for each started month (gebyrloven § 3) on a day, as text with a point (`1`, `1.25`); null where nobody has found it. Only told. */
export function monthlyPercentOn(day: PlainDate): string | null {
  const hundredths = entryOn(interestRates.monthly, day)?.hundredths ?? null;
  return hundredths === null ? null : (hundredths / 100).toFixed(2).replace(/\.00$/, '');
}

/** The entry for a day. */
export function entryOn(rates: readonly DatedRate[], day: PlainDate): DatedRate | null {
  return rates.find(({ applies }) => covers(applies, day)) ?? null;
}

interface RawRate {
  readonly from: string;
  readonly to: string | null;
  readonly percent: string | null;
  readonly paragraph: string;
  readonly verified: boolean;
}

function readRate(raw: RawRate): DatedRate {
  const applies = { from: date(raw.from), to: raw.to === null ? null : date(raw.to) };
  // Within a month there is one rate: day interest relies on it.
  assert(applies.from === firstDayOf(monthOf(applies.from)), `a rate begins inside a month: ${raw.from}`);
  assert(
    applies.to === null || applies.to === lastDayOf(monthOf(applies.to)),
    `a rate ends inside a month: ${raw.to}`,
  );
  const hundredths = raw.percent === null ? null : hundredthsOfPercent(raw.percent);
  return { applies, hundredths, paragraph: raw.paragraph, verified: raw.verified };
}
