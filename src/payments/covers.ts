import { zeroOre, type Ore } from '../kernel/money.ts';
import { transfersOf } from '../ledger/read.ts';
import { channelAccounts, type Account, type Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { PaymentNumber } from './types.ts';

/** Where some of a payment's money has ended: what it has covered there, or what is held there. */
export interface Covering {
  readonly account: Account;
  /** Above 0. */
  readonly amount: Ore;
}

/** What a payment itself moves; taking it back is another matter. */
const causes = ['payment', 'suspense-resolved', 'reallocated'] as const;

/** All that payments have moved, by payment: at once, when somebody found out what they were for, and when they were moved. */
export async function movedBy(
  tx: MunicipalityReadTx,
  payments: readonly PaymentNumber[],
): Promise<Map<bigint, Transfer[]>> {
  const moved: Transfer[] = [];
  for (const cause of causes) moved.push(...(await transfersOf(tx, cause, payments)));
  return Map.groupBy(moved, ({ causeNumber }) => causeNumber);
}

/**
 * Where a payment's money stands by all that it has moved, in the order in which it came there; what only passed an account is
 * left out. Adds up to the payment.
 */
export function coveringIn(moved: readonly Transfer[]): Covering[] {
  const standing = new Map<string, { readonly account: Account; amount: bigint }>();
  const add = (account: Account, amount: bigint) => {
    if (channelAccounts.has(account.kind) || account.kind === 'transit') return;
    const key = `${account.kind}/${account.number}/${account.debtor}`;
    const before = standing.get(key);
    if (before === undefined) standing.set(key, { account, amount });
    else before.amount += amount;
  };
  for (const { debit, credit, amount } of moved) {
    add(debit, -amount);
    add(credit, amount);
  }
  return [...standing.values()]
    .filter(({ amount }) => amount > zeroOre)
    .map(({ account, amount }) => ({ account, amount: amount as Ore })); // a sum of øre
}
