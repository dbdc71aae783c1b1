import { addDays, addMonths, lastDayOf, type PlainDate, type YearMonth } from '../../kernel/dates.ts';
import { isBankClosingDay } from '../../law/closing-days.ts';
import type { Dice } from './dice.ts';

/** The months that the registers know about, both included. */
export interface Horizon {
  readonly from: YearMonth;
  readonly to: YearMonth;
}

/** The months of `wanted` that lie inside the horizon, in order. */
export function monthsOf(
  horizon: Horizon,
  wanted: { readonly from?: YearMonth | undefined; readonly to?: YearMonth | undefined } = {},
): YearMonth[] {
  const months: YearMonth[] = [];
  const first = later(horizon.from, wanted.from ?? horizon.from);
  const last = wanted.to !== undefined && wanted.to < horizon.to ? wanted.to : horizon.to;
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

export function later<T extends string>(a: T, b: T): T {
  return a > b ? a : b;
}

/** The day on which pay and benefits of a month are at one's disposal: its last bank day. */
export function payDay(month: YearMonth): PlainDate {
  let day = lastDayOf(month);
  while (isBankClosingDay(day)) day = addDays(day, -1);
  return day;
}

/** A day between two days, both included. */
export function dayBetween(from: PlainDate, to: PlainDate, dice: Dice): PlainDate {
  const days = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return addDays(from, dice.whole(0, days));
}
