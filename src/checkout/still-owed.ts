import { claimsOfDebtor } from '../claims/claims-of-debtor.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims, balanceFor } from '../ledger/balances.ts';
import { payableBy } from '../payments/payable.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { StoredCheckout } from './store.ts';

/**
 * Whether the debtor still owes anything of what a payment is for, its interest and fees with it, here or at Gældsstyrelsen; asked of the
 * day on which the payment was approved, or today. What is time-barred by that day, or has perhaps lapsed, may not be paid.
 */
export async function isStillOwed(
  tx: MunicipalityReadTx,
  { debtor, claims }: Pick<StoredCheckout, 'debtor' | 'claims'>,
  on: PlainDate,
): Promise<boolean> {
  const payables = await payableBy(tx, debtor, on);
  const over = new Set(payables.flatMap(({ claim, open }) => (open === 'never' ? [claim] : [])));
  const wished = (await claimsOfDebtor(tx, debtor)).filter(
    ({ claim, main, ended }) => ended === null && !over.has(claim) && claims.includes(main),
  );
  const accounts = await accountsOfClaims(
    tx,
    wished.map(({ claim }) => claim),
  );
  return [...accounts.values()].some(
    (its) => balanceFor(debtor, its).balance > zeroOre || its.atRecovery > zeroOre,
  );
}
