import { parseCprNumber, type CprNumber } from '../../kernel/cpr-number.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { assert } from '../../kernel/result.ts';
import type { Dice } from './dice.ts';

export type Gender = 'K' | 'M';

/** Gives out CPR numbers that can belong to nobody: replacement numbers, day + 60. Never the same twice. */
export class ReplacementNumbers {
  readonly #given = new Set<string>();

  /** A number for somebody born that day; its last digit is even for women and odd for men, as in the register. */
  next(born: PlainDate, gender: Gender, dice: Dice): CprNumber {
    const date = `${Number(born.slice(8)) + 60}${born.slice(5, 7)}${born.slice(2, 4)}`;
    // Digit 7 tells the century: 0-3 for 1900-1999, 4-9 for 2000-2036.
    const [low, high] = born < '2000-01-01' ? [0, 1999] : [2000, 4999];
    let serial: string;
    do {
      const number = 2 * dice.whole(low, high) + (gender === 'M' ? 1 : 0);
      serial = `${date}${String(number).padStart(4, '0')}`;
    } while (this.#given.has(serial));
    this.#given.add(serial);
    const cpr = parseCprNumber(serial);
    assert(cpr !== null, 'an invented number has the form of a CPR number');
    return cpr;
  }
}

const WEIGHTS = [2, 7, 6, 5, 4, 3, 2, 1];

/** Whether the eight digits pass the check (modulus 11) that every real CVR or SE number passes. */
export function couldBeRealBusinessNumber(digits: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, place) => total + weight * Number(digits[place]), 0);
  return sum % 11 === 0;
}

/** An employer's SE number that no business can have: it fails the check. */
export function inventedBusinessNumber(dice: Dice): string {
  let number: string;
  do number = String(dice.whole(20_000_000, 49_999_999));
  while (couldBeRealBusinessNumber(number));
  return number;
}
