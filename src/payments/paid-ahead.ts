import type { PlansInTurn } from '../agreements/paid-ahead.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { movedBeforeAsked } from '../ledger/paid-before-asked.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { payers } from './store.ts';
import type { PaymentNumber } from './types.ts';

/**
 * What debtors have paid on the claims of their plans without having been asked, less what of it has been given back to them. On a joint claim
 * only their own money counts.
 */
export async function paidAheadFor(
  tx: MunicipalityReadTx,
  plans: readonly PlansInTurn[],
): Promise<ReadonlyMap<DebtorNumber, Ore>> {
  const moved = await movedBeforeAsked(tx, plans);
  const payments = moved.flatMap(({ payment }) => (payment === null ? [] : [payment as PaymentNumber])); // payments' numbers
  const whose = await payers(tx, [...new Set(payments)]);
  const sums = new Map<DebtorNumber, bigint>();
  for (const { debtor, payment, amount } of moved)
    if (payment === null || whose.get(payment as PaymentNumber) === debtor)
      sums.set(debtor, (sums.get(debtor) ?? 0n) + amount);
  return new Map([...sums].flatMap(([debtor, sum]) => (sum > 0n ? [[debtor, ore(sum)] as const] : [])));
}
