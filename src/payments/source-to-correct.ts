import { closeItemsOfClaims, type ClosingItem } from '../agreements/work-items.ts';
import { liftHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** Closes what a person was asked to tell the source of a claim: it has been corrected, or is not going to be. */
export async function closeToCorrect(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  closing: Omit<ClosingItem, 'item'>,
): Promise<void> {
  await closeItemsOfClaims(tx, { kind: 'objection-upheld', claims: [claim] }, closing);
}

/** The source of a claim has corrected it: what waited for that rests no longer. */
export async function noteCorrected(
  tx: MunicipalityTx,
  { claim, by, at }: { readonly claim: ClaimNumber; readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  const on = dayInCopenhagen(at);
  const hold = { claim, reason: 'source-to-correct', debtor: null } as const;
  const lifted = await liftHolds(tx, [{ ...hold, on, why: 'corrected', by, at }]);
  if (lifted.length > 0) await closeToCorrect(tx, claim, { by, because: 'Kravet er rettet.', at });
}
