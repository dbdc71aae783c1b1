import { addDays, date, type PlainDate } from '../../kernel/dates.ts';

/** The day before day 1, as it would be without the 29 February 1900 that Excel counts and that never was. */
const DAY_0 = date('1899-12-30');
const FIRST_AFTER_THAT = 61;
/** 31 December 9999. */
const LAST = 2_958_465;
const DAYS_FROM_1900_TO_1904 = 1462;
const MOST_KEPT = 10_000;

/** The days that a workbook's numbers stand for, counted from 1900, or from 1904 as Excel on the Mac once did. */
export class DayNumbers {
  readonly #before: number;
  /** A file has the same days again and again, and working one out takes longer than the rest of its cell. */
  readonly #known = new Map<number, PlainDate>();

  constructor(from1904: boolean) {
    this.#before = from1904 ? DAYS_FROM_1900_TO_1904 : 0;
  }

  /** The day of a number, whatever the time of that day; null when the number is outside of the calendar. */
  dayOf(number: number): PlainDate | null {
    const serial = Math.floor(number) + this.#before;
    if (serial < FIRST_AFTER_THAT || serial > LAST) return null;
    const known = this.#known.get(serial);
    if (known !== undefined) return known;
    const day = addDays(DAY_0, serial);
    if (this.#known.size < MOST_KEPT) this.#known.set(serial, day);
    return day;
  }
}
