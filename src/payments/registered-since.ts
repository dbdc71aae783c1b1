import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

export interface RegisteredPayment {
  readonly debtor: DebtorNumber;
  readonly payment: bigint;
  readonly at: Temporal.Instant;
}

/**
 * Payments of these debtors that were registered at or after a moment and stand; one that was moved is left out, also for who has it now, and so is what the
 * state has set off: it was paid by nobody, and Gældsstyrelsen tells of it.
 */
export async function paymentsRegisteredSince(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  since: Temporal.Instant,
): Promise<RegisteredPayment[]> {
  const { rows } = await sql<RegisteredPayment>`
    select debtor_number as debtor, payment_number as payment, registered_at as at from payment p
    where debtor_number = any (${debtors}::int[]) and registered_at >= ${since}::timestamptz
      and channel <> 'state-set-off'
      and not exists (select from payment_reversal r where r.payment_number = p.payment_number)
      and not exists (select from payment_move m where m.payment_number = p.payment_number)
      and not exists (select from suspense s
        where s.payment_number = p.payment_number and s.debtor_number is distinct from p.debtor_number)
    order by debtor, payment`.execute(tx);
  return rows;
}
