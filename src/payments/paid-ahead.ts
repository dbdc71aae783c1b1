import { sql } from 'kysely';
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
  const payments = await paymentsSince(tx, plans);
  const numbers = payments.map(({ payment }) => payment);
  const [moved, whose] = await Promise.all([movedBeforeAsked(tx, plans, payments), payers(tx, numbers)]);
  const sums = new Map<DebtorNumber, bigint>();
  for (const { debtor, payment, amount } of moved)
    if (payment === null || whose.get(payment as PaymentNumber) === debtor)
      sums.set(debtor, (sums.get(debtor) ?? 0n) + amount);
  return new Map([...sums].flatMap(([debtor, sum]) => (sum > 0n ? [[debtor, ore(sum)] as const] : [])));
}

/** The payments that these debtors may have made since then: some have been moved to somebody else. */
async function paymentsSince(
  tx: MunicipalityReadTx,
  plans: readonly PlansInTurn[],
): Promise<{ debtor: DebtorNumber; payment: PaymentNumber }[]> {
  if (plans.length === 0) return [];
  const { rows } = await sql<{ debtor: DebtorNumber; payment: PaymentNumber }>`
    with asked as (
      select * from unnest(${plans.map(({ debtor }) => debtor)}::int[],
        ${plans.map(({ since }) => since.toString())}::timestamptz[]) asked (debtor, since))
    select debtor, payment_number as payment from asked join payment on debtor_number = debtor where registered_at > since
    union
    select debtor, payment_number from asked join suspense on debtor_number = debtor
    where resolved_on >= (since at time zone 'Europe/Copenhagen')::date
    union
    select debtor, payment_number from asked join payment_move on debtor_number = debtor where recorded_at > since`.execute(
    tx,
  );
  return rows;
}
