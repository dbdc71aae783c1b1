import { minOre, subtractOre, type Ore } from '../kernel/money.ts';

/** A payment on a claim, and what is left on it of the payment: not given back; øre. */
export interface StandingMoney {
  left: Ore;
}

/**
 * Takes an amount off payments that stand, the last of the list first: it was the last payments that were too much. Answers what was
 * taken of each, and what none of them had.
 */
export function takeFromLast<Money extends StandingMoney>(
  standing: readonly Money[],
  amount: Ore,
): { readonly taken: ReadonlyMap<Money, Ore>; readonly lacking: Ore } {
  const taken = new Map<Money, Ore>();
  let lacking = amount;
  for (const each of standing.toReversed()) {
    const part = minOre(each.left, lacking);
    each.left = subtractOre(each.left, part);
    lacking = subtractOre(lacking, part);
    taken.set(each, part);
  }
  return { taken, lacking };
}
