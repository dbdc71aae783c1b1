import type { neverCame } from '../claims/hold-ranges.ts';
import { liftHolds, placeHolds } from '../claims/holds.ts';
import { noteSent } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
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

/** Such a hold is looked at by a person when nothing has been heard for so long; own choice. */
const REVIEW_DAYS = 90;

/** Holds claims that from now on are collected there alone. */
export async function holdThere(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  doing: Doing,
): Promise<void> {
  const from = dayInCopenhagen(doing.at);
  const reviewOn = addDays(from, REVIEW_DAYS);
  await placeHolds(
    tx,
    claims.map((claim) => ({
      claim,
      reason: 'recovery',
      debtor: null,
      from,
      reviewOn,
      about: `claim ${claim}`,
      ...doing,
    })),
  );
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
