import { endSettledAgreements } from '../agreements/settled.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Sees to those whose balances have changed and who now owe nothing: what is in force for them ends on that day. Answers
 * who they are, by number.
 */
export async function settle(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  at: Temporal.Instant,
): Promise<DebtorNumber[]> {
  const open = await openBalances(tx, debtors);
  const settled = [...new Set(debtors)].filter((debtor) => !open.has(debtor)).toSorted((a, b) => a - b);
  if (settled.length > 0) await endSettledAgreements(tx, { debtors: settled, on: dayInCopenhagen(at), at });
  return settled;
}
