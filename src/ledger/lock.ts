import { lockJointClaims } from '../claims/liabilities.ts';
import { lockDebtors } from '../debtors/lock.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Keeps others from moving what these debtors owe until the transaction ends, and answers the debtors that there are.
 * Debtors first, then the claims that they share: a spouse's payment holds another debtor, but the same claim. To be
 * called once in a transaction, before the balances are read from which a transfer follows.
 */
export async function lockReceivables(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  const known = await lockDebtors(tx, debtors);
  await lockJointClaims(tx, debtors);
  return known;
}
