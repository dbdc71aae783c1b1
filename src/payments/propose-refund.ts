import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { overpaidBy, owedBackBy } from '../ledger/overpaid.ts';
import { freeItems, heldItems, itemsOfOrders, tieItems, type NumberedItem } from '../ledger/refund-items.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { notPaidTo, type NotPaidBecause } from './pay-out-stops.ts';
import { heldOrders, insertOrder, moveOrder, refundOrdersAbout, type RefundOrder } from './refund-orders.ts';

/** Who does something about an order, and on which day. */
export interface RefundActing {
  readonly by: string;
  readonly on: PlainDate;
}

/** Proposing an order. */
export interface RefundProposing extends RefundActing {
  /** To whom else it is paid, and how: by a person, to an estate or a curator. Left out: to the debtor's own account. */
  readonly otherwise?: string | null;
}

/** An estate or a curator has the right to the money: it is not paid to the debtor, and the order must say to whom. */
export interface NotToDebtor {
  readonly tag: 'not-to-debtor';
  readonly why: NotPaidBecause;
}

/**
 * Refunds leave as a file to the debtor's own account (NemKonto); otherwise they are paid only where an estate or a curator has the right to
 * them, or where the bank has sent an earlier one back.
 */
export interface ToOwnAccount {
  readonly tag: 'to-own-account';
}

/** Gældsstyrelsen has covered so much more than stood of a claim, and nobody has noted that it has been cleared with it (clear-held.ts). */
export interface NotCleared {
  readonly tag: 'not-cleared';
  readonly items: readonly bigint[];
}

export type ProposeRefusal =
  | NotToDebtor
  | ToOwnAccount
  | { readonly tag: 'unknown-debtor' | 'nothing-held' }
  | NotCleared
  /** The debtor owes money that was given back before; what is held covers that first (`closeRefund`). */
  | { readonly tag: 'owes-back'; readonly amount: Ore };

/**
 * Proposes to give back all that is held for a debtor and in no order yet; a second person approves it. What still covers
 * claims is not among it: a person decides that first (decide-refund.ts). Nor is what is not cleared with the recovery authority.
 */
export async function proposeRefund(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  { by, on, otherwise = null }: RefundProposing,
): Promise<Result<RefundOrder, ProposeRefusal>> {
  const known = await lockReceivables(tx, [debtor]);
  if (!known.has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const [toClear, items] = apart(await heldItems(tx, debtor));
  const [first] = items;
  if (first === undefined)
    return refuse(toClear.length > 0 ? { tag: 'not-cleared', items: toClear } : { tag: 'nothing-held' });
  const notSo = await whyNotPaidSo(tx, debtor, otherwise);
  if (notSo !== null) return refuse(notSo);
  const owed = (await owedBackBy(tx, [debtor])).get(debtor) ?? zeroOre;
  if (owed > zeroOre) return refuse({ tag: 'owes-back', amount: owed });
  const amount = sumOre(items.map((item) => item.amount));
  const held = (await overpaidBy(tx, [debtor])).get(debtor) ?? zeroOre;
  assert(amount <= held, `the items of debtor ${debtor} are more than what is held`);
  const order = await insertOrder(tx, { debtor, amount, firstItem: first.number, otherwise, on, by });
  await tieItems(
    tx,
    items.map(({ number }) => number),
    order.order,
  );
  return ok(order);
}

/** The numbers of what must be cleared first, and what may be given back. */
function apart(items: readonly NumberedItem[]): [bigint[], NumberedItem[]] {
  const toClear = items.filter((item) => item.toClear).map(({ number }) => number);
  return [toClear, items.filter((item) => !item.toClear)];
}

/** Null: the money may be paid so, to the debtor's own account or otherwise. */
export async function whyNotPaidSo(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  otherwise: string | null,
): Promise<NotToDebtor | ToOwnAccount | null> {
  const why = (await notPaidTo(tx, [debtor])).get(debtor);
  if (otherwise === null) return why === undefined ? null : { tag: 'not-to-debtor', why };
  return why !== undefined || (await wasRejected(tx, debtor)) ? null : { tag: 'to-own-account' };
}

async function wasRejected(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  return (await refundOrdersAbout(tx, debtor)).some(({ state }) => state === 'rejected');
}

export type OrderRefusal =
  | NotToDebtor
  | ToOwnAccount
  | NotCleared
  | { readonly tag: 'unknown-order' }
  | { readonly tag: 'not-proposed' | 'not-to-be-withdrawn'; readonly order: RefundOrder }
  /** The person who proposed it: another one approves. */
  | { readonly tag: 'same-person' };

/** Approves an order, as another person than the one who proposed it; it leaves with the next file. */
export async function approveRefund(
  tx: MunicipalityTx,
  number: bigint,
  { by, on }: RefundActing,
): Promise<Result<RefundOrder, OrderRefusal>> {
  const order = (await heldOrders(tx, [number])).get(number);
  if (order === undefined) return refuse({ tag: 'unknown-order' });
  if (order.state !== 'proposed') return refuse({ tag: 'not-proposed', order });
  if (samePerson(order.proposedBy, by)) return refuse({ tag: 'same-person' });
  const notSo = await whyNotPaidSo(tx, order.debtor, order.otherwise);
  if (notSo !== null) return refuse(notSo);
  const [toClear] = apart((await itemsOfOrders(tx, [number])).get(number) ?? []);
  if (toClear.length > 0) return refuse({ tag: 'not-cleared', items: toClear });
  await moveOrder(tx, order, { to: 'approved', approved: { on, by } });
  return ok({ ...order, state: 'approved', approvedBy: by });
}

/** Takes an order back that has not left; what is held stays held, and may be proposed anew. */
export async function withdrawRefund(
  tx: MunicipalityTx,
  number: bigint,
  { on, why }: Omit<RefundActing, 'by'> & { readonly why: string },
): Promise<Result<RefundOrder, OrderRefusal>> {
  const order = (await heldOrders(tx, [number])).get(number);
  if (order === undefined) return refuse({ tag: 'unknown-order' });
  if (order.state !== 'proposed' && order.state !== 'approved')
    return refuse({ tag: 'not-to-be-withdrawn', order });
  await moveOrder(tx, order, { to: 'withdrawn', answeredOn: on, why });
  await freeItems(tx, number);
  return ok({ ...order, state: 'withdrawn', why });
}

/** What was to be paid otherwise than to the debtor, and has not been, is taken back: the errand that said so was none. */
export async function withdrawPaidOtherwise(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  { on, why }: Omit<RefundActing, 'by'> & { readonly why: string },
): Promise<void> {
  for (const { order, otherwise } of await refundOrdersAbout(tx, debtor)) {
    if (otherwise === null || (await whyNotPaidSo(tx, debtor, otherwise)) === null) continue;
    await withdrawRefund(tx, order, { on, why });
  }
}
