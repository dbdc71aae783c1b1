import { z } from 'zod';
import { parsePlainDate, type PlainDate } from '../../kernel/dates.ts';
import { parseKroner } from '../../kernel/money.ts';

/** The kinds of field that the choices are made of. */

export const text = z.string().trim().min(1);

export const plainDate = z.custom<PlainDate>(
  (value) => typeof value === 'string' && parsePlainDate(value) !== null,
  'not a date (YYYY-MM-DD)',
);

/** An amount above nothing. */
export const amount = z.string().refine((value) => {
  const read = parseKroner(value);
  return read !== null && read > 0n;
}, 'not an amount of kroner such as 250.00');

export const amountOrNone = amount.nullable().default(null);

/** An amount that may be nothing. */
export function amountFrom0(such: string) {
  return z.string().refine((value) => parseKroner(value) !== null, such);
}
