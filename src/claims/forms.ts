import { parseCprNumber, type CprNumber } from '../kernel/cpr-number.ts';
import { parsePlainDate, parseYearMonth, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import { kroner, ore, plainKroner, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { ValueRefusal } from './refusals.ts';

/** One way to write a value in the claims file: read and written by the same form, and accepted in no other. */
export interface Form<T> {
  /** How the form is described in the guide. */
  readonly described: string;
  read(text: string): Result<T, ValueRefusal>;
  write(value: T): string;
}

/** A part-claim is at most one month's benefit; above this something is wrong with the decimals. */
export const largestAmount: Ore = kroner(1_000_000);
/** Aktivloven came into force; no claim under it, and no date about one, is older. */
export const earliestDate = '1998-07-01';

/** Kroner as `1234,50`: comma, always two decimals, no thousands mark; above 0 and at most 1,000,000.00. */
export const amount: Form<Ore> = {
  described: 'amount `1234,50`',
  read: (text) => {
    if (/^\d{1,12},\d{2}$/.test(text)) return inBounds(ore(BigInt(text.replace(',', ''))));
    if (/^-\s*[\d.,]+$/.test(text)) return refuse({ tag: 'amount-not-positive' });
    if (/^[\d.]+,\d{2}$/.test(text)) return refuse({ tag: 'thousands-mark' });
    if (/^[\d,]+\.\d+$/.test(text)) return refuse({ tag: 'wrong-decimal-sign' });
    return refuse({ tag: 'amount-form' });
  },
  write: (value) => plainKroner(value).replace('.', ','),
};

function inBounds(value: Ore): Result<Ore, ValueRefusal> {
  if (value <= 0n) return refuse({ tag: 'amount-not-positive' });
  return value > largestAmount ? refuse({ tag: 'amount-too-large' }) : ok(value);
}

export const day: Form<PlainDate> = {
  described: 'date `2026-03-31`',
  read: (text) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return refuse({ tag: 'date-form' });
    const parsed = parsePlainDate(text);
    if (parsed === null) return refuse({ tag: 'impossible-date' });
    return parsed < earliestDate ? refuse({ tag: 'date-too-early' }) : ok(parsed);
  },
  write: (value) => value,
};

export const yearMonth: Form<YearMonth> = {
  described: 'month `2026-03`',
  read: (text) => {
    const parsed = parseYearMonth(text);
    if (parsed === null) return refuse({ tag: 'month-form' });
    return parsed < earliestDate.slice(0, 7) ? refuse({ tag: 'date-too-early' }) : ok(parsed);
  },
  write: (value) => value,
};

export const cpr: Form<CprNumber> = {
  described: 'CPR number, 10 digits',
  read: (text) => {
    if (!/^\d{6}-?\d{4}$/.test(text)) return refuse({ tag: 'cpr-form' });
    const parsed = parseCprNumber(text);
    return parsed === null ? refuse({ tag: 'cpr-impossible-date' }) : ok(parsed);
  },
  write: (value) => value,
};

/** A whole percentage, 0 to 100, without a percent sign. */
export const percent: Form<number> = {
  described: 'whole percent `0`–`100`',
  read: (text) => (/^(?:\d{1,2}|100)$/.test(text) ? ok(Number(text)) : refuse({ tag: 'percent-form' })),
  write: String,
};

export const yesNo: Form<boolean> = {
  described: '`yes` or `no`',
  read: (text) => {
    if (text !== 'yes' && text !== 'no') return refuse({ tag: 'not-one-of', allowed: ['yes', 'no'] });
    return ok(text === 'yes');
  },
  write: (value) => (value ? 'yes' : 'no'),
};

/** One of a few words, written exactly so. */
export function oneOf<T extends string>(...words: readonly T[]): Form<T> {
  return {
    described: words.map((word) => `\`${word}\``).join(' or '),
    read: (text) => {
      const word = words.find((candidate) => candidate === text);
      return word === undefined ? refuse({ tag: 'not-one-of', allowed: words }) : ok(word);
    },
    write: (value) => value,
  };
}

/** Text of one line that holds no CPR number: it travels to letters and to rooms that must not have one. */
export function line(most: number): Form<string> {
  return {
    described: `text, at most ${most} characters`,
    read: (text) => {
      if (text.length > most) return refuse({ tag: 'text-too-long', most });
      if (/\p{Cc}/u.test(text)) return refuse({ tag: 'control-character' });
      return holdsCprNumber(text) ? refuse({ tag: 'contains-cpr' }) : ok(text);
    },
    write: (value) => value,
  };
}

// With the dash only: ten digits in a row are more often a case number. The row's own numbers are looked for as well.
function holdsCprNumber(text: string): boolean {
  return [...text.matchAll(/(?<!\d)\d{6}-\d{4}(?!\d)/g)].some(([found]) => parseCprNumber(found) !== null);
}
