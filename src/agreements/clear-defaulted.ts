import { clearForTransfer } from '../claims/transfer-clearance.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { ClaimToClear, TransferStanding } from './transfer-standings.ts';

/** A claim of which everyone who owes it has been told. */
export type ReadyClaim = ClaimToClear & { readonly from: PlainDate };

/** Those of which everyone who owes them is in default and has been told. */
export function readyClaims(claims: readonly ClaimToClear[]): ReadyClaim[] {
  return claims.flatMap((each) => (each.from === null ? [] : [{ ...each, from: each.from }]));
}

/** Notes what has been done before these claims may be sent: the demand, the decision, and that all who owe them were told. */
export async function clearDefaulted(
  tx: MunicipalityTx,
  transfer: TransferStanding | null,
  { claims, at }: { readonly claims: readonly ReadyClaim[]; readonly at: Temporal.Instant },
): Promise<void> {
  if (claims.length === 0) return;
  assert(transfer !== null, 'only what has been decided is cleared');
  const { id, decided } = transfer.decision;
  const by = decided?.by ?? null;
  await clearForTransfer(
    tx,
    claims.map(({ claim, from, lastDeadline, told }) => ({
      claim,
      from,
      lastDeadline,
      told,
      reminded: 'done' as const,
      because: 'default' as const,
      about: String(id),
      approvedBy: by === 'automatic' ? null : by,
    })),
    { by: 'automatic', at },
  );
}
