import { repaymentLiabilitiesOf, type Liability } from '../claims/liabilities.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { lawsByTable } from '../law/repayment-laws.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { accountsOfClaims, balanceOf, type ClaimAccounts } from './balances.ts';

/**
 * Whether a claim is still owed by a debtor, here or at the recovery authority, or how it ended for that debtor. `freed`: an estate, debt
 * relief or limitation ended it, or the debtor was released; `cancelled`: the source took it back.
 */
export type ClaimEnd = 'open' | 'at-recovery' | 'paid' | 'lapsed' | 'freed' | 'cancelled';

/**
 * How each repayment claim of these debtors stands that is decided about by rule, for each debtor; in no order. Debtors who never had one
 * are left out. What a person decides about (open question Q15) keeps no plan in force.
 */
export async function claimEnds(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, ClaimEnd[]>> {
  const liabilities = await repaymentLiabilitiesOf(tx, debtors, lawsByTable);
  const accounts = await accountsOfClaims(tx, [...new Set(liabilities.map(({ claim }) => claim))]);
  const byDebtor = Map.groupBy(liabilities, ({ debtor }) => debtor);
  return new Map(
    [...byDebtor].map(([debtor, theirs]) => [
      debtor,
      theirs.map((liability) => endOf(liability, accounts.get(liability.claim))),
    ]),
  );
}

function endOf({ ended }: Liability, accounts: ClaimAccounts | undefined): ClaimEnd {
  if (ended === 'lapsed') return 'lapsed';
  if (ended !== null) return ended === 'withdrawn' || ended === 'cancelled' ? 'cancelled' : 'freed';
  if (balanceOf(accounts) > zeroOre) return 'open';
  // What is at the recovery authority is not ours to ask for, and not paid either.
  return (accounts?.atRecovery ?? zeroOre) > zeroOre ? 'at-recovery' : 'paid';
}
