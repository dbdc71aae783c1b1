import { addDays, addYears, type PlainDate } from '../kernel/dates.ts';
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

export interface LimitationFacts {
  readonly years: number;
  readonly start: PlainDate;
  /** The day the recovery authority received the claim, when it has it (gældsinddrivelsesloven § 18 a, stk. 7). */
  readonly receivedByRecovery: PlainDate | null;
}

/**
 * The last day before a claim is time-barred (forældelse): the same day after so many years, moved to the next open day
 * (forældelsesloven § 27). At the recovery authority no earlier than 3 years after receipt. Lapse never moves; see lapse.ts.
 */
export function limitationDate({ years, start, receivedByRecovery }: LimitationFacts): PlainDate {
  const own = nextOpenDay(addYears(start, years));
  if (receivedByRecovery === null) return own;
  const afterReceipt = nextOpenDay(addYears(receivedByRecovery, 3));
  return own > afterReceipt ? own : afterReceipt;
}
