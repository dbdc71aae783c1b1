import { ok, refuse, type Result } from '../kernel/result.ts';
import { clearItem, type ItemStanding } from '../ledger/refund-items.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { openItem, type ItemRefusal, type RefundDecision } from './open-item.ts';

export type ClearRefusal =
  | ItemRefusal
  /** It is not held because Gældsstyrelsen has covered more than stood of a claim: there is nothing to clear with it. */
  | { readonly tag: 'nothing-to-clear' }
  | { readonly tag: 'cleared-already' };

/**
 * A person notes that it has been cleared with Gældsstyrelsen that what it has covered beyond what stood of a claim is the debtor's (open
 * question Q77). Only then may it be given back. Nothing moves; what Gældsstyrelsen takes back of it later still goes of it first.
 */
export async function clearHeld(
  tx: MunicipalityTx,
  clearing: RefundDecision,
): Promise<Result<ItemStanding, ClearRefusal>> {
  const held = await openItem(tx, clearing);
  if (!held.ok) return held;
  if (held.value.why !== 'covered-there') return refuse({ tag: 'nothing-to-clear' });
  if (!held.value.toClear) return refuse({ tag: 'cleared-already' });
  await clearItem(tx, held.value.number, clearing);
  return ok({ ...held.value, toClear: false });
}
