import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** Where an order to give money back is on its way. */
export type RefundState = 'proposed' | 'approved' | 'sent' | 'left' | 'paid' | 'rejected' | 'withdrawn';

/**
 * What may follow each; a rejected amount is held for the debtor again, and may be proposed in a new order. What has left with the
 * whole of its file still awaits the answer.
 */
export const refundMoves: Readonly<Record<RefundState, readonly RefundState[]>> = {
  proposed: ['approved', 'withdrawn'],
  // Paid at once where it leaves with no file (paid-otherwise.ts).
  approved: ['sent', 'paid', 'withdrawn'],
  sent: ['left', 'paid', 'rejected'],
  left: ['paid', 'rejected'],
  paid: [],
  rejected: [],
  withdrawn: [],
};

/** Money that is to be given back to a debtor. */
export interface RefundOrder {
  readonly order: bigint;
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
  readonly state: RefundState;
  readonly proposedOn: PlainDate;
  readonly proposedBy: string;
  readonly approvedBy: string | null;
  readonly file: bigint | null;
  /** Why it is given back, in the words of who decided it; null where the money was held for the debtor anyway. */
  readonly because: string | null;
  /** To whom else it is paid, and how, by a person: it leaves with no file. Null = to the debtor's own account. */
  readonly otherwise: string | null;
  /** Why it was rejected or withdrawn. */
  readonly why: string | null;
}

type OrderRow = Omit<RefundOrder, 'amount'> & { readonly amount: bigint };

const columns = sql`refund_order as order, debtor_number as debtor, amount_ore as amount, state,
  proposed_on as "proposedOn", proposed_by as "proposedBy", approved_by as "approvedBy", file_number as file, because, otherwise, why`;

function asOrder(row: OrderRow): RefundOrder {
  return { ...row, amount: ore(row.amount) };
}

/** These orders by number; unknown ones are left out. */
export async function ordersByNumber(
  tx: MunicipalityReadTx,
  orders: readonly bigint[],
): Promise<RefundOrder[]> {
  const { rows } = await sql<OrderRow>`
    select ${columns} from refund_order where refund_order = any (${orders.map(String)}::bigint[])
    order by refund_order`.execute(tx);
  return rows.map(asOrder);
}

/** These orders by number, held until the transaction ends; unknown ones are left out. */
export async function heldOrders(
  tx: MunicipalityTx,
  orders: readonly bigint[],
): Promise<Map<bigint, RefundOrder>> {
  const { rows } = await sql<OrderRow>`
    select ${columns} from refund_order where refund_order = any (${orders.map(String)}::bigint[])
    order by refund_order for update`.execute(tx);
  return new Map(rows.map((row) => [row.order, asOrder(row)]));
}

/** The orders in these states, by number. */
export async function ordersIn(
  tx: MunicipalityReadTx,
  states: readonly RefundState[],
): Promise<RefundOrder[]> {
  const { rows } = await sql<OrderRow>`
    select ${columns} from refund_order where state = any (${states}::text[]) order by refund_order`.execute(
    tx,
  );
  return rows.map(asOrder);
}

/** An order with the days of its way. */
export interface RefundOrderAbout extends RefundOrder {
  readonly approvedOn: PlainDate | null;
  /** The day on which its file was made. */
  readonly sentOn: PlainDate | null;
  /** Paid or rejected. */
  readonly answeredOn: PlainDate | null;
}

/** All orders to give money back to a debtor, by number. */
export async function refundOrdersAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<RefundOrderAbout[]> {
  const { rows } = await sql<OrderRow & Pick<RefundOrderAbout, 'approvedOn' | 'sentOn' | 'answeredOn'>>`
    select ${columns}, approved_on as "approvedOn", answered_on as "answeredOn",
      (select f.made_on from pay_out_file f where f.file_number = refund_order.file_number) as "sentOn"
    from refund_order
    where debtor_number = ${debtor} order by refund_order`.execute(tx);
  return rows.map((row) => ({ ...row, ...asOrder(row) }));
}

/** Given to the bank in a file, and not known to have left: what is told of as on its way. */
const ON_ITS_WAY: RefundState = 'sent';

export function isOnItsWay({ state }: Pick<RefundOrder, 'state'>): boolean {
  return state === ON_ITS_WAY;
}

