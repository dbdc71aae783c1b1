import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import {
  closeItem,
  debtorOfItem,
  heldItemNumbered,
  tieItems,
  type ClosedAs,
  type ItemStanding,
} from '../ledger/refund-items.ts';
import { heldReasons } from '../ledger/refunds.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { coveredByItem } from './covered-by-item.ts';
import { insertOrder, type RefundOrder } from './refund-orders.ts';

/** What a person says about money that still covers claims. */
export interface RefundDecision {
  readonly item: bigint;
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type DecideRefusal =
  | { readonly tag: 'unknown-item' | 'reason-missing' | 'closed-already' }
  | { readonly tag: 'in-an-order'; readonly order: bigint }
  /** Its money is held for the debtor already: that is proposed as it is. */
  | { readonly tag: 'held-already' }
  /** Less than that covers claims here: it was taken back, moved or given back since, or the claim is at Gældsstyrelsen. */
  | { readonly tag: 'covers-less'; readonly covers: Ore };

/**
 * A person decides that money which still covers claims is given back. An order is proposed with the reason; another person approves it,
 * and the money is taken off the claims when it leaves (send-refunds.ts). Until then it covers them, and withdrawing the order leaves all
 * as it was.
 */
export async function decideRefund(
  tx: MunicipalityTx,
  { item: number, because, by, at }: RefundDecision,
): Promise<Result<RefundOrder, DecideRefusal>> {
  const held = await itemToDecide(tx, { item: number, because });
  if (!held.ok) return held;
  const item = held.value;
  const covers = sumOre((await coveredByItem(tx, item)).values());
  if (covers < item.amount) return refuse({ tag: 'covers-less', covers });
  const { debtor, amount } = item;
  const order = await insertOrder(tx, {
    debtor,
    amount,
    firstItem: number,
    because,
    on: dayInCopenhagen(at),
    by,
  });
  await tieItems(tx, [number], order.order);
  return ok(order);
}

export interface RefundClosing extends RefundDecision {
  readonly as: ClosedAs;
}

/** A person decides that money goes on covering claims: it is set against what is owed, or the debtor has no right to it. Nothing moves. */
export async function closeRefund(
  tx: MunicipalityTx,
  closing: RefundClosing,
): Promise<Result<{ readonly debtor: DebtorNumber; readonly amount: Ore }, DecideRefusal>> {
  const held = await itemToDecide(tx, closing);
  if (!held.ok) return held;
  await closeItem(tx, closing.item, closing);
  return ok({ debtor: held.value.debtor, amount: held.value.amount });
}

/** The item, with its debtor locked before it, as everybody does. */
async function itemToDecide(
  tx: MunicipalityTx,
  { item: number, because }: Pick<RefundDecision, 'item' | 'because'>,
): Promise<Result<ItemStanding, DecideRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const debtor = await debtorOfItem(tx, number);
  if (debtor === null) return refuse({ tag: 'unknown-item' });
  await lockReceivables(tx, [debtor]);
  const item = await heldItemNumbered(tx, number);
  if (item === null) return refuse({ tag: 'unknown-item' });
  if (item.isClosed) return refuse({ tag: 'closed-already' });
  if (item.order !== null) return refuse({ tag: 'in-an-order', order: item.order });
  return heldReasons.includes(item.why) ? refuse({ tag: 'held-already' }) : ok(item);
}
