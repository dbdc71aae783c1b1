import { openWorkItems } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { regretOwedByFewer } from '../collection/hearing.ts';
import { perhapsReceivedFrom } from '../collection/perhaps-received.ts';
import { recoveryClaims } from '../collection/where-claims-are.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { EndedLiability } from '../ledger/ended-work.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Some who owed a claim at Gældsstyrelsen, or on its way there, owe it no longer, and others do: that somebody is freed of it cannot be told by
 * any action (Gældsstyrelsen, tilføj/fjern skyldner), so a person is asked to. What has not left is made up anew (last-look.ts), and what
 * Gældsstyrelsen asks about and has not received is regretted, with the interest and fees that end with it (`withMain`).
 */
export async function tellFreedThere(
  tx: MunicipalityTx,
  {
    ended,
    withMain,
  }: { readonly ended: readonly EndedLiability[]; readonly withMain: readonly EndedLiability[] },
  at: Temporal.Instant,
): Promise<void> {
  const claims = ended.map(({ claim }) => claim);
  const all = [...claims, ...withMain.map(({ claim }) => claim)];
  const still = (await liabilitiesFor(tx, all)).filter((each) => each.ended === null);
  const owed = new Set(still.map(({ claim }) => claim));
  const ofOthers = [...new Set(all)].filter((claim) => owed.has(claim));
  await regretOwedByFewer(tx, ofOthers, { by: 'automatic', at });
  const there = await recoveryClaims(tx, claims);
  const perhapsThere = await perhapsReceivedFrom(tx, claims);
  const hasLeft = (claim: ClaimNumber) => perhapsThere.has(claim) || there.get(claim)?.state === 'received';
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
