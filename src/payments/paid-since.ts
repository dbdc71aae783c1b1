import type { PlainDate } from '../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { PaidOrGivenBack } from '../ledger/paid-on-claim.ts';

interface Standing {
  amount: Ore;
  readonly on: PlainDate;
}

/**
 * What one debtor has paid on a claim, or has been set off, on or after a day and has not been given back by a correction of the claim, in øre.
 * The movements are that debtor's, in the order in which they were recorded: a correction gives the last payments before
 * it back first (given-back.ts).
 */
export function paidSince(day: PlainDate, movements: readonly PaidOrGivenBack[]): Ore {
  const standing: Standing[] = [];
  for (const movement of movements) {
    if ('givenBackTo' in movement) giveBack(standing, movement.amount);
    else standing.push({ amount: movement.amount, on: movement.valueDate });
  }
  return sumOre(standing.filter(({ on }) => on >= day).map(({ amount }) => amount));
}

function giveBack(standing: readonly Standing[], amount: Ore): void {
  let left = amount;
  for (const payment of standing.toReversed()) {
    if (left === zeroOre) return;
    const part = minOre(payment.amount, left);
    payment.amount = subtractOre(payment.amount, part);
    left = subtractOre(left, part);
  }
}
