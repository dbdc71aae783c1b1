import { holdsCprNumber, parseCprNumber, type CprNumber } from '../kernel/cpr-number.ts';
import {
  monthOf,
  parsePlainDate,
  parseUsableDate,
  parseUsableMonth,
  parseYearMonth,
  type PlainDate,
  type YearMonth,
} from '../kernel/dates.ts';
import { kroner, ore, plainKroner, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { holdsUnseen, isUnseen } from '../kernel/unseen-signs.ts';
import type { ValueRefusal } from './refusals.ts';

/** One way to write a value in the claims file: read and written by the same form, and accepted in no other. */
export interface Form<T> {
  /** How the form is described in the guide. */
  readonly described: string;
  read(text: string): Result<T, ValueRefusal>;
  write(value: T): string;
  /** How spreadsheets and JSON may say the same; null = by its text alone. */
  readonly otherwise?: OtherWays;
}

/** What else than its own text a form understands in a spreadsheet or in JSON. Each gives the text that `read` reads. */
export interface OtherWays {
  /** Another way to write it; what is not understood comes back as it is and is refused by `read`. */
  readonly text?: (text: string) => string;
  /** A number, written out in digits with a point. */
  readonly number?: (decimal: string) => Result<string, ValueRefusal>;
  readonly day?: (day: PlainDate) => Result<string, ValueRefusal>;
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
  otherwise: { text: withoutThousandsMarks, number: amountOfNumber },
};

// Only where the marks stand as they should and the decimals are there: `1.234` alone may be either.
function withoutThousandsMarks(text: string): string {
  return /^\d{1,3}(?:\.\d{3})+,\d{2}$/.test(text) ? text.replaceAll('.', '') : text;
}

function amountOfNumber(decimal: string): Result<string, ValueRefusal> {
  const [whole = '', decimals = ''] = decimal.split('.');
  const counting = decimals.replace(/0+$/, '');
  if (counting.length > 2) return refuse({ tag: 'too-many-decimals' });
  return ok(`${whole},${counting.padEnd(2, '0')}`);
}

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
    if (parsed < earliestDate) return refuse({ tag: 'date-too-early' });
    return parseUsableDate(text) === null ? refuse({ tag: 'stands-for-never' }) : ok(parsed);
  },
  write: (value) => value,
  // With dashes only: `01/03/2026` is another day to an American.
  otherwise: { text: (text) => text.replace(/^(\d{2})-(\d{2})-(\d{4})$/, '$3-$2-$1'), day: ok },
};

export const yearMonth: Form<YearMonth> = {
  described: 'month `2026-03`',
  read: (text) => {
    const parsed = parseYearMonth(text);
    if (parsed === null) return refuse({ tag: 'month-form' });
    if (parsed < earliestDate.slice(0, 7)) return refuse({ tag: 'date-too-early' });
    return parseUsableMonth(text) === null ? refuse({ tag: 'stands-for-never' }) : ok(parsed);
  },
  write: (value) => value,
  otherwise: {
    // Excel makes the first day of the month of a month that is typed in.
    day: (value) => (value.endsWith('-01') ? ok(monthOf(value)) : refuse({ tag: 'month-form' })),
  },
};

export const cpr: Form<CprNumber> = {
  described: 'CPR number, 10 digits',
  read: (text) => {
    if (!/^\d{6}-?\d{4}$/.test(text)) return refuse({ tag: 'cpr-form' });
    const parsed = parseCprNumber(text);
    return parsed === null ? refuse({ tag: 'cpr-impossible-date' }) : ok(parsed);
  },
  write: (value) => value,
  // A number cannot begin with a nought: nine digits are ten.
  otherwise: { number: (decimal) => ok(/^\d{9}$/.test(decimal) ? `0${decimal}` : decimal) },
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

/**
 * Text of one line, without signs that nobody sees, that holds nothing that can be a CPR number, however it is written: it travels to letters and to rooms that must not
 * have one. Ten digits whose date exists are refused also where they are a source's own number, because nobody can tell.
 */
export function line(most: number): Form<string> {
  return {
    described: `text, at most ${most} characters`,
    read: (text) => {
      if (text.length > most) return refuse({ tag: 'text-too-long', most });
      if (text !== '' && (holdsUnseen(text) || isUnseen(text))) return refuse({ tag: 'control-character' });
      return holdsCprNumber(text) ? refuse({ tag: 'contains-cpr' }) : ok(text);
    },
    write: (value) => value,
    // `5.57` may have been an account string, `1.10` a case: what the point was is not known any more.
    otherwise: {
      number: (decimal) => (/^\d+$/.test(decimal) ? ok(decimal) : refuse({ tag: 'number-in-text' })),
    },
  };
}
