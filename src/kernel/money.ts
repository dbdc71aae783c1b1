/** Money is whole øre. Arithmetic on it happens here or in a rule; never as a floating-point number. */

declare const oreBrand: unique symbol;
/** An amount of money in whole øre (1/100 krone). May be negative where the name of the value says so. */
export type Ore = bigint & { readonly [oreBrand]: true };

export const zeroOre = 0n as Ore;

/** Whole øre from a bigint. */
export function ore(amount: bigint): Ore {
  return amount as Ore;
}

/** Whole kroner as øre: `kroner(350)` is 350,00 kr. Asserts that the number is a safe whole number. */
export function kroner(amount: number): Ore {
  if (!Number.isSafeInteger(amount)) throw new Error(`not whole kroner: ${amount}`);
  return ore(BigInt(amount) * 100n);
}

export function addOre(a: Ore, b: Ore): Ore {
  return ore(a + b);
}

export function subtractOre(a: Ore, b: Ore): Ore {
  return ore(a - b);
}

export function sumOre(amounts: Iterable<Ore>): Ore {
  let total = 0n;
  for (const amount of amounts) total += amount;
  return ore(total);
}

export function minOre(a: Ore, b: Ore): Ore {
  return a < b ? a : b;
}

/** `amount` times a whole number, for instance a month times twelve. */
export function timesOre(amount: Ore, factor: number): Ore {
  if (!Number.isSafeInteger(factor)) throw new Error(`not a whole factor: ${factor}`);
  return ore(amount * BigInt(factor));
}

const PLAIN_KRONER = /^-?\d{1,12}(?:\.(\d{2}))?$/;

/**
 * Reads kroner as programs write them: `252000` or `252000.00`, at most 12 digits before the point.
 * Answers null for anything else (comma, thousands mark, more decimals, blanks).
 */
export function parseKroner(text: string): Ore | null {
  const match = PLAIN_KRONER.exec(text);
  if (match === null) return null;
  return ore(match[1] === undefined ? BigInt(text) * 100n : BigInt(text.replace('.', '')));
}

/** Kroner as programs read them: `3950.00`. */
export function plainKroner(amount: Ore): string {
  const digits = amount.toString();
  // The common case first: explanations write some twenty amounts for every debtor.
  if (amount >= 100n) return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  const padded = (amount < 0n ? digits.slice(1) : digits).padStart(3, '0');
  return `${amount < 0n ? '-' : ''}${padded.slice(0, -2)}.${padded.slice(-2)}`;
}

const danishAmount = new Intl.NumberFormat('da-DK', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const englishAmount = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** Kroner as people read them: `1.234,50 kr.` in Danish, `DKK 1,234.50` in English. Exact: formatted from text. */
export function readableKroner(amount: Ore, language: 'da' | 'en' = 'da'): string {
  const text = plainKroner(amount) as `${number}`;
  return language === 'da' ? `${danishAmount.format(text)} kr.` : `DKK ${englishAmount.format(text)}`;
}
