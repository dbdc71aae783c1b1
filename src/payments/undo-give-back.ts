import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { openWorkItems } from '../agreements/work-items.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines, transfersOf } from '../ledger/read.ts';
import { itemsOfOrders, openHeldItems, shrinkItem, type ItemStanding } from '../ledger/refund-items.ts';
import type { RefundItem } from '../ledger/refunds.ts';
import { overpaidAccount, owedBackAccount, sourceAccount, type Account } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aboutPayment } from './tell-of-payment.ts';
import { withdrawRefund } from './propose-refund.ts';
import { ordersByNumber } from './refund-orders.ts';
import type { PaymentNumber } from './types.ts';

/** Some of a payment that was not left on what it had covered: given back from a claim, or too much from the beginning. */
export interface NotLeft {
  readonly debtor: DebtorNumber;
  /** Null: it was too much, and never covered anything. */
  readonly claim: ClaimNumber | null;
  readonly from: 'source' | 'claim' | null;
  /** Above 0. */
  readonly amount: Ore;
}

/** The same, with what of it still is on the debtor's account; the rest has left. */
export interface NotLeftNow extends NotLeft {
  readonly held: Ore;
  /** What of that is in no order to give it back. */
  readonly free: Ore;
}

/** What of each part is still held for the debtor, by the open items that stem from it; each item once. */
export async function heldOf(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
  parts: readonly NotLeft[],
): Promise<{ readonly parts: readonly NotLeftNow[]; readonly takes: readonly ItemTake[] }> {
  const items = await openHeldItems(tx, [...new Set(parts.map(({ debtor }) => debtor))]);
  const stopped = await stoppable(tx, items);
  const left = new Map(items.filter((item) => stopped(item)).map((item) => [item, item.amount]));
  const takes: ItemTake[] = [];
  const now: NotLeftNow[] = [];
  for (const part of parts) {
    let [held, free]: [Ore, Ore] = [zeroOre, zeroOre];
    for (const [item, stands] of left) {
      if (item.debtor !== part.debtor || !(await stemsFrom(tx, item, { payment, part }))) continue;
      const taken = minOre(stands, subtractOre(part.amount, held));
      if (taken === zeroOre) continue;
      held = addOre(held, taken);
      if (item.order === null) free = addOre(free, taken);
      left.set(item, subtractOre(stands, taken));
      takes.push({ item, taken });
    }
    now.push({ ...part, held, free });
  }
  return { parts: now, takes };
}

/** What is taken out of an item. */
export interface ItemTake {
  readonly item: ItemStanding;
  readonly taken: Ore;
}

/** Items in an order that has not left can still be taken; its debtor has been locked, so that it does not leave meanwhile. */
async function stoppable(
  tx: MunicipalityReadTx,
  items: readonly ItemStanding[],
): Promise<(item: ItemStanding) => boolean> {
  const orders = await ordersByNumber(
    tx,
    items.flatMap(({ order }) => (order === null ? [] : [order])),
  );
  const waiting = new Set(
    orders
      .filter(({ state }) => state === 'proposed' || state === 'approved')
      .map(({ order: number }) => number),
  );
  return ({ order }) => order === null || waiting.has(order);
}

const REFUND = /^refund (?<order>[1-9]\d*)$/;

/** Whether an item's money is that of the part; of an order that did not arrive, by what was in the order. */
async function stemsFrom(
  tx: MunicipalityReadTx,
  item: RefundItem,
  of: { readonly payment: PaymentNumber; readonly part: NotLeft },
): Promise<boolean> {
  const { claim } = of.part;
  const number = REFUND.exec(item.about)?.groups?.['order'];
  if (number === undefined)
    return claim === null
      ? item.about === aboutPayment(of.payment)
      : (item.why === 'claim-reduced' || item.why === 'charge-reduced') && item.about === `claim ${claim}`;
  const order = BigInt(number);
  for (const before of (await itemsOfOrders(tx, [order])).get(order) ?? [])
    if (await stemsFrom(tx, before, of)) return true;
  const decided = await transfersOf(tx, 'refund-decided', [order]);
  return claim !== null && decided.some(({ debit }) => debit.number === claim);
}

export interface Undoing {
  readonly payment: PaymentNumber;
  readonly parts: readonly NotLeftNow[];
  readonly takes: readonly ItemTake[];
  /** Where what the payment had covered of a claim stands since the payment was taken off; in that order. */
  readonly stands: ReadonlyMap<ClaimNumber, readonly { readonly account: Account; readonly amount: Ore }[]>;
  readonly valueDate: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Undoes what had been given back of a payment that has just been taken off its claims, whole: what is held is held no longer, orders
 * that have not left are stopped, and what has left is owed by the debtor (`owed-back`), with an item for a person. Answers the orders
 * that were stopped.
 */
export async function undoGiveBack(tx: MunicipalityTx, undoing: Undoing): Promise<readonly bigint[]> {
  const { payment, parts, takes, valueDate, by, at } = undoing;
  const on = dayInCopenhagen(at);
  const orders = [...new Set(takes.flatMap(({ item }) => (item.order === null ? [] : [item.order])))];
  for (const order of orders) {
    const done = await withdrawRefund(tx, order, { on, why: `betaling ${payment} er taget tilbage` });
    assert(done.ok, `order ${order} has not left`);
  }
  for (const [item, those] of Map.groupBy(takes, (take) => take.item))
    await shrinkItem(tx, item, { by: sumOre(those.map(({ taken }) => taken)), who: by, at });
  const lastLine = (await lastLines(tx, 'give-back-undone', [payment])).get(payment) ?? 0;
  const posting = {
    cause: 'give-back-undone',
    causeNumber: payment,
    valueDate,
    bookingDate: on,
    recordedAt: at,
  } as const;
  await postTransfers(tx, transfersIn(posting, movementsOf(undoing), lastLine));
  const owing = new Set(parts.filter(({ held, amount }) => held < amount).map(({ debtor }) => debtor));
  await openWorkItems(
    tx,
    [...owing].map((debtor) => {
      return { kind: 'owed-back', debtor, month: monthOf(on), about: aboutPayment(payment) } as const;
    }),
    at,
  );
  return orders;
}

/** A correction's give-back goes back to the source, and the correction takes it off what is owed again instead. */
function movementsOf({ parts, stands }: Undoing): Movement[] {
  const left = new Map([...stands].map(([claim, on]) => [claim, on.map((each) => ({ ...each }))]));
  return parts.flatMap(({ claim, from, debtor, held, amount }) => {
    if (claim === null) return [];
    const gone = subtractOre(amount, held);
    const standing = left.get(claim) ?? [];
    if (from === 'claim')
      return [
        ...takeFrom(standing, overpaidAccount(debtor), held),
        ...takeFrom(standing, owedBackAccount(debtor), gone),
      ];
    const source = sourceAccount(claim);
    return [
      { debit: overpaidAccount(debtor), credit: source, amount: held },
      { debit: owedBackAccount(debtor), credit: source, amount: gone },
      ...takeFrom(standing, source, amount),
    ];
  });
}

function takeFrom(
  standing: readonly { readonly account: Account; amount: Ore }[],
  debit: Account,
  amount: Ore,
): Movement[] {
  let left = amount;
  return standing.flatMap((each) => {
    const part = minOre(each.amount, left);
    each.amount = subtractOre(each.amount, part);
    left = subtractOre(left, part);
    return part === zeroOre ? [] : [{ debit, credit: each.account, amount: part }];
  });
}
