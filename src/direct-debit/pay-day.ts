import type { PlainDate } from '../kernel/dates.ts';
import { bankDaysAfter, nextBankDay } from '../law/closing-days.ts';

/** A delivery holds what would be too late so many bank days from now, so that a day without one does no harm (own choice). */
const SPARE_BANK_DAYS = 2;

/** The first day of payment that what is delivered on a day can still have. */
export function firstInReach(on: PlainDate, bankDaysBefore: number): PlainDate {
  return bankDaysAfter(on, bankDaysBefore);
}

/** The last day of payment that belongs in the delivery of a day. */
export function lastInReach(on: PlainDate, bankDaysBefore: number): PlainDate {
  return bankDaysAfter(on, bankDaysBefore + SPARE_BANK_DAYS);
}

/**
 * The day on which what falls due is taken, if it belongs in the delivery of a day: the bank day it falls due on, or the next. Null = it is too
 * early, or too late: what the bank cannot take in time is never taken, and the payer pays it (own choice).
 */
export function payDay(dueOn: PlainDate, on: PlainDate, bankDaysBefore: number): PlainDate | null {
  const day = nextBankDay(dueOn);
  return day < firstInReach(on, bankDaysBefore) || day > lastInReach(on, bankDaysBefore) ? null : day;
}
