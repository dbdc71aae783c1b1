import { claimsOfDebtor } from '../claims/claims-of-debtor.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims, balanceFor } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { StoredCheckout } from './store.ts';

/** Whether the debtor still owes anything of what a payment is for, its interest and fees with it, here or at Gældsstyrelsen. */
export async function isStillOwed(
  tx: MunicipalityReadTx,
  { debtor, claims }: Pick<StoredCheckout, 'debtor' | 'claims'>,
): Promise<boolean> {
  const wished = (await claimsOfDebtor(tx, debtor)).filter(
    ({ main, ended }) => ended === null && claims.includes(main),
  );
  const accounts = await accountsOfClaims(
    tx,
    wished.map(({ claim }) => claim),
  );
  return [...accounts.values()].some(
    (its) => balanceFor(debtor, its).balance > zeroOre || its.atRecovery > zeroOre,
  );
}
