import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { subtractOre, zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { transfersIn } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { closeItemsOf } from '../ledger/refund-items.ts';
import { channelAccount, overpaidAccount, refundAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { tellBank } from './bank-lines.ts';
import { seenTo } from './hold-for.ts';
import { heldOrders, moveOrder, ordersByNumber, type RefundOrder } from './refund-orders.ts';
import { takeOffClaims } from './take-off-claims.ts';

/** A person has paid an order from the bank, as the two who decided it said. */
export interface PaidOtherwise {
  readonly order: bigint;
  /** The words by which the bank's statement will name it. */
  readonly reference: string;
  /** The day on which the bank paid it. */
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type PaidOtherwiseRefusal =
  | { readonly tag: 'unknown-order' | 'reference-missing' }
  /** It has not been approved, or it leaves with a file. */
  | { readonly tag: 'not-to-be-paid-so'; readonly order: RefundOrder }
  | { readonly tag: 'in-future'; readonly today: PlainDate }
  | { readonly tag: 'before-proposed'; readonly proposedOn: PlainDate }
  /** The money that a person has decided to give back covers less than it did. */
  | { readonly tag: 'covered-less' };

/**
 * Notes that an order which leaves with no file has been paid from the bank: to an estate or a curator. The money has left, and the bank's
 * statement confirms it by the reference.
 */
export async function notePaidOtherwise(
  tx: MunicipalityTx,
  { order: number, reference, on, by, at }: PaidOtherwise,
): Promise<Result<RefundOrder, PaidOtherwiseRefusal>> {
  if (reference.trim() === '') return refuse({ tag: 'reference-missing' });
  const [known] = await ordersByNumber(tx, [number]);
  if (known === undefined) return refuse({ tag: 'unknown-order' });
  await lockReceivables(tx, [known.debtor]);
  const order = (await heldOrders(tx, [number])).get(number) ?? known;
  if (order.state !== 'approved' || order.otherwise === null)
    return refuse({ tag: 'not-to-be-paid-so', order });
  const today = dayInCopenhagen(at);
  if (on > today) return refuse({ tag: 'in-future', today });
  if (on < order.proposedOn) return refuse({ tag: 'before-proposed', proposedOn: order.proposedOn });
  if ((await takeOffClaims(tx, [order], at)).length === 0) return refuse({ tag: 'covered-less' });
  await moveOrder(tx, order, { to: 'paid', answeredOn: on });
  await closeItemsOf(tx, [number], { by, at });
  await seenTo(tx, [order.debtor], { by, because: 'er betalt på anden måde', at });
  const { debtor, amount } = order;
  const posting = { causeNumber: number, valueDate: on, bookingDate: today, recordedAt: at } as const;
  const [refund, bank] = [refundAccount(number), channelAccount('bank')];
  await postTransfers(tx, [
    ...transfersIn({ cause: 'refund-sent', ...posting }, [
      { debit: overpaidAccount(debtor), credit: refund, amount },
    ]),
    ...transfersIn({ cause: 'refund-paid', ...posting }, [{ debit: refund, credit: bank, amount }]),
  ]);
  const booked = { cause: 'refund-paid', causeNumber: number, bookedOn: today } as const;
  const line = { reference, amount: subtractOre(zeroOre, amount), bankDay: on, kind: 'pay-out' } as const;
  await tellBank(tx, [{ ...line, ...booked, toldBy: 'operator', by, at }]);
  return ok({ ...order, state: 'paid' });
}
