import { addDays, type PlainDate } from '../kernel/dates.ts';
import { addWeekdays, nextOpenDay } from './closing-days.ts';

/** When a letter reached the debtor: Digital Post the day it is available, paper some weekdays after its date. */
export type Arrival =
  | { readonly channel: 'digital'; readonly available: PlainDate }
  | { readonly channel: 'paper'; readonly sent: PlainDate };

/** Ankestyrelsen deems an ordinary letter to arrive 6 weekdays after its date; configurable since the post changed at the end of 2025. */
export const PAPER_WEEKDAYS = 6;

/** The day a letter is deemed to have arrived (digitalpostloven §§ 7, 10; Ankestyrelsen's practice for paper). */
export function arrivalDay(arrival: Arrival, paperWeekdays = PAPER_WEEKDAYS): PlainDate {
  return arrival.channel === 'digital' ? arrival.available : addWeekdays(arrival.sent, paperWeekdays);
}

/**
 * The last day to complain: the same weekday four weeks after arrival, moved to the next open day (retssikkerhedsloven
 * § 67). The complaint goes to the municipality, which looks again before Ankestyrelsen does (§ 66).
 */
export function complaintDeadline(arrival: Arrival, paperWeekdays = PAPER_WEEKDAYS): PlainDate {
  return nextOpenDay(addDays(arrivalDay(arrival, paperWeekdays), 28));
}
