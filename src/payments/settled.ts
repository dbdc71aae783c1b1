import { endSettledAgreements } from '../agreements/settled.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances, whoOwe } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Sees to those whose balances have changed and who now owe nothing here: what is in force for them ends on that day. Answers,
 * by number, those of them who owe nothing at the recovery authority either.
 */
export async function settle(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  at: Temporal.Instant,
): Promise<DebtorNumber[]> {
  const open = await openBalances(tx, debtors);
  const settled = [...new Set(debtors)].filter((debtor) => !open.has(debtor)).toSorted((a, b) => a - b);
  if (settled.length === 0) return [];
  await endSettledAgreements(tx, { debtors: settled, on: dayInCopenhagen(at), at });
  const stillOwe = await whoOwe(tx, settled);
  return settled.filter((debtor) => !stillOwe.has(debtor));
}
