import { addDays, weekdayOf, type PlainDate } from '../kernel/dates.ts';

/**
 * Days on which a deadline does not end: weekends, public holidays, 5 June, 24 and 31 December (forældelsesloven § 27;
 * the same days are used for complaint deadlines). Bank closing days add the day after Ascension.
 */
export function isClosingDay(day: PlainDate): boolean {
  return weekdayOf(day) >= 6 || isHoliday(day);
}

/** The same without weekends: public holidays, 5 June, 24 and 31 December. */
export function isHoliday(day: PlainDate): boolean {
  return closedYear(day).days.has(day);
}

export function isBankClosingDay(day: PlainDate): boolean {
  return isClosingDay(day) || day === closedYear(day).dayAfterAscension;
}

/** The day itself, or the next day that is not a closing day. */
export function nextOpenDay(day: PlainDate): PlainDate {
  let next = day;
  while (isClosingDay(next)) next = addDays(next, 1);
  return next;
}

/** The day itself, or the next bank day. Source: closing days published by Danmarks Nationalbank for 2026 and 2027. */
export function nextBankDay(day: PlainDate): PlainDate {
  let next = day;
  while (isBankClosingDay(next)) next = addDays(next, 1);
  return next;
}

/** The bank day `count` bank days before `day`. */
export function bankDaysBefore(day: PlainDate, count: number): PlainDate {
  let before = day;
  for (let left = count; left > 0; left--)
    do before = addDays(before, -1);
    while (isBankClosingDay(before));
  return before;
}

/** The bank day `count` bank days after `day`. */
export function bankDaysAfter(day: PlainDate, count: number): PlainDate {
  let after = day;
  for (let left = count; left > 0; left--) after = nextBankDay(addDays(after, 1));
  return after;
}

/** The day `count` weekdays (hverdage: neither weekend, holiday nor the other closing days) after `day`. */
export function addWeekdays(day: PlainDate, count: number): PlainDate {
  let next = day;
  for (let left = count; left > 0; left--) next = nextOpenDay(addDays(next, 1));
  return next;
}

const FIXED_CLOSING_DAYS = ['01-01', '06-05', '12-24', '12-25', '12-26', '12-31'];
// From Easter Sunday: Maundy Thursday, Good Friday, Easter, Easter Monday, Ascension, Whit Sunday, Whit Monday.
const MOVABLE_HOLIDAYS = [-3, -2, 0, 1, 39, 49, 50];
const STORE_BEDEDAG = { offset: 26, lastYear: 2023 };
const DAY_AFTER_ASCENSION = 40;

interface ClosedYear {
  readonly days: ReadonlySet<string>;
  readonly dayAfterAscension: PlainDate;
}

// A year's days are worked out once: the run asks for every debtor.
const closedYears = new Map<string, ClosedYear>();

function closedYear(day: PlainDate): ClosedYear {
  const year = day.slice(0, 4);
  const known = closedYears.get(year);
  if (known !== undefined) return known;
  const easter = easterSunday(Number(year));
  const storeBededag = Number(year) <= STORE_BEDEDAG.lastYear ? [STORE_BEDEDAG.offset] : [];
  const closed = {
    days: new Set([
      ...FIXED_CLOSING_DAYS.map((fixed) => `${year}-${fixed}`),
      ...[...MOVABLE_HOLIDAYS, ...storeBededag].map((offset) => addDays(easter, offset)),
    ]),
    dayAfterAscension: addDays(easter, DAY_AFTER_ASCENSION),
  };
  closedYears.set(year, closed);
  return closed;
}

/** The Gregorian computus (Meeus/Jones/Butcher). */
export function easterSunday(year: number): PlainDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const skippedLeapDays = Math.floor(century / 4);
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - skippedLeapDays - correction + 15) % 30;
  const yearInCentury = year % 100;
  const toSunday =
    (32 + 2 * (century % 4) + 2 * Math.floor(yearInCentury / 4) - epact - (yearInCentury % 4)) % 7;
  const lunar = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const dayOfYear = epact + toSunday - 7 * lunar + 114;
  const month = String(Math.floor(dayOfYear / 31)).padStart(2, '0');
  return `${year}-${month}-${String((dayOfYear % 31) + 1).padStart(2, '0')}` as PlainDate; // always a day in March or April
}
