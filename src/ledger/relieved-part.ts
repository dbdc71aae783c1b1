import { ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';

/** A relief, and what has been taken off the part that it left, until the next one. */
export interface Relieving {
  /** What is still owed, in hundredths of a percent. */
  readonly kept: number;
  readonly takenOff: Ore;
}

/** What a relief leaves of an amount: half an øre of it is rounded up. */
export function keptOf(owed: Ore, kept: number): Ore {
  return ore((owed * BigInt(kept) + 5_000n) / 10_000n);
}

/**
 * What reliefs have taken of a claim, of which so much was owed when the first of them came, as it is known now. Each leaves its part of
 * what the one before it had left, less what was taken off that.
 */
export function relievedPart(whole: Ore, reliefs: readonly Relieving[]): Ore {
  let [owed, gone] = [atLeastNothing(whole), zeroOre];
  for (const { kept, takenOff } of reliefs) {
    const left = keptOf(owed, kept);
    gone = ore(gone + owed - left);
    owed = atLeastNothing(subtractOre(left, takenOff));
  }
  return gone;
}

function atLeastNothing(amount: Ore): Ore {
  return amount > zeroOre ? amount : zeroOre;
}
