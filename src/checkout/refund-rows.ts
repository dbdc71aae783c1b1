import { sql } from 'kysely';
import type { Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { CheckoutReference } from './reference.ts';

/** What has been said about sending payments back whole. */

export type RefundState = 'proposed' | 'approved' | 'done' | 'refused' | 'withdrawn';

export interface CheckoutRefund {
  readonly reference: CheckoutReference;
  readonly place: number;
  readonly amount: Ore;
  readonly state: RefundState;
  readonly because: string;
  readonly proposedBy: string;
  readonly approvedBy: string | null;
}

/** What has been said about sending a payment back, in order. */
export async function refundsOf(
  tx: MunicipalityReadTx,
  reference: CheckoutReference,
): Promise<CheckoutRefund[]> {
  const { rows } = await sql<CheckoutRefund>`
    select reference, place, amount_ore as amount, state, because, proposed_by as "proposedBy", approved_by as "approvedBy"
    from checkout_refund where reference = ${reference} order by place`.execute(tx);
  return rows;
}

export async function insertRefund(
  tx: MunicipalityTx,
  { reference, place, amount, because, proposedBy }: Omit<CheckoutRefund, 'state' | 'approvedBy'>,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    insert into checkout_refund (reference, place, amount_ore, state, because, proposed_by, proposed_at)
    values (${reference}, ${place}, ${amount.toString()}::bigint, 'proposed', ${because}, ${proposedBy}, ${at}::timestamptz)`.execute(
    tx,
  );
}

export async function approveStoredRefund(
  tx: MunicipalityTx,
  { reference, place }: Pick<CheckoutRefund, 'reference' | 'place'>,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update checkout_refund set state = 'approved', approved_by = ${by}, approved_at = ${at}::timestamptz
    where reference = ${reference} and place = ${place} and state = 'proposed'`.execute(tx);
}

/** What came of the one that was approved. */
export async function endApprovedRefund(
  tx: MunicipalityTx,
  reference: CheckoutReference,
  state: 'done' | 'refused',
): Promise<void> {
  await sql`
    update checkout_refund set state = ${state} where reference = ${reference} and state = 'approved'`.execute(
    tx,
  );
}

export async function withdrawStoredRefund(
  tx: MunicipalityTx,
  { reference, place }: Pick<CheckoutRefund, 'reference' | 'place'>,
): Promise<void> {
  await sql`
    update checkout_refund set state = 'withdrawn'
    where reference = ${reference} and place = ${place} and state = 'proposed'`.execute(tx);
}
