import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { ClaimAccounts } from './balances.ts';
import type { ClaimLosses } from './claim-losses.ts';
import type { Movement } from './lines.ts';
import { relievedPart } from './relieved-part.ts';
import type { RelievedStanding } from './relieved-standings.ts';
import {
  claimAccount,
  dueAccount,
  endedAccount,
  overpaidAccount,
  recoveryAccount,
  roundingAccount,
  sourceAccount,
  writtenOffAccount,
} from './types.ts';

/** Where all that was raised of a claim is now. What is in none of these the recovery authority has covered. */
export interface Reducible extends Pick<ClaimAccounts, 'notAsked' | 'due' | 'atRecovery'>, ClaimLosses {
  /** Booked as differences of øre. */
  readonly rounded: Ore;
  /** Covered by payments and set-offs, and not given back. */
  readonly money: Ore;
  /** Where debt relief has taken a part of it, and the rest is owed. */
  readonly relieved?: Pick<RelievedStanding, 'gone' | 'whole' | 'reliefs'>;
}

/** What a smaller claim takes back, and from where. Adds up to the reduction. */
export interface Reduction {
  readonly notAsked: Ore;
  /** By debtor, in the order of their numbers. */
  readonly due: ReadonlyMap<DebtorNumber, Ore>;
  /** At the recovery authority, and not covered there. */
  readonly recovery: Ore;
  /** Owed by nobody any longer. */
  readonly ended: Ore;
  /** The loss that was booked was less. */
  readonly writtenOff: Ore;
  readonly rounded: Ore;
  /** What payments and set-offs had covered of it, and is to be given back. */
  readonly money: Ore;
  /** What the recovery authority has covered: it is not moved by us, and the claim is lowered no further. */
  readonly stays: Ore;
}

/**
 * Spreads a reduction: what has not been asked for first, then what is asked for and not paid, then what stands at the recovery
 * authority, then what nobody owes, then what was booked as a loss, and last what money has covered. In two steps it comes to the same
 * as in one. Where debt relief has taken a part, that part is less by its share first, and by no more before all else has been taken.
 */
export function reductionOf(standing: Reducible, by: Ore): Reduction {
  let left = by;
  const take = (stands: Ore): Ore => {
    const part = minOre(left, stands);
    left = subtractOre(left, part);
    return part;
  };
  const share = take(shareOfRelief(standing, by));
  const ended = minOre(share, standing.ended);
  const booked = subtractOre(share, ended);
  const isRelieved = standing.relieved !== undefined;
  const notAsked = take(standing.notAsked);
  const due = new Map(
    [...standing.due].toSorted(([a], [b]) => a - b).map(([debtor, amount]) => [debtor, take(amount)]),
  );
  const recovery = take(standing.atRecovery);
  const [restEnded, restLost] = [
    subtractOre(standing.ended, ended),
    subtractOre(standing.writtenOff, booked),
  ];
  const endedFirst = isRelieved ? zeroOre : take(restEnded);
  const lostFirst = take(isRelieved ? otherLosses(standing) : restLost);
  const rounded = take(standing.rounded);
  const money = take(standing.money);
  const endedLast = take(subtractOre(restEnded, endedFirst));
  const lostLast = take(subtractOre(restLost, lostFirst));
  return {
    notAsked,
    due,
    recovery,
    ended: sumOre([ended, endedFirst, endedLast]),
    writtenOff: sumOre([booked, lostFirst, lostLast]),
    rounded,
    money,
    stays: left,
  };
}

/** How much less debt relief has taken of a claim that is less by so much. */
function shareOfRelief({ relieved, ended, writtenOff }: Reducible, by: Ore): Ore {
  if (relieved === undefined) return zeroOre;
  const { gone, whole, reliefs } = relieved;
  const takes = relievedPart(subtractOre(whole, by), reliefs);
  return takes < gone ? minOre(subtractOre(gone, takes), sumOre([ended, writtenOff])) : zeroOre;
}

/** Booked as losses, and not of what debt relief has taken. */
function otherLosses({ relieved, ended, writtenOff }: Reducible): Ore {
  const ofRelief = subtractOre(relieved?.gone ?? zeroOre, ended);
  return writtenOff > ofRelief ? subtractOre(writtenOff, ofRelief) : zeroOre;
}

/** The movements of a reduction; `back` says to whom its money goes. */
export function movementsOf(
  claim: ClaimNumber,
  { notAsked, due, recovery, ended, writtenOff, rounded }: Reduction,
  back: ReadonlyMap<DebtorNumber, Ore>,
): Movement[] {
  const debit = sourceAccount(claim);
  return [
    { debit, credit: claimAccount(claim), amount: notAsked },
    ...[...due].map(([debtor, amount]) => ({ debit, credit: dueAccount(claim, debtor), amount })),
    { debit, credit: recoveryAccount(claim), amount: recovery },
    { debit, credit: endedAccount(claim), amount: ended },
    { debit, credit: writtenOffAccount(claim), amount: writtenOff },
    { debit, credit: roundingAccount, amount: rounded },
    ...[...back].map(([debtor, amount]) => ({ debit, credit: overpaidAccount(debtor), amount })),
  ];
}
