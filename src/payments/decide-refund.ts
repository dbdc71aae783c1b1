import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { closeItem, tieItems, type ClosedAs, type ItemStanding } from '../ledger/refund-items.ts';
import { transfersIn } from '../ledger/lines.ts';
import { owedBackBy } from '../ledger/overpaid.ts';
import { postTransfers } from '../ledger/post.ts';
import { heldReasons, openRefundItems } from '../ledger/refunds.ts';
import { overpaidAccount, owedBackAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { coverFromHeld, type CoverRefusal } from './cover-from-held.ts';
import { seenTo } from './hold-for.ts';
import { coveredByItem } from './covered-by-item.ts';
import { openItem, type ItemRefusal, type RefundDecision } from './open-item.ts';
import {
  whyNotPaidSo,
  type NotCleared,
  type NotToDebtor,
  type RefundProposing,
  type ToOwnAccount,
} from './propose-refund.ts';
import { insertOrder, type RefundOrder } from './refund-orders.ts';

export type RefundDeciding = RefundDecision & Pick<RefundProposing, 'otherwise'>;

export type DecideRefusal =
  | NotToDebtor
  | ToOwnAccount
  | ItemRefusal
  | NotCleared
  /** Its money is held for the debtor already: that is proposed as it is. */
  | { readonly tag: 'held-already' }
  | CoverRefusal
  /** Less than that covers claims here: it was taken back, moved or given back since, or the claim is at Gældsstyrelsen. */
  | { readonly tag: 'covers-less'; readonly covers: Ore };

/**
 * A person decides that money which still covers claims is given back. An order is proposed with the reason; another person approves it,
 * and the money is taken off the claims when it leaves (send-refunds.ts). Until then it covers them, and withdrawing the order leaves all
 * as it was.
 */
export async function decideRefund(
  tx: MunicipalityTx,
  { item: number, because, otherwise = null, by, at }: RefundDeciding,
): Promise<Result<RefundOrder, DecideRefusal>> {
  const held = await itemToDecide(tx, { item: number, because });
  if (!held.ok) return held;
  const item = held.value;
  if (heldReasons.includes(item.why)) return refuse({ tag: 'held-already' });
  const covers = sumOre((await coveredByItem(tx, item)).values());
  const notSo = await whyNotPaidSo(tx, item.debtor, otherwise);
  if (notSo !== null) return refuse(notSo);
  if (covers < item.amount) return refuse({ tag: 'covers-less', covers });
  const { debtor, amount } = item;
  const order = await insertOrder(tx, {
    debtor,
    amount,
    firstItem: number,
    because,
    otherwise,
    on: dayInCopenhagen(at),
    by,
  });
  await tieItems(tx, [number], order.order);
  return ok(order);
}

export interface RefundClosing extends RefundDecision {
  readonly as: ClosedAs;
}

/**
 * A person decides that money goes on covering claims: it is set against what is owed, or the debtor has no right to it. Nothing moves.
 * What is held for a debtor who owes back what had been given back (`owed-back`) covers that, and else what was paid too much covers what
 * the debtor owes, in the municipality's order and from the day it was received; what is left of it stays held.
 */
export async function closeRefund(
  tx: MunicipalityTx,
  closing: RefundClosing,
): Promise<Result<{ readonly debtor: DebtorNumber; readonly amount: Ore }, DecideRefusal>> {
  const held = await itemToDecide(tx, closing);
  if (!held.ok) return held;
  if (heldReasons.includes(held.value.why)) return coverWithHeld(tx, held.value, closing);
  await closeItem(tx, closing.item, closing);
  return ok({ debtor: held.value.debtor, amount: held.value.amount });
}

/** What is owed back comes first; where nothing is, what was paid too much covers what else the debtor owes. */
async function coverWithHeld(
  tx: MunicipalityTx,
  item: ItemStanding,
  closing: RefundClosing,
): Promise<Result<{ readonly debtor: DebtorNumber; readonly amount: Ore }, DecideRefusal>> {
  const { debtor } = item;
  const owed = (await owedBackBy(tx, [debtor])).get(debtor) ?? zeroOre;
  if (closing.as !== 'covers-debt') return refuse({ tag: 'held-already' });
  if (owed > zeroOre) return coverOwedBack(tx, { item, owed }, closing);
  const covered = await coverFromHeld(tx, item, closing);
  return covered.ok ? ok({ debtor, amount: covered.value }) : covered;
}

async function coverOwedBack(
  tx: MunicipalityTx,
  { item, owed }: { readonly item: ItemStanding; readonly owed: Ore },
  closing: RefundClosing,
): Promise<Result<{ readonly debtor: DebtorNumber; readonly amount: Ore }, never>> {
  const { debtor } = item;
  const amount = minOre(owed, item.amount);
  const on = dayInCopenhagen(closing.at);
  const posting = {
    cause: 'owed-back-covered',
    causeNumber: item.number,
    valueDate: on,
    bookingDate: on,
    recordedAt: closing.at,
  } as const;
  const movement = { debit: overpaidAccount(debtor), credit: owedBackAccount(debtor), amount };
  await postTransfers(tx, transfersIn(posting, [movement]));
  await closeItem(tx, item.number, closing);
  const rest = { ...item, amount: subtractOre(item.amount, amount) };
  if (rest.amount > zeroOre) await openRefundItems(tx, [rest], closing);
  await seenTo(tx, [debtor], closing);
  return ok({ debtor, amount });
}

/** The item; what must be cleared with the recovery authority first is not decided yet. */
async function itemToDecide(
  tx: MunicipalityTx,
  decision: Pick<RefundDecision, 'item' | 'because'>,
): Promise<Result<ItemStanding, ItemRefusal | NotCleared>> {
  const open = await openItem(tx, decision);
  return open.ok && open.value.toClear ? refuse({ tag: 'not-cleared', items: [open.value.number] }) : open;
}