/** How much is on its way back to a debtor; it is held for them no longer. */
export async function onItsWayBackTo(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Ore> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(amount_ore), 0)::bigint as amount from refund_order
    where debtor_number = ${debtor} and state = ${ON_ITS_WAY}`.execute(tx);
  return ore(rows[0]?.amount ?? 0n);
}

/** The orders of a file, by number. */
export async function ordersOfFile(tx: MunicipalityReadTx, file: bigint): Promise<RefundOrder[]> {
  const { rows } = await sql<OrderRow>`
    select ${columns} from refund_order where file_number = ${file.toString()}::bigint order by refund_order`.execute(
    tx,
  );
  return rows.map(asOrder);
}

export interface OrderToPropose {
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
  /** The first of its items by number: the order's own number follows from it. */
  readonly firstItem: bigint;
  readonly because?: string;
  readonly otherwise: string | null;
  readonly on: PlainDate;
  readonly by: string;
}

/** An item's orders, one after the other where the first was rejected. */
const ATTEMPTS = 100n;

/** Writes an order down as proposed, and answers it. */
export async function insertOrder(
  tx: MunicipalityTx,
  { debtor, amount, firstItem, because, otherwise, on, by }: OrderToPropose,
): Promise<RefundOrder> {
  const from = firstItem * ATTEMPTS;
  const { rows } = await sql<OrderRow>`
    insert into refund_order (refund_order, debtor_number, amount_ore, state, because, otherwise, proposed_on,
      proposed_by)
    select coalesce(max(refund_order), ${from.toString()}::bigint) + 1, ${debtor}, ${amount}::bigint, 'proposed',
      ${because ?? null}, ${otherwise}, ${on}::date, ${by}
    from refund_order where refund_order between ${from.toString()}::bigint and ${(from + ATTEMPTS - 1n).toString()}::bigint
    returning ${columns}`.execute(tx);
  const [row] = rows;
  assert(row !== undefined, 'the order was written');
  return asOrder(row);
}

/** What is written with an order's new state. */
export interface OrderMove {
  readonly to: RefundState;
  readonly approved?: { readonly on: PlainDate; readonly by: string };
  readonly file?: bigint;
  readonly answeredOn?: PlainDate;
  readonly why?: string;
}

/** Moves an order that has been read under lock. A move that the table of moves does not have is our own mistake. */
export async function moveOrder(tx: MunicipalityTx, order: RefundOrder, move: OrderMove): Promise<void> {
  assert(refundMoves[order.state].includes(move.to), `an order that is ${order.state} never is ${move.to}`);
  const { to, approved, file, answeredOn, why } = move;
  await sql`
    update refund_order set state = ${to}, approved_on = coalesce(${approved?.on ?? null}::date, approved_on),
      approved_by = coalesce(${approved?.by ?? null}, approved_by),
      file_number = coalesce(${file?.toString() ?? null}::bigint, file_number),
      answered_on = ${answeredOn ?? null}::date, why = ${why ?? null}
    where refund_order = ${order.order.toString()}::bigint`.execute(tx);
}

/** A file of orders, as it was made. */
export interface PayOutFileMade {
  readonly number: bigint;
  readonly madeOn: PlainDate;
  readonly orders: number;
  readonly amount: Ore;
}

/** Notes that a file of orders is made, and answers its number: the day and the next two digits. One at a time. */
export async function insertPayOutFile(
  tx: MunicipalityTx,
  { madeOn, orders, amount }: Omit<PayOutFileMade, 'number'>,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<bigint> {
  await sql`lock table pay_out_file in share row exclusive mode`.execute(tx);
  const { rows } = await sql<{ number: bigint }>`
    insert into pay_out_file (file_number, made_on, orders, amount_ore, made_at, made_by)
    select ${madeOn.replaceAll('-', '')}::bigint * 100 + count(*) + 1, ${madeOn}::date, ${orders}, ${amount}::bigint,
      ${at}::timestamptz, ${by}
    from pay_out_file where made_on = ${madeOn}::date
    returning file_number as number`.execute(tx);
  const number = rows[0]?.number;
  assert(number !== undefined, 'the file was noted');
  return number;
}

/** A file that was made; null when there is none of that number. */
export async function payOutFile(tx: MunicipalityReadTx, number: bigint): Promise<PayOutFileMade | null> {
  const { rows } = await sql<Omit<PayOutFileMade, 'amount'> & { amount: bigint }>`
    select file_number as number, made_on as "madeOn", orders, amount_ore as amount from pay_out_file
    where file_number = ${number.toString()}::bigint`.execute(tx);
  return rows.map((row) => ({ ...row, amount: ore(row.amount) }))[0] ?? null;
}

const REFERENCE = /^AFDRAG-U(?<order>[1-9]\d{0,17})$/;

/** By which the pay-out system and the bank name an order. */
export function orderReference(order: bigint): string {
  return `AFDRAG-U${order}`;
}

const FILE = /\bAFDRAG-F(?<file>\d{10,12})\b/;

/** The file that a text names as `AFDRAG-F2026031001`; null when it names none. */
export function fileNamed(text: string): bigint | null {
  const file = FILE.exec(text)?.groups?.['file'];
  return file === undefined ? null : BigInt(file);
}

/** The order that a reference names; null when it is none of ours. */
export function orderNamed(reference: string): bigint | null {
  const order = REFERENCE.exec(reference)?.groups?.['order'];
  return order === undefined ? null : BigInt(order);
}
