import { z } from 'zod';
import { parsePlainDate, type PlainDate } from '../../kernel/dates.ts';
import { parseKroner } from '../../kernel/money.ts';

/** The kinds of field that the choices are made of. What each says of a value that it refuses is what to write instead (`faultsIn`). */

export const text = z.string().trim().min(1);

/** Text of a form of its own. */
export function textLike(form: RegExp, instead: string) {
  return z.string().regex(form, instead);
}

export function digits(count: number) {
  return textLike(new RegExp(`^\\d{${count}}$`), `Skriv ${count} cifre i anførselstegn.`);
}

export function whole(least: number, most: number) {
  const instead = `Skriv et helt tal fra ${least} til ${most}.`;
  return z.int(instead).min(least, instead).max(most, instead);
}

/** Of a code that should be a type of claim. */
export const noType = 'Det er ingen fordringstype, der er i brug. Ret koden, eller tag den ud.';
export const noMainType = 'Det er ingen type hovedkrav, der er i brug. Ret koden, eller tag den ud.';

export const plainDate = z.custom<PlainDate>(
  (value) => typeof value === 'string' && parsePlainDate(value) !== null,
  'Skriv en dato som "2026-03-31".',
);

/** An amount above nothing. */
export const amount = z.string().refine((value) => {
  const read = parseKroner(value);
  return read !== null && read > 0n;
}, 'Skriv et beløb i kroner over 0, med punktum og to decimaler, som "250.00".');

export const amountOrNone = amount.nullable().default(null);

/** An amount that may be nothing. */
export const amountFrom0 = z.string().refine((value) => {
  const read = parseKroner(value);
  return read !== null && read >= 0n;
}, 'Skriv et beløb i kroner, med punktum og to decimaler, som "0.00" eller "100.00".');
