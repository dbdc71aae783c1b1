import { ore, parseKroner, type Ore } from '../kernel/money.ts';
import { line } from '../claims/forms.ts';
import { UsageError, type Given } from './command.ts';

const DANISH = /^-?(?:\d{1,12}|\d{1,3}(?:\.\d{3}){1,3})(?:,\d{2})?$/;

/** An amount as people write it, `1.234,50` or `1234,50`, or as programs do, `1234.50`; in whole kroner without decimals. */
export function readAmount(text: string): Ore | null {
  if (!DANISH.test(text)) return parseKroner(text);
  const [kroner = '', decimals = '00'] = text.replaceAll('.', '').split(',');
  return ore(BigInt(kroner + decimals));
}

/** The amount given as an option. */
export function amountGiven(given: Given, name: string): Ore {
  const amount = readAmount(given.required(name));
  if (amount === null)
    throw new UsageError(`--${name} skal være et beløb i kroner, for eksempel 1.234,50 eller 1234.50`);
  return amount;
}

const LONGEST = 200;

/** Words that are kept: one line, and no CPR number in it. */
export function wordsGiven(given: Given, name: string): string {
  const read = line(LONGEST).read(given.required(name));
  if (read.ok) return read.value;
  if (read.refusal.tag === 'contains-cpr') throw new UsageError(`--${name} må ikke indeholde et CPR-nummer`);
  throw new UsageError(`--${name} skal være højst ${LONGEST} tegn på én linje`);
}
