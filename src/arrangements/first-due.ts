import { addMonths, dayOfMonth, monthOf, type PlainDate } from '../kernel/dates.ts';
import { printedNoticeDeadline } from '../letters/notice-arrivals.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';

/** The first due date on a day of the month that leaves as long as a demand does, from the day its letter is written. */
export function firstDueAfterLetter(
  on: PlainDate,
  dueDay: number,
  { configuration }: Pick<ConfigurationVersion, 'configuration'>,
): PlainDate {
  const { demandDays: days } = configuration.arrangements;
  return dueOnOrAfter(
    printedNoticeDeadline(on, { days, paperWeekdays: configuration.run.paperWeekdays }),
    dueDay,
  );
}

function dueOnOrAfter(day: PlainDate, dueDay: number): PlainDate {
  const due = dayOfMonth(monthOf(day), dueDay);
  return due >= day ? due : dayOfMonth(addMonths(monthOf(day), 1), dueDay);
}
