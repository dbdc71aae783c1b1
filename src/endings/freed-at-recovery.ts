import { openWorkItems } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { perhapsReceivedFrom } from '../collection/perhaps-received.ts';
import { recoveryClaims } from '../collection/where-claims-are.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { EndedLiability } from '../ledger/ended-work.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Some who owed a claim at Gældsstyrelsen, or on its way there, owe it no longer, and others do: that somebody is freed of it cannot be told by
 * any action (Gældsstyrelsen, tilføj/fjern skyldner), so a person is asked to. What has not left is made up anew (last-look.ts).
 */
export async function tellFreedThere(
  tx: MunicipalityTx,
  ended: readonly EndedLiability[],
  at: Temporal.Instant,
): Promise<void> {
  const claims = ended.map(({ claim }) => claim);
  const there = await recoveryClaims(tx, claims);
  const perhapsThere = await perhapsReceivedFrom(tx, claims);
  const hasLeft = (claim: ClaimNumber) =>
    perhapsThere.has(claim) || ['in-hearing', 'received'].includes(there.get(claim)?.state ?? '');
  const still = (await liabilitiesFor(tx, claims)).filter((each) => each.ended === null);
  const owed = new Set(still.map(({ claim }) => claim));
  const month = monthOf(dayInCopenhagen(at));
  const kind = 'liability-at-recovery' as const;
  await openWorkItems(
    tx,
    ended
      .filter(({ claim }) => hasLeft(claim) && owed.has(claim))
      .map(({ claim, debtor }) => ({ kind, debtor, month, about: `claim ${claim}` })),
    at,
  );
}
