import { addDays, type PlainDate } from '../kernel/dates.ts';

/**
 * Days from the call to creditors in Statstidende to the last day to file in an estate (8 weeks; dødsboskifteloven §§ 81-83).
 * A claim that comes later is lost. Not moved for closing days: earlier is safe (own choice).
 */
export function filingDeadline(announcedOn: PlainDate): PlainDate {
  return addDays(announcedOn, 8 * 7);
}

/** After a provisional filing: the last day for the final one, 8 weeks later. */
export function finalFilingDeadline(filedOn: PlainDate): PlainDate {
  return addDays(filedOn, 8 * 7);
}

/** After the executor has rejected a claim: the last day to sue, 4 weeks later. */
export function suingDeadline(rejectedOn: PlainDate): PlainDate {
  return addDays(rejectedOn, 4 * 7);
}

/** A person is asked to see to a deadline when so many days are left; own choice. */
const ASKED_AT = [1, 7, 21] as const;

/** Which of the askings a deadline has come to on a day: the fewest days, 0 when it has passed; null = not yet. */
export function askingAt(deadline: PlainDate, on: PlainDate): 0 | (typeof ASKED_AT)[number] | null {
  if (on > deadline) return 0;
  return ASKED_AT.find((days) => addDays(on, days) >= deadline) ?? null;
}
