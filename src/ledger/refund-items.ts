import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { heldReasons, type RefundItem, type RefundReason } from './refunds.ts';

/** An open item with the number by which it is tied to an order. */
export interface NumberedItem extends RefundItem {
  readonly number: bigint;
}

/** What is held for a debtor and in no order yet, oldest first. */
export async function heldItems(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<NumberedItem[]> {
  const { rows } = await sql<{ number: bigint; amount: bigint; why: RefundReason; about: string }>`
    select refund_number as number, amount_ore as amount, why, about from refund_item
    where debtor_number = ${debtor} and closed_at is null and refund_order is null and why = any (${heldReasons}::text[])
    order by refund_number`.execute(tx);
  return rows.map((row) => ({ ...row, debtor, amount: ore(row.amount) }));
}

/** Whose money is held and in no order yet, by number. */
export async function heldFor(tx: MunicipalityReadTx): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from refund_item
    where closed_at is null and refund_order is null and why = any (${heldReasons}::text[]) order by 1`.execute(
    tx,
  );
  return rows.map(({ debtor }) => debtor);
}

/** Ties items to the order that is to give their money back. */
export async function tieItems(tx: MunicipalityTx, items: readonly bigint[], order: bigint): Promise<void> {
  await sql`
    update refund_item set refund_order = ${order.toString()}::bigint
    where refund_number = any (${items.map(String)}::bigint[]) and closed_at is null`.execute(tx);
}

/** Frees the items of an order that will not be sent. */
export async function freeItems(tx: MunicipalityTx, order: bigint): Promise<void> {
  await sql`
    update refund_item set refund_order = null
    where refund_order = ${order.toString()}::bigint and closed_at is null`.execute(tx);
}

/** Closes the items of orders whose money is on its way out. */
export async function closeItemsOf(
  tx: MunicipalityTx,
  orders: readonly bigint[],
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update refund_item set closed_at = ${at}::timestamptz, closed_by = ${by}
    where refund_order = any (${orders.map(String)}::bigint[]) and closed_at is null`.execute(tx);
}
