import { companiesOf } from '../debtors/companies.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { sumOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { transfersIn } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { closeItemsOf } from '../ledger/refund-items.ts';
import { overpaidAccount, refundAccount, type Transfer } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { seenTo } from './hold-for.ts';
import type { PayOut, PayOutFile } from './pay-out-port.ts';
import { notPaidTo } from './pay-out-stops.ts';
import {
  heldOrders,
  insertPayOutFile,
  moveOrder,
  orderReference,
  ordersIn,
  ordersOfFile,
  payOutFile,
  type RefundOrder,
} from './refund-orders.ts';
import { takeOffClaims } from './take-off-claims.ts';

/** Orders that have left in one file. */
export interface RefundsSent {
  /** Null: there was nothing to send. */
  readonly file: PayOutFile | null;
  readonly orders: readonly RefundOrder[];
  /** They stay: the pay-out system finds the account by a number that we do not have. */
  readonly withoutNumber: readonly RefundOrder[];
  /** They stay: the money that a person has decided to give back covers less than it did (`takeOffClaims`). */
  readonly coversLess: readonly RefundOrder[];
  /** They stay: since they were approved an estate or a curator has got the right to the money. */
  readonly notToDebtor: readonly RefundOrder[];
}

/**
 * Sends every approved order: all are in one file, and their money is on its way from here on. What still covers claims is taken off them. Each leaves once; the same file
 * can be written again (`refundFile`), and names each by the same reference.
 */
export async function sendRefunds(
  tx: MunicipalityTx,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<RefundsSent> {
  const approved = await ordersToSend(tx);
  await lockReceivables(
    tx,
    approved.map(({ debtor }) => debtor),
  );
  const numbers = approved.map(({ order }) => order);
  const held = [...(await heldOrders(tx, numbers)).values()].filter(({ state }) => state === 'approved');
  const stopped = await notPaidTo(
    tx,
    held.map(({ debtor }) => debtor),
  );
  const free = held.filter(({ debtor }) => !stopped.has(debtor));
  const payOuts = await payOutsOf(tx, free);
  const payable = free.filter(({ order }) => payOuts.has(order));
  const leaving = await takeOffClaims(tx, payable, at);
  const stay = {
    withoutNumber: free.filter(({ order }) => !payOuts.has(order)),
    notToDebtor: held.filter(({ debtor }) => stopped.has(debtor)),
    coversLess: payable.filter((order) => !leaving.includes(order)),
  };
  if (leaving.length === 0) return { file: null, orders: [], ...stay };
  const madeOn = dayInCopenhagen(at);
  const amount = sumOre(leaving.map((order) => order.amount));
  const number = await insertPayOutFile(tx, { madeOn, orders: leaving.length, amount }, { by, at });
  for (const order of leaving) await moveOrder(tx, order, { to: 'sent', file: number });
  const leave = leaving.map(({ order }) => order);
  await closeItemsOf(tx, leave, { by, at });
  const debtors = leaving.map(({ debtor }) => debtor);
  await seenTo(tx, debtors, { by, because: 'betales tilbage', at });
  await postTransfers(
    tx,
    leaving.flatMap((order) => sentOf(order, { madeOn, at })),
  );
  const sent = leaving.map((order) => ({ ...order, state: 'sent' as const, file: number }));
  const file = { number, madeOn, payOuts: leaving.flatMap(({ order }) => payOuts.get(order) ?? []) };
  return { file, orders: sent, ...stay };
}

/** The approved orders that leave with a file; what a person pays to somebody else leaves with none (paid-otherwise.ts). */
export async function ordersToSend(tx: MunicipalityReadTx): Promise<RefundOrder[]> {
  return (await ordersIn(tx, ['approved'])).filter(({ otherwise }) => otherwise === null);
}

function sentOf(
  { order, debtor, amount }: RefundOrder,
  { madeOn, at }: { readonly madeOn: PlainDate; readonly at: Temporal.Instant },
): Transfer[] {
  const posting = {
    cause: 'refund-sent',
    causeNumber: order,
    valueDate: madeOn,
    bookingDate: madeOn,
  } as const;
  const movement = { debit: overpaidAccount(debtor), credit: refundAccount(order), amount };
  return transfersIn({ ...posting, recordedAt: at }, [movement]);
}

/** A file that was sent before, to be written again; null when there is none of that number. */
export async function refundFile(tx: MunicipalityReadTx, number: bigint): Promise<PayOutFile | null> {
  const made = await payOutFile(tx, number);
  if (made === null) return null;
  const orders = await ordersOfFile(tx, number);
  const payOuts = await payOutsOf(tx, orders);
  assert(payOuts.size === orders.length, 'who was paid once has a number');
  return { number, madeOn: made.madeOn, payOuts: [...payOuts.values()] };
}

/** By order; those to whom nothing can be paid are left out. */
async function payOutsOf(
  tx: MunicipalityReadTx,
  orders: readonly RefundOrder[],
): Promise<Map<bigint, PayOut>> {
  const debtors = orders.map(({ debtor }) => debtor);
  const [cprs, companies] = [await cprOfDebtors(tx, debtors), await companiesOf(tx, debtors)];
  return new Map(
    orders.flatMap(({ order, debtor, amount }) => {
      const to = recipientOf(cprs.get(debtor), companies.get(debtor)?.cvr ?? null);
      return to === null ? [] : [[order, { reference: orderReference(order), to, amount }] as const];
    }),
  );
}

function recipientOf(cpr: string | undefined, cvr: string | null): PayOut['to'] | null {
  if (cpr !== undefined) return { kind: 'cpr', number: cpr };
  return cvr === null ? null : { kind: 'cvr', number: cvr };
}
