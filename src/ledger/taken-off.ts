import type { PlainDate } from '../kernel/dates.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';

/** An amount that counts from a day; below 0 where something of the kind was taken back. */
export interface OnDay {
  readonly on: PlainDate;
  readonly amount: Ore;
}

/** What was written about a claim: an amount that counts from a day, or, as `less`, that amounts before it were less all along. */
export interface Written extends OnDay {
  readonly less: Ore;
}

/**
 * What still counts of amounts, by day and oldest first, when each `less` is taken off those that had been written before it: off the one
 * that counts from the latest day first. Given in the order in which they were written; what is written afterwards is not touched.
 */
export function takenOff(written: readonly Written[]): OnDay[] {
  let counts: OnDay[] = [];
  for (const { on, amount, less } of written) {
    if (amount !== zeroOre) counts.push({ on, amount });
    if (less > zeroOre) counts = without(counts, less);
  }
  const days = Map.groupBy(counts, ({ on }) => on);
  return [...days]
    .map(([on, those]) => ({ on, amount: sumOre(those.map(({ amount }) => amount)) }))
    .filter(({ amount }) => amount !== zeroOre)
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
}

function without(counts: readonly OnDay[], less: Ore): OnDay[] {
  let left = less;
  return counts
    .toSorted((a, b) => (a.on < b.on ? 1 : -1))
    .map(({ on, amount }) => {
      const part = amount > zeroOre ? minOre(left, amount) : zeroOre;
      left = subtractOre(left, part);
      return { on, amount: subtractOre(amount, part) };
    });
}

/** Reads them from rows of the ledger, by claim. */
export function takenOffByClaim<Claim extends bigint>(
  rows: readonly {
    readonly claim: Claim;
    readonly day: PlainDate;
    readonly amount: bigint;
    readonly less: bigint;
  }[],
): Map<Claim, OnDay[]> {
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, those]) => [
      claim,
      takenOff(those.map(({ day: on, amount, less }) => ({ on, amount: ore(amount), less: ore(less) }))),
    ]),
  );
}
