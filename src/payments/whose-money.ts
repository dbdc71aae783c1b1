import type { DebtorNumber } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { debtorOfSetOff } from '../ledger/set-offs.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { payers } from './store.ts';
import type { PaymentNumber } from './types.ts';

/** Money on a claim: a payment's, a set-off's, or what was given back of either. */
export type OnClaim =
  { readonly payment: bigint } | { readonly setOff: bigint } | { readonly givenBackTo: DebtorNumber };

/** Whose money each of these is: who paid, whose payout was set off, or to whom it was given back. */
export async function whoseMoney(
  tx: MunicipalityReadTx,
  all: readonly OnClaim[],
): Promise<(money: OnClaim) => DebtorNumber> {
  const payments = all.flatMap((each) => ('payment' in each ? [each.payment as PaymentNumber] : [])); // payments' numbers
  const by = await payers(tx, [...new Set(payments)]);
  return (money) => {
    if ('givenBackTo' in money) return money.givenBackTo;
    if ('setOff' in money) return debtorOfSetOff(money.setOff);
    const debtor = by.get(money.payment as PaymentNumber); // likewise
    assert(debtor !== undefined, `payment ${money.payment} has transfers and is not registered`);
    return debtor;
  };
}
