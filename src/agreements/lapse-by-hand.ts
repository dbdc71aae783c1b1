import { describeClaims } from '../claims/claim-descriptions.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { LiabilityEndKind } from '../claims/liability-ends.ts';
import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { repaymentLaws } from '../law/repayment-laws.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { covered } from './covers.ts';
import { personProposal, writeProposal } from './person-proposal.ts';
import { lookAgain, type Reassessing, type ReassessRefusal } from './reassess.ts';
import type { Decision } from './types.ts';

export interface LapseByHand extends Reassessing {
  readonly claim: ClaimNumber;
  /** The day on which it lapsed, as the caseworker judges it. */
  readonly lapsedOn: PlainDate;
}

export type LapseRefusal =
  | ReassessRefusal
  /** The claim is not the debtor's. */
  | { readonly tag: 'not-liable' }
  | { readonly tag: 'ended'; readonly kind: LiabilityEndKind }
  | { readonly tag: 'nothing-left' }
  /** The collection order of the claim's law has not been read (open question Q15): no letter can say by which rule it lapsed. */
  | { readonly tag: 'order-not-read'; readonly law: string; readonly order: string }
  /** The help still runs, or no lapse is known for the claim's law. */
  | { readonly tag: 'cannot-lapse' }
  /** The years run to the end of this day, and a claim has lapsed on no day before it. */
  | { readonly tag: 'too-early'; readonly earliest: PlainDate }
  | { readonly tag: 'not-yet' }
  | { readonly tag: 'under-way' }
  | { readonly tag: 'because-missing' };

/**
 * Proposes that one claim has lapsed, where a person must judge it (bek. 585/2023 § 9; principafgørelse 39-12, open question
 * Q4). Nothing lapses before a second person has approved it; the debtor is told by letter as of every lapse.
 */
export async function proposeLapse(
  tx: MunicipalityTx,
  request: LapseByHand,
): Promise<Result<Decision, LapseRefusal>> {
  const refusal = await refusesBefore(tx, request);
  if (refusal !== null) return refuse(refusal);
  const looked = await lookAgain(tx, request);
  if (!looked.ok) return looked;
  const claims = looked.value.found.page.claims.get(request.debtor) ?? [];
  const claim = claims.find(({ claimNumber }) => claimNumber === request.claim);
  if (claim === undefined) return refuse({ tag: 'nothing-left' });
  const day = refusesDay(claim, request);
  if (day !== null) return refuse(day);
  if (looked.value.found.page.standings.get(request.debtor)?.underWay != null)
    return refuse({ tag: 'under-way' });
  const decision = personProposal(looked.value, request, {
    change: 'lapse',
    terms: { outcome: 'lapse', reason: 'judged' },
    lapses: [{ claim: claim.claimNumber, owed: claim.balance, on: request.lapsedOn }],
    covers: claims.filter((each) => each !== claim).map(covered),
    heard: false,
    hearingLeftOut: null,
  });
  await writeProposal(looked.value, decision);
  return ok(decision);
}

async function refusesBefore(
  tx: MunicipalityReadTx,
  { debtor, claim, because }: LapseByHand,
): Promise<LapseRefusal | null> {
  if (because.trim() === '') return { tag: 'because-missing' };
  const liability = (await liabilitiesFor(tx, [claim])).find((each) => each.debtor === debtor);
  if (liability === undefined) return { tag: 'not-liable' };
  if (liability.ended !== null) return { tag: 'ended', kind: liability.ended };
  const law = repaymentLaws.get((await describeClaims(tx, [claim])).get(claim)?.law ?? '');
  return law?.collectedBy === 'person' ? { tag: 'order-not-read', law: law.law, order: law.order } : null;
}

// The years count to the end of their last day (§ 9): on that day itself the claim has not lapsed yet.
function refusesDay({ lapseEarliest }: OpenBalance, { lapsedOn, on }: LapseByHand): LapseRefusal | null {
  if (lapseEarliest === null) return { tag: 'cannot-lapse' };
  if (lapsedOn < lapseEarliest || on <= lapseEarliest) return { tag: 'too-early', earliest: lapseEarliest };
  return lapsedOn > on ? { tag: 'not-yet' } : null;
}
