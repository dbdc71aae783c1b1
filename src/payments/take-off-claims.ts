import { liabilitiesFor } from '../claims/liabilities.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { sumOre } from '../kernel/money.ts';
import { followReliefs } from '../ledger/follow-relief.ts';
import { transfersIn } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { itemsOfOrders, type NumberedItem } from '../ledger/refund-items.ts';
import { heldReasons } from '../ledger/refunds.ts';
import { claimAccount, endedAccount, overpaidAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { coveredByItem } from './covered-by-item.ts';
import type { RefundOrder } from './refund-orders.ts';

/**
 * Takes the money of orders that a person has decided off the claims which it still covers, so that it is held for the debtor and can
 * leave: the claims are owed again, or have ended unpaid where nobody is liable any longer. Answers the orders whose money is held now;
 * one whose money covers less than it was is left alone. The debtors have been locked by the caller.
 */
export async function takeOffClaims(
  tx: MunicipalityTx,
  orders: readonly RefundOrder[],
  at: Temporal.Instant,
): Promise<RefundOrder[]> {
  const items = await itemsOfOrders(
    tx,
    orders.map(({ order }) => order),
  );
  const held: RefundOrder[] = [];
  for (const order of orders) {
    const decided = (items.get(order.order) ?? []).filter(({ why }) => !heldReasons.includes(why));
    if (await takeOff(tx, order, { decided, at })) held.push(order);
  }
  return held;
}

async function takeOff(
  tx: MunicipalityTx,
  { order, debtor }: RefundOrder,
  { decided, at }: { readonly decided: readonly NumberedItem[]; readonly at: Temporal.Instant },
): Promise<boolean> {
  const [item] = decided;
  if (item === undefined) return true;
  const covered = await coveredByItem(tx, item);
  if (sumOre(covered.values()) < item.amount) return false;
  const still = new Set(
    (await liabilitiesFor(tx, [...covered.keys()]))
      .filter(({ ended }) => ended === null)
      .map(({ claim }) => claim),
  );
  const on = dayInCopenhagen(at);
  const posting = { cause: 'refund-decided', causeNumber: order, valueDate: on, bookingDate: on } as const;
  const movements = [...covered].map(([claim, amount]) => ({
    debit: still.has(claim) ? claimAccount(claim) : endedAccount(claim),
    credit: overpaidAccount(debtor),
    amount,
  }));
  await postTransfers(tx, transfersIn({ ...posting, recordedAt: at }, movements));
  await followReliefs(tx, [...covered.keys()], { ...posting, recordedAt: at });
  return true;
}
