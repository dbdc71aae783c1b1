import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { agreementsInForce } from './agreements.ts';
import { inDefault } from './plan-defaults.ts';
import type { InForceOrNot } from './state-machine.ts';

/** What stands for each of these debtors: terms in force, a plan that was not kept while its claims are owed here, or nothing. */
export async function whereStand(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, InForceOrNot>> {
  const inForce = await agreementsInForce(tx, debtors);
  const defaulted = await inDefault(tx, debtors);
  const open = await openBalances(tx, [...defaulted.keys()]);
  const isOwed = (debtor: DebtorNumber) =>
    (open.get(debtor) ?? []).some(({ claimNumber }) => defaulted.get(debtor)?.has(claimNumber));
  return new Map(
    debtors.map((debtor) => [debtor, inForce.get(debtor)?.terms ?? (isOwed(debtor) ? 'defaulted' : null)]),
  );
}
