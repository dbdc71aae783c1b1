import { addDays, type PlainDate } from '../kernel/dates.ts';
import { bankDaysAfter, nextBankDay } from '../law/closing-days.ts';

/** A delivery holds what would be too late so many bank days from now, so that a day without one does no harm (own choice). */
const SPARE_BANK_DAYS = 2;

/** What fell due at most so many days ago is still collected; what is older has been asked for by letter (own choice). */
const LATE_DAYS = 7;

/**
 * The day on which what falls due is taken, if it belongs in the delivery of a day: the bank day it falls due on or the next, or the first
 * that the deadline still lets us reach. Null = it is too early, or too late.
 */
export function payDay(dueOn: PlainDate, on: PlainDate, bankDaysBefore: number): PlainDate | null {
  if (dueOn < addDays(on, -LATE_DAYS)) return null;
  const wished = nextBankDay(dueOn);
  const first = bankDaysAfter(on, bankDaysBefore);
  if (wished > bankDaysAfter(first, SPARE_BANK_DAYS)) return null;
  return wished > first ? wished : first;
}
