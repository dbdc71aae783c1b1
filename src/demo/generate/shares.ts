import { ore, type Ore } from '../../kernel/money.ts';
import type { Dice } from './dice.ts';

const LEAST_OWED = 200_000n; // 2.000 kr.

/**
 * What each of `count` debtors owes so that it all adds up to `total` øre: most owe little, a few very much. Nobody owes
 * less than 2.000 kr.
 */
export function sharesOf(total: Ore, count: number, dice: Dice): Ore[] {
  const weights = Array.from({ length: count }, () => {
    const [a, b, c] = [dice.whole(0, 100), dice.whole(0, 100), dice.whole(0, 100)];
    return 8_000n + BigInt(a * b * c);
  });
  const sum = weights.reduce((a, b) => a + b, 0n);
  const free = total - LEAST_OWED * BigInt(count);
  const shares = weights.map((weight) => LEAST_OWED + (free * weight) / sum);
  const given = shares.reduce((a, b) => a + b, 0n);
  // Division leaves a few øre; the first takes them, so that the sum is exact.
  return shares.map((share, index) => ore(index === 0 ? share + total - given : share));
}
