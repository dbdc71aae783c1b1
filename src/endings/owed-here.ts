import { payableClaims } from '../claims/payable-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountColumns, accountsIn, balanceOf } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { OwedClaim } from './types.ts';

/** A claim that a debtor owes here. */
export interface OwedHere extends OwedClaim {
  /** Its main claim; a main claim is its own. */
  readonly main: ClaimNumber;
  /** On its way to Gældsstyrelsen, and not received. */
  readonly onItsWay: boolean;
}

/** What a debtor owes here, interest and fees among it, by number; what is at Gældsstyrelsen is filed there. */
export async function owedHere(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<OwedHere[]> {
  const claims = await payableClaims<string[]>(tx, debtor, accountColumns);
  return claims
    .map(({ claim, main, forRecovery: onItsWay, besides }) => {
      return { claim, main, onItsWay, owed: balanceOf(accountsIn(claim, besides)) };
    })
    .filter(({ owed }) => owed > zeroOre)
    .toSorted((a, b) => (a.claim < b.claim ? -1 : 1));
}

/** The main claims of a debtor that are at Gældsstyrelsen or on their way there, also what it has been told of and not answered. */
export async function mainsThere(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<ClaimNumber[]> {
  return (await payableClaims<string[]>(tx, debtor, accountColumns))
    .filter(({ level }) => level === 'main')
    .filter(
      ({ claim, besides, forRecovery }) =>
        forRecovery || (accountsIn(claim, besides)?.atRecovery ?? zeroOre) > zeroOre,
    )
    .map(({ claim }) => claim);
}
