import type { PlainDate } from '../kernel/dates.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import type { PaidOrGivenBack } from '../ledger/paid-on-claim.ts';
import { takeFromLast, type StandingMoney } from './standing-money.ts';

interface PaidOn extends StandingMoney {
  readonly on: PlainDate;
}

/**
 * What one debtor has paid on a claim, or has been set off, on or after a day and has not been given back by a correction of the claim, in øre.
 * The movements are that debtor's, in the order in which they were recorded: a correction gives the last payments before
 * it back first (given-back.ts).
 */
export function paidSince(day: PlainDate, movements: readonly PaidOrGivenBack[]): Ore {
  const standing: PaidOn[] = [];
  for (const movement of movements) {
    if ('givenBackTo' in movement) takeFromLast(standing, movement.amount);
    else standing.push({ left: movement.amount, on: movement.valueDate });
  }
  return sumOre(standing.filter(({ on }) => on >= day).map(({ left }) => left));
}
