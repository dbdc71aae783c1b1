import type { DebtorNumber } from '../kernel/ids.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { overpaidBy } from '../ledger/overpaid.ts';
import { heldSince } from '../ledger/refund-items.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { payers } from './store.ts';
import { debtorsSuggested } from './suggested-debtors.ts';
import { openSuspense } from './suspense.ts';

/**
 * Those of these debtors for whom money lies that covers nothing: held for them, or in suspense and theirs or perhaps theirs.
 * Nobody falls into default with a plan while it does; whose it is, a person decides.
 */
export async function unallocatedFor(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  if (debtors.length === 0) return new Set();
  const held = await overpaidBy(tx, debtors);
  return lyingFor(tx, debtors, [...held.keys()]);
}

/**
 * Those for whom reminders of bills wait: money lies that may be for the bill, or some is held for them since this day or later. What is
 * held for longer stops no reminder of what else is owed; a person has been told of it from the beginning (`money-held`).
 */
export async function freshlyUnallocatedFor(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  since: PlainDate,
): Promise<ReadonlySet<DebtorNumber>> {
  if (debtors.length === 0) return new Set();
  return lyingFor(tx, debtors, await heldSince(tx, debtors, since));
}

/** Those of `held`, and those whose money is in suspense, or perhaps theirs. */
async function lyingFor(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  held: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  const open = await openSuspense(tx);
  const known = await payers(
    tx,
    open.map(({ payment }) => payment),
  );
  const suggested = open.flatMap((money) =>
    money.suggested === null || known.has(money.payment) ? [] : [money.suggested],
  );
  const perhaps = [...(await debtorsSuggested(tx, suggested)).values()].flat();
  const theirs = new Set([...held, ...known.values(), ...perhaps]);
  return new Set(debtors.filter((debtor) => theirs.has(debtor)));
}
