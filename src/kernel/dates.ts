/**
 * Plain dates and months as ISO text. They sort and compare as they stand (`a < b`), are the same in the
 * database, in JSON and in code, and cost nothing in the rule's inner loop; Temporal does the arithmetic.
 */

declare const dateBrand: unique symbol;
declare const monthBrand: unique symbol;
/** A calendar day, `2026-03-01`. */
export type PlainDate = string & { readonly [dateBrand]: true };
/** A calendar month, `2026-03`. */
export type YearMonth = string & { readonly [monthBrand]: true };
/** From and including `from`, to and including `to`; `to` null = still. */
export interface DateRange {
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^\d{4}-(?:0[1-9]|1[0-2])$/;

/** Reads `YYYY-MM-DD`; null when it is not a day of the calendar, which has no year 0. */
export function parsePlainDate(text: string): PlainDate | null {
  if (!DATE.test(text)) return null;
  const [year, monthNumber, day] = [
    Number(text.slice(0, 4)),
    Number(text.slice(5, 7)),
    Number(text.slice(8)),
  ];
  return year >= 1 && day >= 1 && day <= daysIn(year, monthNumber) ? (text as PlainDate) : null;
}

/**
 * Reads a day that can be reckoned with, of the years 1000 to 2999; null when it is none. What programs write for never and always,
 * `9999-12-31` and `0001-01-01`, is no such day.
 */
export function parseUsableDate(text: string): PlainDate | null {
  return isUsable(text) ? parsePlainDate(text) : null;
}

/** Reads a month as `parseUsableDate` does a day. */
export function parseUsableMonth(text: string): YearMonth | null {
  return isUsable(text) ? parseYearMonth(text) : null;
}

function isUsable(text: string): boolean {
  return text >= '1000' && text < '3000';
}

/** Reads `YYYY-MM`; null when it is not a month. */
export function parseYearMonth(text: string): YearMonth | null {
  return MONTH.test(text) ? (text as YearMonth) : null;
}

/** A date known to be right, as in tests, figures and what the database returns. Asserts. */
export function date(text: string): PlainDate {
  const parsed = parsePlainDate(text);
  if (parsed === null) throw new Error(`not a date: ${text}`);
  return parsed;
}

/** A month known to be right. Asserts. */
export function month(text: string): YearMonth {
  const parsed = parseYearMonth(text);
  if (parsed === null) throw new Error(`not a month: ${text}`);
  return parsed;
}

/** The day so many days later, or earlier. Counted, and not asked of the calendar: every deadline of every claim is. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return dayAt(daysSince1970(day) + days);
}

// Years that begin on 1 March have their leap day at the end, and months whose lengths are 153 days in five. 400 of them are an era.
const ERA = 146_097;
/** From 1 March of year 0 to 1 January 1970. */
const TO_1970 = 719_468;

function daysSince1970(day: PlainDate): number {
  const monthNumber = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (monthNumber <= 2 ? 1 : 0);
  const ofYear = Math.floor((153 * ((monthNumber + 9) % 12) + 2) / 5) + Number(day.slice(8)) - 1;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + ofYear - TO_1970;
}

function dayAt(since1970: number): PlainDate {
  const since = since1970 + TO_1970;
  const era = Math.floor(since / ERA);
  const ofEra = since - era * ERA;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1_460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / (ERA - 1))) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const monthNumber = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (monthNumber <= 2 ? 1 : 0);
  if (!isWritable(year)) throw new RangeError(`no day that can be written: ${since1970} days from 1970`);
  const dayOf = ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  return `${digits(year, 4)}-${digits(monthNumber, 2)}-${digits(dayOf, 2)}` as PlainDate; // as it is written
}

