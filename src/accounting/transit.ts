import { accountKinds } from '../ledger/account-kinds.ts';
import type { Account, Transfer } from '../ledger/types.ts';

/**
 * The transfers of one cause without the account that a payment's money goes through: what it covers is moved straight from
 * where it came in, or back. Null when not all of it has been allocated, or when it came in at more than one place.
 */
export function withoutTransit(transfers: readonly Transfer[]): readonly Transfer[] | null {
  if (!transfers.some(({ debit, credit }) => isTransit(debit) || isTransit(credit))) return transfers;
  const between = transfers.filter(isArrival);
  const [first] = between;
  if (first === undefined) return null;
  const channel = isTransit(first.debit) ? first.credit : first.debit;
  const comesIn = ({ debit, credit }: Transfer) =>
    [debit, credit].some((account) => isSame(account, channel));
  if (!between.every(comesIn) || leftIn(transfers) !== 0n) return null;
  return transfers
    .filter((transfer) => !isArrival(transfer))
    .map((transfer) => ({
      ...transfer,
      debit: isTransit(transfer.debit) ? channel : transfer.debit,
      credit: isTransit(transfer.credit) ? channel : transfer.credit,
    }));
}

function isTransit({ kind }: Account): boolean {
  return kind === 'transit';
}

const channels: ReadonlySet<string> = new Set(['bank', 'till', 'clearing', 'rim']);

/** Between transit and where money comes in, either way. */
function isArrival({ debit, credit }: Transfer): boolean {
  if (isTransit(debit)) return channels.has(accountKinds[credit.kind].group);
  return isTransit(credit) && channels.has(accountKinds[debit.kind].group);
}

function isSame(one: Account, other: Account): boolean {
  return one.kind === other.kind && one.number === other.number;
}

function leftIn(transfers: readonly Transfer[]): bigint {
  let left = 0n;
  for (const { debit, credit, amount } of transfers) {
    if (isTransit(debit)) left += amount;
    if (isTransit(credit)) left -= amount;
  }
  return left;
}
