import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { debtorOfItem, heldItemNumbered, type ItemStanding } from '../ledger/refund-items.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** What a person says about money that is perhaps to be given back. */
export interface RefundDecision {
  readonly item: bigint;
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type ItemRefusal =
  | { readonly tag: 'unknown-item' | 'reason-missing' | 'closed-already' }
  | { readonly tag: 'in-an-order'; readonly order: bigint };

/** The item, open and in no order, with its debtor locked before it, as everybody does. */
export async function openItem(
  tx: MunicipalityTx,
  { item: number, because }: Pick<RefundDecision, 'item' | 'because'>,
): Promise<Result<ItemStanding, ItemRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const debtor = await debtorOfItem(tx, number);
  if (debtor === null) return refuse({ tag: 'unknown-item' });
  await lockReceivables(tx, [debtor]);
  const item = await heldItemNumbered(tx, number);
  if (item === null) return refuse({ tag: 'unknown-item' });
  if (item.isClosed) return refuse({ tag: 'closed-already' });
  if (item.order !== null) return refuse({ tag: 'in-an-order', order: item.order });
  return ok(item);
}
