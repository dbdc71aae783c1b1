import { addOre, minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
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

/** The accounts on which a payment may have covered a claim, one after the other. */
const ofClaims: ReadonlySet<Account['kind']> = new Set(['claim', 'due', 'recovery', 'ended']);

/** Whether it is one of a claim's accounts that a payment covers; what was covered of a claim that had ended stands as ended again. */
export function isOfClaim({ kind }: Account): boolean {
  return ofClaims.has(kind);
}

interface Standing {
  readonly account: Account;
  amount: Ore;
}

/**
 * Where a payment's money stands by all that it has moved, in the order in which it came there; what only passed an account is
 * left out. What was taken off a claim that had ended or been called back meanwhile was taken off where the claim stood then: it is
 * off what the payment had covered of that claim all the same. Adds up to the payment.
 */
export function coveringIn(moved: readonly Transfer[]): Covering[] {
  const standing = new Map<string, Standing>();
  const add = (account: Account, amount: Ore) => {
    if (channelAccounts.has(account.kind) || account.kind === 'transit') return;
    const key = `${account.kind}/${account.number}/${account.debtor}`;
    const before = standing.get(key);
    if (before === undefined) standing.set(key, { account, amount });
    else before.amount = addOre(before.amount, amount);
  };
  for (const { debit, credit, amount } of moved) {
    add(debit, subtractOre(zeroOre, amount));
    add(credit, amount);
  }
  const all = [...standing.values()];
  const ofClaim = Map.groupBy(
    all.filter(({ account }) => isOfClaim(account)),
    ({ account }) => account.number,
  );
  for (const its of ofClaim.values()) setOff(its);
  return all.filter(({ amount }) => amount > zeroOre);
}

/** What was taken off one account of a claim beyond what was there is taken off the others, what came there last first. */
function setOff(its: readonly Standing[]): void {
  for (const short of its) {
    for (const other of its.toReversed()) {
      if (short.amount >= zeroOre) break;
      if (other.amount <= zeroOre) continue;
      const part = minOre(other.amount, subtractOre(zeroOre, short.amount));
      other.amount = subtractOre(other.amount, part);
      short.amount = addOre(short.amount, part);
    }
  }
}
