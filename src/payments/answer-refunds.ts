import { openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { subtractOre, zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { transfersIn } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { openRefundItems } from '../ledger/refunds.ts';
import { channelAccount, overpaidAccount, refundAccount, type Account } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { tellBank } from './bank-lines.ts';
import type { PayOutAnswer, PayOutReason } from './pay-out-port.ts';
import {
  heldOrders,
  moveOrder,
  orderNamed,
  orderReference,
  ordersByNumber,
  type RefundOrder,
} from './refund-orders.ts';

export interface AnswersTaken {
  readonly paid: number;
  readonly rejected: number;
  /** Answers that had been taken before. */
  readonly known: number;
}

export type AnswersRefusal =
  | { readonly tag: 'unknown-order'; readonly reference: string }
  | { readonly tag: 'not-sent'; readonly order: RefundOrder }
  /** It has been answered otherwise before. */
  | { readonly tag: 'contradicts'; readonly order: RefundOrder }
  | { readonly tag: 'in-future'; readonly today: PlainDate };

/**
 * Takes in what the pay-out system has answered, all of it or nothing: what was paid has left the bank; what was rejected is held
 * for the debtor again, and a person must look. The same answer again changes nothing.
 */
export async function answerRefunds(
  tx: MunicipalityTx,
  answers: readonly PayOutAnswer[],
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<Result<AnswersTaken, AnswersRefusal>> {
  const named = answers.map((answer) => ({ answer, number: orderNamed(answer.reference) ?? 0n }));
  const orders = await locked(
    tx,
    named.map(({ number }) => number),
  );
  const taken = { paid: 0, rejected: 0, known: 0 };
  for (const { answer, number } of named) {
    const order = orders.get(number);
    if (order === undefined) return refuse({ tag: 'unknown-order', reference: answer.reference });
    const refusal = refusalOf(order, answer, dayInCopenhagen(at));
    if (refusal !== null) return refuse(refusal);
    if (order.state !== 'sent' && order.state !== 'left') taken.known += 1;
    else if (answer.rejected === null) {
      await takePaid(tx, order, { on: answer.on, by, at });
      taken.paid += 1;
    } else {
      await takeRejected(tx, order, { on: answer.on, why: answer.rejected, by, at });
      taken.rejected += 1;
    }
  }
  return ok(taken);
}

/** Debtors first, as everybody does; who an order's debtor is never changes. */
async function locked(tx: MunicipalityTx, numbers: readonly bigint[]): Promise<Map<bigint, RefundOrder>> {
  const orders = await ordersByNumber(tx, numbers);
  await lockReceivables(
    tx,
    orders.map(({ debtor }) => debtor),
  );
  return heldOrders(tx, numbers);
}

function refusalOf(
  order: RefundOrder,
  { rejected, on }: PayOutAnswer,
  today: PlainDate,
): AnswersRefusal | null {
  if (on > today) return { tag: 'in-future', today };
  const answered = rejected === null ? 'paid' : 'rejected';
  if (order.state === 'sent' || order.state === 'left') return null;
  if (order.state !== 'paid' && order.state !== 'rejected') return { tag: 'not-sent', order };
  return order.state === answered && order.why === rejected ? null : { tag: 'contradicts', order };
}

interface Answered {
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

async function takePaid(tx: MunicipalityTx, order: RefundOrder, answered: Answered): Promise<void> {
  await moveOrder(tx, order, { to: 'paid', answeredOn: answered.on });
  if (order.state === 'sent') await leaveBank(tx, order, answered);
}

/** The bank has paid an order with the whole of its file: the money has left, and the answer is still to come. */
export async function leaveWithFile(tx: MunicipalityTx, order: RefundOrder, left: Answered): Promise<void> {
  await moveOrder(tx, order, { to: 'left' });
  await leaveBank(tx, order, left);
}

async function leaveBank(tx: MunicipalityTx, order: RefundOrder, { on, by, at }: Answered): Promise<void> {
  const bookedOn = dayInCopenhagen(at);
  const booked = { cause: 'refund-paid', causeNumber: order.order } as const;
  await postTransfers(
    tx,
    transfersIn({ ...booked, valueDate: on, bookingDate: bookedOn, recordedAt: at }, [
      { debit: refundAccount(order.order), credit: channelAccount('bank'), amount: order.amount },
    ]),
  );
  const amount = subtractOre(zeroOre, order.amount);
  const line = { reference: orderReference(order.order), amount, bankDay: on, kind: 'pay-out' } as const;
  await tellBank(tx, [{ ...line, ...booked, toldBy: 'receipt', bookedOn, by, at }]);
}

interface Rejected extends Answered {
  readonly why: PayOutReason;
}

function takeRejected(tx: MunicipalityTx, order: RefundOrder, rejected: Rejected): Promise<void> {
  return order.state === 'left' ? cameBack(tx, order, rejected) : reject(tx, order, rejected, null);
}

/** Money that left with the whole of its file did not reach the debtor: it comes back to the bank. */
export async function cameBack(tx: MunicipalityTx, order: RefundOrder, rejected: Rejected): Promise<void> {
  await reject(tx, order, rejected, channelAccount('bank'));
  const { on, by, at } = rejected;
  const booked = { cause: 'refund-rejected', causeNumber: order.order } as const;
  const line = { reference: orderReference(order.order), amount: order.amount, bankDay: on } as const;
  const told = {
    kind: 'pay-out-returned',
    toldBy: 'receipt',
    bookedOn: dayInCopenhagen(at),
    by,
    at,
  } as const;
  await tellBank(tx, [{ ...line, ...booked, ...told }]);
}

/** Held for the debtor again; `from` null: it never left. */
async function reject(
  tx: MunicipalityTx,
  order: RefundOrder,
  { on, why, by, at }: Rejected,
  from: Account | null,
): Promise<void> {
  await moveOrder(tx, order, { to: 'rejected', answeredOn: on, why });
  const { order: causeNumber, debtor, amount } = order;
  const bookingDate = dayInCopenhagen(at);
  await postTransfers(
    tx,
    transfersIn({ cause: 'refund-rejected', causeNumber, valueDate: on, bookingDate, recordedAt: at }, [
      { debit: from ?? refundAccount(causeNumber), credit: overpaidAccount(debtor), amount },
    ]),
  );
  const about = `refund ${causeNumber}`;
  await openRefundItems(tx, [{ debtor, amount, why: 'overpaid', about }], { by, at });
  await openWorkItems(tx, [{ kind: 'refund-rejected', debtor, month: monthOf(bookingDate), about }], at);
}
