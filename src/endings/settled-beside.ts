import { payableClaims } from '../claims/payable-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountColumns, accountsIn, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * What is paid and belongs to these claims, main claims, interest and fees alike, and what a debtor is still liable for if the payment
 * is taken back: whoever becomes liable for the claims becomes liable for that too, so that a claim and what is charged on it have the
 * same parties. What is at Gældsstyrelsen is left out.
 */
export async function settledBeside(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  claims: readonly ClaimNumber[],
): Promise<readonly ClaimNumber[]> {
  const all = await payableClaims<string[]>(tx, debtor, accountColumns);
  const given = new Set(claims);
  const mains = new Set(all.filter(({ claim }) => given.has(claim)).map(({ main }) => main));
  return all
    .filter(({ claim, main, forRecovery }) => mains.has(main) && !given.has(claim) && !forRecovery)
    .filter(({ claim, besides }) => {
      const accounts = accountsIn(claim, besides);
      return balanceOf(accounts) === zeroOre && (accounts?.atRecovery ?? zeroOre) === zeroOre;
    })
    .map(({ claim }) => claim)
    .toSorted((a, b) => (a < b ? -1 : 1));
}
