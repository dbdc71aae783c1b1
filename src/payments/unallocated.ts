import { decisionsById } from '../agreements/decisions.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber } from '../claims/types.ts';
import { debtorNumber, type DebtorNumber, type DecisionId, type NoticeId } from '../kernel/ids.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { noticesById } from '../letters/notices.ts';
import { overpaidBy } from '../ledger/overpaid.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { payers } from './store.ts';
import { openSuspense, type InSuspense, type Suggestion } from './suspense.ts';

/**
 * Money that has been received, and covers nothing of what these debtors owe: what is held for them, and what is in suspense
 * and theirs or perhaps theirs. Nobody is in default, reminded or charged while it lies there; whose it is, a person decides.
 * Those for whom there is none are left out.
 */
export async function unallocatedOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, Ore>> {
  const asked = new Set(debtors);
  const lies = new Map(await overpaidBy(tx, debtors));
  const open = await openSuspense(tx);
  if (open.length === 0) return lies;
  const known = await payers(
    tx,
    open.map(({ payment }) => payment),
  );
  for (const each of open) {
    const own = known.get(each.payment);
    for (const debtor of own === undefined ? await perhapsOf(tx, each) : [own])
      if (asked.has(debtor)) lies.set(debtor, addOre(lies.get(debtor) ?? zeroOre, each.amount));
  }
  return lies;
}

/** Whose it may be, by what is suggested to the person who is to find out. */
async function perhapsOf(tx: MunicipalityReadTx, { suggested }: InSuspense): Promise<DebtorNumber[]> {
  if (suggested === null) return [];
  return debtorsOf(tx, suggested);
}

async function debtorsOf(tx: MunicipalityReadTx, { kind, number }: Suggestion): Promise<DebtorNumber[]> {
  switch (kind) {
    case 'debtor':
      return [debtorNumber(Number(number))];
    case 'claim':
      return (await liabilitiesFor(tx, [claimNumber(number)])).map(({ debtor }) => debtor);
    case 'decision':
      return (await decisionsById(tx, [number as DecisionId])).map(({ debtor }) => debtor); // as it was suggested
    case 'notice':
      return (await noticesById(tx, [number as NoticeId])).map(({ debtor }) => debtor); // likewise
    case 'arrangement':
      return [];
  }
}
