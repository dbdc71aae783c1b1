import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { heldReasons, openRefundItems, type RefundItem, type RefundReason } from './refunds.ts';

/** An open item with the number by which it is tied to an order. */
export interface NumberedItem extends RefundItem {
  readonly number: bigint;
  /** The recovery authority may want it back (`covered-there`), and nobody has noted that it has been cleared with it. */
  readonly toClear: boolean;
}

const toClear = sql`(why = 'covered-there' and cleared_at is null)`;

/** What is held for a debtor and in no order yet, oldest first. */
export async function heldItems(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<NumberedItem[]> {
  const { rows } = await sql<StandingRow>`
    select ${standing} from refund_item
    where debtor_number = ${debtor} and closed_at is null and refund_order is null and why = any (${heldReasons}::text[])
    order by refund_number`.execute(tx);
  return rows.map(asStanding);
}

/** Whose money is held and in no order yet, by number; what is to be cleared with the recovery authority first is nobody's yet. */
export async function heldFor(tx: MunicipalityReadTx): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from refund_item
    where closed_at is null and refund_order is null and why = any (${heldReasons}::text[]) and not ${toClear}
    order by 1`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/** Those of these debtors for whom something that is still held has been held since a day or later. */
export async function heldSince(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  since: PlainDate,
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct debtor_number as debtor from refund_item
    where debtor_number = any (${debtors}::int[]) and closed_at is null and why = any (${heldReasons}::text[])
      and (opened_at at time zone 'Europe/Copenhagen')::date >= ${since}::date order by 1`.execute(tx);
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

/** An item as it stands. */
export interface ItemStanding extends NumberedItem {
  /** The order that is to give its money back; null = none. */
  readonly order: bigint | null;
  readonly isClosed: boolean;
}

interface StandingRow {
  number: bigint;
  debtor: DebtorNumber;
  amount: bigint;
  why: RefundReason;
  about: string;
  order: bigint | null;
  isClosed: boolean;
  toClear: boolean;
}

const standing = sql`refund_number as number, debtor_number as debtor, amount_ore as amount, why, about,
  refund_order as order, closed_at is not null as "isClosed", ${toClear} as "toClear"`;

function asStanding(row: StandingRow): ItemStanding {
  return { ...row, amount: ore(row.amount) };
}

/** The item of that number, held until the transaction ends; null when there is none. The debtor has been locked before. */
export async function heldItemNumbered(tx: MunicipalityTx, number: bigint): Promise<ItemStanding | null> {
  const { rows } = await sql<StandingRow>`
    select ${standing} from refund_item where refund_number = ${number.toString()}::bigint for no key update`.execute(
    tx,
  );
  return rows.map(asStanding)[0] ?? null;
}

/** Whose item that is; null when there is none. */
export async function debtorOfItem(tx: MunicipalityReadTx, number: bigint): Promise<DebtorNumber | null> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor_number as debtor from refund_item where refund_number = ${number.toString()}::bigint`.execute(
    tx,
  );
  return rows[0]?.debtor ?? null;
}

/** Money that still covers claims, and of which a person has to decide whether it is given back, oldest first. */
export async function itemsToDecide(tx: MunicipalityReadTx): Promise<NumberedItem[]> {
  const { rows } = await sql<StandingRow>`
    select ${standing} from refund_item
    where closed_at is null and refund_order is null and why <> all (${heldReasons}::text[])
    order by refund_number`.execute(tx);
  return rows.map(asStanding);
}

/** What is held and must be cleared with the recovery authority before it is given back, oldest first. */
export async function itemsToClear(tx: MunicipalityReadTx): Promise<NumberedItem[]> {
  const { rows } = await sql<StandingRow>`
    select ${standing} from refund_item where closed_at is null and ${toClear} order by refund_number`.execute(
    tx,
  );
  return rows.map(asStanding);
}

/** Notes that it has been cleared with the recovery authority that an item's money is the debtor's. */
export async function clearItem(
  tx: MunicipalityTx,
  item: bigint,
  { because, by, at }: { readonly because: string; readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update refund_item set cleared_at = ${at}::timestamptz, cleared_by = ${by}, cleared_why = ${because}
    where refund_number = ${item.toString()}::bigint`.execute(tx);
}

/** The items that these orders are to give back, by order. */
export async function itemsOfOrders(
  tx: MunicipalityReadTx,
  orders: readonly bigint[],
): Promise<Map<bigint, NumberedItem[]>> {
  const { rows } = await sql<StandingRow & { order: bigint }>`
    select ${standing} from refund_item where refund_order = any (${orders.map(String)}::bigint[])
    order by refund_number`.execute(tx);
  return Map.groupBy(
    rows.map((row) => ({ ...asStanding(row), order: row.order })),
    ({ order }) => order,
  );
}

/** All open items of money that is held for these debtors, in an order or in none, oldest first. The debtors have been locked. */
export async function openHeldItems(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ItemStanding[]> {
  const { rows } = await sql<StandingRow>`
    select ${standing} from refund_item
    where debtor_number = any (${debtors}::int[]) and closed_at is null and why = any (${heldReasons}::text[])
    order by refund_number`.execute(tx);
  return rows.map(asStanding);
}

/** Takes an amount out of an item in no order, whose money goes another way: it is closed, and what is left is an item anew (and to be cleared anew). */
export async function shrinkItem(
  tx: MunicipalityTx,
  { number, debtor, amount, why, about }: Omit<NumberedItem, 'toClear'>,
  { by, who, at }: { readonly by: Ore; readonly who: string; readonly at: Temporal.Instant },
): Promise<void> {
  assert(by <= amount, `item ${number} is less than what is taken out of it`);
  await sql`
    update refund_item set closed_at = ${at}::timestamptz, closed_by = ${who}
    where refund_number = ${number.toString()}::bigint`.execute(tx);
  const rest = subtractOre(amount, by);
  if (rest > zeroOre) await openRefundItems(tx, [{ debtor, amount: rest, why, about }], { by: who, at });
}

/** Why nothing is given back: the money is to cover what is owed, or the debtor has no right to it. */
export type ClosedAs = 'covers-debt' | 'not-owed';

/** Closes an item that has been held: no money moves. */
export async function closeItem(
  tx: MunicipalityTx,
  item: bigint,
  {
    as,
    because,
    by,
    at,
  }: {
    readonly as: ClosedAs;
    readonly because: string;
    readonly by: string;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await sql`
    update refund_item set closed_at = ${at}::timestamptz, closed_by = ${by}, closed_as = ${as}, closed_why = ${because}
    where refund_number = ${item.toString()}::bigint`.execute(tx);
}

/** Closes the items of orders whose money is on its way out. */
export async function closeItemsOf(
  tx: MunicipalityTx,
  orders: readonly bigint[],
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update refund_item set closed_at = ${at}::timestamptz, closed_by = ${by}, closed_as = 'given-back'
    where refund_order = any (${orders.map(String)}::bigint[]) and closed_at is null`.execute(tx);
}
