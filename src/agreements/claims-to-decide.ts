import { notToldOf } from '../claims/holds.ts';
import type { OpenBalance } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * The open claims that decisions about these debtors are about: all that they are liable for, but not what they have come to be liable for and
 * have not been told of yet, such as what a spouse takes over. Debtors without any are left out.
 */
export async function claimsToDecide(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, OpenBalance[]>> {
  const open = await openBalances(tx, debtors);
  for (const [debtor, untold] of await notToldOf(tx, debtors)) {
    const told = (open.get(debtor) ?? []).filter(({ claimNumber }) => !untold.has(claimNumber));
    if (told.length === 0) open.delete(debtor);
    else open.set(debtor, told);
  }
  return open;
}
