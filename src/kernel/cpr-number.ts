import { parsePlainDate, type PlainDate } from './dates.ts';

declare const cprBrand: unique symbol;
/** A Danish personal number, ten digits without dash. Only `debtors` and the edges hold one. */
export type CprNumber = string & { readonly [cprBrand]: true };

/**
 * Reads `DDMMYYXXXX` or `DDMMYY-XXXX`. Checks form and date only: modulus 11 has not been guaranteed since 2007.
 * Day + 60 is a replacement number (erstatningspersonnummer). Null when the date is impossible.
 */
export function parseCprNumber(text: string): CprNumber | null {
  const digits = text.replace(/^(\d{6})-(\d{4})$/, '$1$2');
  return /^\d{10}$/.test(digits) && birthDate(digits as CprNumber) !== null ? (digits as CprNumber) : null;
}

// The two parts, or its pairs of digits, may stand apart, with a hyphen or blanks between: nobody reads them otherwise. But four digits after a blank with
// kroner behind them are an amount: `12 03 26 1250 kr.`
const NUMBER_IN_WORDS =
  /(?<!\d)\d{2}(?:[ \u00a0]?\d{2}){2}[\s\u00a0]*[-\u2010-\u2013]?[\s\u00a0]*\d{2}[ \u00a0]?\d{2}(?!\d)(?!(?<=\d[\s\u00a0]+\d{4})(?:,-|(?:,\d{2})?[\s\u00a0]*kr(?:oner)?(?!\p{L})))/giu;

/** Whether words hold what can be a CPR number, however it is written: ten digits whose date exists. A case number whose date does not is none. */
export function holdsCprNumber(words: string): boolean {
  return [...words.matchAll(NUMBER_IN_WORDS)].some(
    ([found]) => parseCprNumber(found.replaceAll(/\D/g, '')) !== null,
  );
}

/** Whether words hold one of these numbers, also in a longer row of digits. */
export function holdsOneOf(words: string, numbers: readonly CprNumber[]): boolean {
  const digits = words.replaceAll('-', '');
  return numbers.some((number) => digits.includes(number));
}

/** The words with the last four digits of whatever is written as such a number left out: `010161-••••`. */
export function withoutCprNumbers(words: string): string {
  return words.replace(NUMBER_IN_WORDS, (found) => `${found.replaceAll(/\D/g, '').slice(0, 6)}-••••`);
}

/** The birth date that the number carries; the century follows from digit 7 and the year. Null when impossible. */
export function birthDate(cpr: CprNumber): PlainDate | null {
  const writtenDay = Number(cpr.slice(0, 2));
  const day = writtenDay > 60 ? writtenDay - 60 : writtenDay;
  const year = century(Number(cpr[6]), Number(cpr.slice(4, 6))) + Number(cpr.slice(4, 6));
  return parsePlainDate(`${year}-${cpr.slice(2, 4)}-${String(day).padStart(2, '0')}`);
}

// The CPR office's table for digit 7: 0-3 → 1900; 4 and 9 → 2000 up to 36, else 1900; 5-8 → 2000 up to 57, else 1800.
function century(digit7: number, year: number): number {
  if (digit7 <= 3) return 1900;
  if (digit7 === 4 || digit7 === 9) return year <= 36 ? 2000 : 1900;
  return year <= 57 ? 2000 : 1800;
}
