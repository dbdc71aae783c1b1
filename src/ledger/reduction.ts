import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, type Ore } from '../kernel/money.ts';
import type { ClaimAccounts } from './balances.ts';
import type { Movement } from './lines.ts';
import { claimAccount, dueAccount, overpaidAccount, recoveryAccount, sourceAccount } from './types.ts';

/** What a smaller claim takes back, and from where. */
export interface Reduction {
  readonly notAsked: Ore;
  /** By debtor, in the order of their numbers. */
  readonly due: ReadonlyMap<DebtorNumber, Ore>;
  /** At the recovery authority, and not covered there. */
  readonly recovery: Ore;
  /** What had been paid of it, and is to be given back. */
  readonly paid: Ore;
}

/**
 * Spreads a reduction: what has not been asked for first, then what is asked for and not paid, then what stands at the recovery
 * authority, then what has been paid.
 */
export function reductionOf(
  accounts: Pick<ClaimAccounts, 'notAsked' | 'due' | 'atRecovery'>,
  by: Ore,
): Reduction {
  const notAsked = minOre(by, accounts.notAsked);
  let left = subtractOre(by, notAsked);
  const due = new Map<DebtorNumber, Ore>();
  for (const [debtor, amount] of [...accounts.due].toSorted(([a], [b]) => a - b)) {
    due.set(debtor, minOre(left, amount));
    left = subtractOre(left, minOre(left, amount));
  }
  const recovery = minOre(left, accounts.atRecovery);
  return { notAsked, due, recovery, paid: subtractOre(left, recovery) };
}

/** The movements of a reduction; `back` says to whom its paid part goes. */
export function movementsOf(
  claim: ClaimNumber,
  { notAsked, due, recovery }: Reduction,
  back: ReadonlyMap<DebtorNumber, Ore>,
): Movement[] {
  const debit = sourceAccount(claim);
  return [
    { debit, credit: claimAccount(claim), amount: notAsked },
    ...[...due].map(([debtor, amount]) => ({ debit, credit: dueAccount(claim, debtor), amount })),
    { debit, credit: recoveryAccount(claim), amount: recovery },
    ...[...back].map(([debtor, amount]) => ({ debit, credit: overpaidAccount(debtor), amount })),
  ];
}
