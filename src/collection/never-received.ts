import type { neverCame } from '../claims/hold-ranges.ts';
import { liftHolds } from '../claims/holds.ts';
import { noteSent } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { writeRecoveryClaim } from './store.ts';
import type { Doing, RecoveryClaim } from './types.ts';

/**
 * A claim that did not come to the authority is collected here, with interest for the time between, and stands cleared until
 * somebody says otherwise.
 */
export async function neverReceived(
  tx: MunicipalityTx,
  claim: RecoveryClaim,
  { state, doing }: { readonly state: (typeof neverCame)[number]; readonly doing: Doing },
): Promise<void> {
  await writeRecoveryClaim(tx, { ...claim, state });
  await endHold(tx, [claim.claim], { why: state, doing });
  await noteSent(tx, [claim.claim], null);
}

/** Lifts the hold that stands while a claim is on its way to the authority, or there. */
export async function endHold(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  { why, doing }: { readonly why: string; readonly doing: Doing },
): Promise<void> {
  const on = dayInCopenhagen(doing.at);
  const lifts = claims.map((claim) => ({
    claim,
    reason: 'recovery' as const,
    debtor: null,
    on,
    why,
    ...doing,
  }));
  await liftHolds(tx, lifts);
}
