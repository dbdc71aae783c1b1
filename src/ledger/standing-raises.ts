import type { PlainDate } from '../kernel/dates.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';

/** What a claim was raised by after it was there, and the day from which that is owed. */
export interface RaisedOnDay {
  readonly on: PlainDate;
  /** The day on which it came into the books: before that nobody could be reminded of it. */
  readonly bookedOn: PlainDate;
  readonly amount: Ore;
}

/** A correction of a claim, by the day its source decided it: more, or less. */
export interface Correction extends Omit<RaisedOnDay, 'amount'> {
  readonly raised: Ore;
  readonly lowered: Ore;
}

/**
 * What is left of the raises among corrections, given in the order in which they were written: what lowers a claim takes off the last raise
 * before it first, so that a raise that is undone never was (open question Q30). What it takes off beyond them was never owed from
 * the beginning.
 */
export function standingRaises(corrections: readonly Correction[]): RaisedOnDay[] {
  const standing: RaisedOnDay[] = [];
  for (const { on, bookedOn, raised, lowered } of corrections) {
    if (raised > zeroOre) standing.push({ on, bookedOn, amount: raised });
    for (let left = lowered; left > zeroOre;) {
      const last = standing.pop();
      if (last === undefined) break;
      const part = minOre(left, last.amount);
      left = subtractOre(left, part);
      if (part < last.amount) standing.push({ ...last, amount: subtractOre(last.amount, part) });
    }
  }
  return standing;
}
