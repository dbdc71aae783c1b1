import { openWorkItems } from '../agreements/work-items.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { cameBack, leaveWithFile } from './answer-refunds.ts';
import {
  aboutLine,
  closeLineItem,
  confirmLine,
  keepLine,
  openDebitNamed,
  setLineAside,
  statementLines,
  untoldAmong,
  type StatementLine,
} from './bank-lines.ts';
import {
  fileNamed,
  heldOrders,
  orderNamed,
  orderReference,
  ordersByNumber,
  ordersOfFile,
  type RefundOrder,
} from './refund-orders.ts';
import type { BankEntry } from './statement-port.ts';

interface Taking {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Whose orders a movement names: one, or those of a file. Who an order's debtor is never changes. */
export async function debtorsPaidBy(tx: MunicipalityReadTx, entry: BankEntry): Promise<DebtorNumber[]> {
  const named = entry.names.flatMap((name) => orderNamed(name) ?? []);
  const file = fileIn(entry);
  const orders = [
    ...(await ordersByNumber(tx, named)),
    ...(file === null ? [] : await ordersOfFile(tx, file)),
  ];
  return orders.map(({ debtor }) => debtor);
}

function fileIn({ names, text }: BankEntry): bigint | null {
  for (const told of [...names, text]) {
    const file = fileNamed(told);
    if (file !== null) return file;
  }
  return null;
}

/**
 * Takes in that the bank has paid a whole file of orders by one movement: each order has a line of its own there, `movement/order`. The
 * amount is that of all orders that have not been rejected, or also of those: then the bank has paid them too, and their lines are open
 * until they come back. Null where the movement names no file, or another amount: a person finds out.
 */
export async function takeFilePaid(
  tx: MunicipalityTx,
  entry: BankEntry,
  taking: Taking,
): Promise<'paidOut' | 'known' | 'contradicts' | null> {
  const number = fileIn(entry);
  const orders = number === null ? [] : await ordersOfFile(tx, number);
  if (orders.length === 0) return null;
  const lineOf = lineIn(entry);
  const before = await statementLines(
    tx,
    entry.account,
    orders.map((order) => lineOf(order).reference),
  );
  if (before.length > 0) {
    const told = sumOre(before.map(({ amount }) => amount).filter((amount) => amount < zeroOre));
    return told === entry.amount ? 'known' : 'contradicts';
  }
  const now = [
    ...(
      await heldOrders(
        tx,
        orders.map(({ order }) => order),
      )
    ).values(),
  ];
  const paid = await notOnBank(tx, now);
  const rejected = now.filter(({ state }) => state === 'rejected');
  const wanted = subtractOre(zeroOre, entry.amount);
  const isWhole = sumAmounts([...paid, ...rejected]) === wanted;
  if (paid.length === 0 || (sumAmounts(paid) !== wanted && !isWhole)) return null;
  const open = sumAmounts(paid) === wanted ? [] : rejected;
  for (const order of paid) {
    if (order.state === 'sent') await leaveWithFile(tx, order, { on: entry.bookedOn, ...taking });
    await confirmLine(tx, lineOf(order), [orderReference(order.order)]);
  }
  for (const order of open) await leaveLineOpen(tx, lineOf(order), taking);
  return 'paidOut';
}

/** A movement's line for one of its orders. */
function lineIn({ account, reference, bookedOn: bankDay }: BankEntry) {
  return ({ order, amount }: RefundOrder): StatementLine => ({
    account,
    reference: `${reference}/${orderReference(order)}`,
    amount: subtractOre(zeroOre, amount),
    bankDay,
  });
}

/** The orders that have not been seen to leave the bank: not answered, or answered as paid before any statement told it. */
async function notOnBank(tx: MunicipalityReadTx, orders: readonly RefundOrder[]): Promise<RefundOrder[]> {
  const untold = await untoldAmong(
    tx,
    'pay-out',
    orders.map(({ order }) => orderReference(order)),
  );
  return orders.filter(
    ({ state, order }) => state === 'sent' || (state === 'paid' && untold.has(orderReference(order))),
  );
}

function sumAmounts(orders: readonly RefundOrder[]): Ore {
  return sumOre(orders.map(({ amount }) => amount));
}

async function leaveLineOpen(tx: MunicipalityTx, line: StatementLine, { by, at }: Taking): Promise<void> {
  await keepLine(tx, line, { kind: 'pay-out', booked: null, by, at });
  const month = monthOf(dayInCopenhagen(at));
  await openWorkItems(tx, [{ kind: 'bank-line-unknown', debtor: null, month, about: aboutLine(line) }], at);
}

/**
 * Takes in money that comes back because it did not reach the debtor: an order that left with the whole of its file is rejected
 * and held for the debtor again; one that had been rejected before the bank paid it has come back as it went. Null where the
 * movement names no such order.
 */
export async function takePayOutBack(
  tx: MunicipalityTx,
  entry: BankEntry,
  taking: Taking,
): Promise<'returned' | null> {
  const number = entry.names.map(orderNamed).find((named) => named !== null) ?? null;
  const order = number === null ? undefined : (await heldOrders(tx, [number])).get(number);
  if (order === undefined || order.amount !== entry.amount) return null;
  const { account, reference, amount, bookedOn: bankDay } = entry;
  const line = { account, reference, amount, bankDay };
  const name = orderReference(order.order);
  if (order.state === 'left') {
    await cameBack(tx, order, { on: bankDay, why: 'other', ...taking });
    return (await confirmLine(tx, line, [name])) ? 'returned' : null;
  }
  const went = order.state === 'rejected' ? await openDebitNamed(tx, account, name) : null;
  if (went === null) return null;
  const { by, at } = taking;
  await keepLine(tx, line, { kind: 'pay-out-returned', booked: null, by, at });
  const because = `${name} gik ud og kom tilbage`;
  for (const each of [line, { account, reference: went }])
    await setLineAside(tx, each, { on: dayInCopenhagen(at), by, why: because });
  await closeLineItem(tx, { account, reference: went }, { by, because, at });
  return 'returned';
}
