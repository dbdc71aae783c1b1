import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';

/** What a payment covered of a claim, and who paid it. */
export interface PaidOnClaim {
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
}

/**
 * Who gets back what has been paid beyond a claim's new amount: it was the last payments that were too much. `paid` on the
 * claim, newest first; `before`, what earlier corrections of it have given back to each. Adds up to `beyond`, or to all
 * that is left of the payments where that is less.
 */
export function givenBackTo(
  beyond: Ore,
  paid: readonly PaidOnClaim[],
  before: ReadonlyMap<DebtorNumber, Ore>,
): Map<DebtorNumber, Ore> {
  const alreadyBack = new Map(before);
  const back = new Map<DebtorNumber, Ore>();
  let left = beyond;
  for (const { debtor, amount } of paid) {
    const earlier = alreadyBack.get(debtor) ?? zeroOre;
    const gone = minOre(amount, earlier);
    alreadyBack.set(debtor, subtractOre(earlier, gone));
    const part = minOre(subtractOre(amount, gone), left);
    if (part > zeroOre) back.set(debtor, addOre(back.get(debtor) ?? zeroOre, part));
    left = subtractOre(left, part);
  }
  return back;
}
