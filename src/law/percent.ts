import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';

/**
 * `amount` times `over` / `under`, to the nearest whole øre, half an øre up. No law names a rounding for interest; it is
 * open question Q21 (docs/legal-review.md). Amounts and fractions are never negative here.
 */
export function fractionOf(amount: Ore, over: bigint, under: bigint): Ore {
  assert(amount >= 0n && over >= 0n && under > 0n, 'a fraction of an amount is not negative');
  return ore((2n * amount * over + under) / (2n * under));
}

/** So many hundredths of a percent of an amount: `percentOf(kroner(10_000), 100)` is 100,00 kr. */
export function percentOf(amount: Ore, hundredths: number): Ore {
  return fractionOf(amount, BigInt(hundredths), 10_000n);
}

/** Reads `9.75` as 975 hundredths of a percent. Asserts, for figures of ours. */
export function hundredthsOfPercent(text: string): number {
  assert(/^\d{1,3}\.\d{2}$/.test(text), `not a percent with two decimals: ${text}`);
  return Number(text.replace('.', ''));
}
