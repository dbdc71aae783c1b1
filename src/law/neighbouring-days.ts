import { addMonths, dayOfMonth, firstDayOf, lastDayOf, monthOf, type PlainDate } from '../kernel/dates.ts';

// As `addDays` by one, from the text itself: interest asks some hundred times for every claim every day.

export function dayAfter(day: PlainDate): PlainDate {
  const month = monthOf(day);
  return day === lastDayOf(month)
    ? firstDayOf(addMonths(month, 1))
    : dayOfMonth(month, Number(day.slice(8)) + 1);
}

export function dayBefore(day: PlainDate): PlainDate {
  const month = monthOf(day);
  return day === firstDayOf(month)
    ? lastDayOf(addMonths(month, -1))
    : dayOfMonth(month, Number(day.slice(8)) - 1);
}
