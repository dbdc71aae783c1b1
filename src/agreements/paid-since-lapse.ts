import { goneSince } from '../claims/lapse-days.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { parsePlainDate } from '../kernel/dates.ts';
import type { DecisionId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { openBalances } from '../ledger/balances.ts';
import { claimsPaidSince, type ClaimSince } from '../ledger/paid-on-claim.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueueNew, type TakenWork } from '../platform/due-work.ts';
import type { Decision } from './types.ts';

/**
 * Due work, its key a decision's number: by that decision claims have lapsed, or were found to have, on which money came in
 * since they did. The payments know who paid, and open what is perhaps to be given back.
 */
export const PAID_AFTER_LAPSE = 'paid-after-lapse';

/** The decision's row keeps only what still lapses, so that the work says which claims it is about, and since when. */
interface PaidAfterLapse {
  readonly lapses: readonly { readonly claim: string; readonly on: string }[];
}

export type Lapsing = Pick<Decision, 'id' | 'debtor' | 'lapses'>;

/** Has what was paid since the lapses looked for. Asked here, so that only what has been paid on leaves work behind. */
export async function lookForPaidSince(
  tx: MunicipalityTx,
  decisions: readonly Lapsing[],
  at: Temporal.Instant,
): Promise<void> {
  const lapses = decisions.flatMap((decision) => decision.lapses);
  if (lapses.length === 0) return;
  const paid = await claimsPaidSince(tx, await goneSince(tx, lapses));
  await enqueueNew(
    tx,
    decisions.flatMap((decision) => {
      const since = decision.lapses.filter(({ claim }) => paid.has(claim));
      if (since.length === 0) return [];
      const payload: PaidAfterLapse = {
        lapses: since.map(({ claim, on }) => ({ claim: claim.toString(), on })),
      };
      return [{ kind: PAID_AFTER_LAPSE, key: decision.id.toString(), dueAt: at, payload }];
    }),
  );
}

/** The decision that the work is about, and its claims; null where the work was written before it said which. */
export function readPaidAfterLapse({ key, payload }: TakenWork): {
  readonly decision: DecisionId;
  readonly lapses: readonly ClaimSince[] | null;
} {
  const decision = BigInt(key) as DecisionId; // the key was written from one
  const { lapses } = payload as Partial<PaidAfterLapse>; // written above
  if (lapses === undefined) return { decision, lapses: null };
  return {
    decision,
    lapses: lapses.map(({ claim, on }) => {
      const day = parsePlainDate(on);
      assert(day !== null, 'a claim lapses on a day');
      return { claim: claimNumber(BigInt(claim)), on: day };
    }),
  };
}

/**
 * The same proposals with only those of their lapses whose claims payments have settled since the day they lapsed; proposals
 * without any are left out. What the source has taken back is not among them.
 */
export async function settledSinceLapse<T extends Lapsing>(
  tx: MunicipalityReadTx,
  proposals: readonly T[],
): Promise<T[]> {
  const lapses = proposals.flatMap((proposal) => proposal.lapses);
  if (lapses.length === 0) return [];
  const claims = [...new Set(lapses.map(({ claim }) => claim))];
  const liable = await liabilitiesFor(tx, claims);
  const open = await openBalances(tx, [...new Set(proposals.map(({ debtor }) => debtor))]);
  const paid = await claimsPaidSince(tx, await goneSince(tx, lapses));
  const settled = ({ debtor }: Lapsing, claim: ClaimNumber) =>
    paid.has(claim) &&
    liable.some((each) => each.claim === claim && each.debtor === debtor && each.ended === null) &&
    !(open.get(debtor) ?? []).some((each) => each.claimNumber === claim);
  return proposals
    .map((proposal) => ({
      ...proposal,
      lapses: proposal.lapses.filter(({ claim }) => settled(proposal, claim)),
    }))
    .filter((proposal) => proposal.lapses.length > 0);
}

/**
 * Has money looked for that settled claims which proposals, withdrawn now, found to have lapsed before it came (bek. 585/2023
 * § 9). Whether they had is for whoever looks at the refund item: nobody has decided it, and the debtor is not told that they
 * have.
 */
export async function lookForSettledSince(
  tx: MunicipalityTx,
  withdrawn: readonly Lapsing[],
  at: Temporal.Instant,
): Promise<void> {
  await lookForPaidSince(tx, await settledSinceLapse(tx, withdrawn), at);
}
