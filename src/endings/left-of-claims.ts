import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { OwedClaim } from './types.ts';

/** What is left here of a claim that a debtor is still liable for. */
export interface Left extends OwedClaim {
  /** Others are liable for it too. */
  readonly others: boolean;
}

/** What a debtor still owes here of these claims; those of which nothing is left, or for which they are not liable, are left out. */
export async function leftOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  claims: readonly ClaimNumber[],
): Promise<Left[]> {
  const accounts = await accountsOfClaims(tx, claims);
  const liable = Map.groupBy(
    (await liabilitiesFor(tx, claims)).filter(({ ended }) => ended === null),
    ({ claim }) => claim,
  );
  return claims.flatMap((claim) => {
    const still = (liable.get(claim) ?? []).map((each) => each.debtor);
    const owed = balanceOf(accounts.get(claim));
    return owed > zeroOre && still.includes(debtor) ? [{ claim, owed, others: still.length > 1 }] : [];
  });
}