function isWritable(year: number): boolean {
  return year >= 1 && year <= 9_999;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

/** The same day `years` later; 29 February becomes 28 February where there is none. */
export function addYears(day: PlainDate, years: number): PlainDate {
  const then = Temporal.PlainDate.from(day).add({ years }, { overflow: 'constrain' });
  if (!isWritable(then.year)) throw new RangeError(`no day that can be written: ${years} years from ${day}`);
  return then.toString() as PlainDate;
}

export function addMonths(value: YearMonth, months: number): YearMonth {
  const since = Number(value.slice(0, 4)) * 12 + Number(value.slice(5)) - 1 + months;
  if (!isWritable(Math.floor(since / 12)))
    throw new RangeError(`no month that can be written: ${months} months from ${value}`);
  return `${digits(Math.floor(since / 12), 4)}-${String((since % 12) + 1).padStart(2, '0')}` as YearMonth;
}

export function monthOf(day: PlainDate): YearMonth {
  return day.slice(0, 7) as YearMonth;
}

export function firstDayOf(value: YearMonth): PlainDate {
  return `${value}-01` as PlainDate;
}

export function lastDayOf(value: YearMonth): PlainDate {
  return `${value}-${daysIn(Number(value.slice(0, 4)), Number(value.slice(5)))}` as PlainDate;
}

/** The day of that number in the month, or the month's last day where the month is shorter. */
export function dayOfMonth(value: YearMonth, day: number): PlainDate {
  const wanted = `${value}-${String(day).padStart(2, '0')}` as PlainDate;
  const last = lastDayOf(value);
  return wanted < last ? wanted : last;
}

/** Whole months from `from` to `to`; negative when `to` is earlier. */
export function monthsBetween(from: YearMonth, to: YearMonth): number {
  return (
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5)) - Number(from.slice(5))
  );
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: PlainDate): number {
  // 1 January 1970 was a Thursday.
  return ((((daysSince1970(day) + 3) % 7) + 7) % 7) + 1;
}

/** Completed years of a person on a day. Born on 29 February: a year older on 1 March in common years. */
export function ageOn(born: PlainDate, day: PlainDate): number {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4));
  return day.slice(5) < born.slice(5) ? years - 1 : years;
}

export function covers(range: DateRange, day: PlainDate): boolean {
  return range.from <= day && (range.to === null || day <= range.to);
}

export function overlaps(a: DateRange, b: DateRange): boolean {
  return (b.to === null || a.from <= b.to) && (a.to === null || b.from <= a.to);
}

/** The day in Copenhagen at a moment, the one place where a moment becomes a date. */
export function dayInCopenhagen(moment: Temporal.Instant): PlainDate {
  const hour = Math.floor(moment.epochMilliseconds / 3_600_000);
  const known = lastHour;
  if (known.hour === hour) return known.day;
  const day = moment.toZonedDateTimeISO('Europe/Copenhagen').toPlainDate().toString() as PlainDate; // ISO text
  // Since 1970 the clocks there have been whole hours from UTC: no day begins within an hour.
  if (hour >= 0) lastHour = { hour, day };
  return day;
}

/** Asked for the same moments over and over, and the calendar takes longer than all else that is asked of it. */
let lastHour: { readonly hour: number; readonly day: PlainDate } = {
  hour: -1,
  day: '1970-01-01' as PlainDate,
}; // never asked for

const danishDate = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'UTC' });
const englishDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const danishMonth = new Intl.DateTimeFormat('da-DK', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const englishMonth = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** `3. marts 2026`, or `3 March 2026`. */
export function readableDate(day: PlainDate, language: 'da' | 'en' = 'da'): string {
  return (language === 'da' ? danishDate : englishDate).format(noonUtc(day));
}

/** `marts 2026`, or `March 2026`. */
export function readableMonth(value: YearMonth, language: 'da' | 'en' = 'da'): string {
  return (language === 'da' ? danishMonth : englishMonth).format(noonUtc(firstDayOf(value)));
}

// Intl has no plain date here; noon in UTC with the formatter in UTC shows the same calendar day everywhere.
function noonUtc(day: PlainDate): Date {
  return new Date(`${day}T12:00:00Z`);
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days in a month, 1 = January; 0 for a month that does not exist. */
function daysIn(year: number, monthNumber: number): number {
  const leap = monthNumber === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return leap ? 29 : (monthLengths[monthNumber - 1] ?? 0);
}

/** The latest of the days that are known; null = none is. */
export function latestOf(...days: readonly (PlainDate | undefined)[]): PlainDate | null {
  return (
    days
      .flatMap((day) => day ?? [])
      .toSorted()
      .at(-1) ?? null
  );
}
