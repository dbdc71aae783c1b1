import type { PlainDate } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { mayRegisterForSetOff, underCollectionOrder, type ClaimType } from './claim-types.ts';
import { effects, isDisputed, type HoldReason } from './holds.ts';
import { hasRight } from './psrm-actions.ts';
import { recallSettles, type RecallReason } from './psrm-codes.ts';
import type { FilterRules } from './psrm-filter-rules.ts';
import { filterClaim, type StatedClaim, type StatedLiability } from './psrm-rules.ts';

/**
 * A claim that we collect ourselves, and may register at the recovery authority so that payouts of the state are set off against it
 * (gældsinddrivelsesloven § 7, stk. 1; Den juridiske vejledning G.A.2.3.3.2), on the day that it is asked.
 */
export interface SetOffRegistrationFacts {
  readonly type: ClaimType;
  readonly srb: PlainDate | null;
  /** What is left of it here. */
  readonly owed: Ore;
  readonly holds: readonly HoldReason[];
  /** At the recovery authority, or on its way there. */
  readonly atRecovery: boolean;
  /** It has been cleared to be sent there: it is not registered on the way. */
  readonly cleared: boolean;
  /** So many still owe it. */
  readonly liable: number;
  readonly liability: 'sole' | 'joint' | 'split';
  /** The last day before it is time-barred; null = not known. */
  readonly limitation: PlainDate | null;
  readonly namesOthers: boolean;
  /** The creditor agreement has the type for set-off alone. */
  readonly inAgreement: boolean;
  /** What the agreement lets us tell. */
  readonly rights: readonly string[];
  /** As it would be told, with its art. */
  readonly claim: StatedClaim;
  /** What is stated of each who owes it; absent: what the claim states goes for all of them. */
  readonly eachLiable?: readonly StatedLiability[];
}

export type SetOffRegistrationRefusal =
  | 'under-collection-order'
  | 'not-main-claim'
  | 'art-not-allowed'
  | 'no-right'
  | 'not-in-agreement'
  | 'at-recovery'
  | 'cleared-for-transfer'
  | 'nobody-owes'
  | 'nothing-left'
  | 'objection-open'
  | 'held'
  | 'not-overdue'
  | 'end-not-known'
  | 'time-barred'
  | 'split-liability'
  | 'names-others'
  | `filter-rule ${string}`;

/**
 * Why a claim may not be registered for set-off alone, or stay so; none = it may. What stops transfer stops this too: a claim that
 * rests is not collected by others. Rules that the authority would hold a hearing about are left to it: that it hears about a claim
 * that it only sets off against is not known (open question Q44).
 */
export function setOffRegistrationRefused(
  facts: SetOffRegistrationFacts,
  rules: FilterRules | null,
  on: PlainDate,
): readonly SetOffRegistrationRefusal[] {
  const { type, holds, srb, limitation } = facts;
  const refused: SetOffRegistrationRefusal[] = [];
  // Ability decides what is paid (bek. 585/2023 § 5): a payout of the state must not take more.
  if (underCollectionOrder(type)) refused.push('under-collection-order');
  if (type.level !== 'main') refused.push('not-main-claim');
  if (!underCollectionOrder(type) && !mayRegisterForSetOff(type)) refused.push('art-not-allowed'); // 411, R_1_1
  if (!hasRight('OPRETFORDRING', 'MODR', facts.rights)) refused.push('no-right'); // 419
  if (!facts.inAgreement) refused.push('not-in-agreement'); // 151
  if (facts.atRecovery) refused.push('at-recovery');
  if (facts.cleared) refused.push('cleared-for-transfer');
  if (facts.liable === 0) refused.push('nobody-owes');
  if (facts.owed <= zeroOre) refused.push('nothing-left');
  if (isDisputed(holds)) refused.push('objection-open');
  else if (effects(holds).transfer) refused.push('held');
  if (srb === null || srb >= on) refused.push('not-overdue');
  if (limitation === null) refused.push('end-not-known');
  else if (limitation < on) refused.push('time-barred');
  if (facts.liability === 'split') refused.push('split-liability');
  if (facts.namesOthers) refused.push('names-others');
  return refused.length > 0 ? refused : filterRefused(facts, rules);
}

function filterRefused(
  { claim, eachLiable }: SetOffRegistrationFacts,
  rules: FilterRules | null,
): SetOffRegistrationRefusal[] {
  const found = filterClaim(claim, rules?.rules ?? [], eachLiable).filter(
    ({ outcome }) => outcome === 'REJECT',
  );
  return found.map(({ rule }) => `filter-rule ${rule}` as const);
}

/**
 * The reason that the end of a registration is told with: one that keeps what has been set off, because it has covered the claim here.
 * FEJL would cancel it, and where the state pays part only KLAG is left (421). Which reason the authority expects is not known (open
 * question Q44): `usual` is the municipality's choice for what has no reason of its own.
 */
export function endsRegistrationBy(
  why: RecallReason | null,
  { stateRefund, usual }: { readonly stateRefund: boolean | null; readonly usual: RecallReason },
): RecallReason {
  if (stateRefund !== false) return 'KLAG';
  return why === null || recallSettles(why).coverings === 'cancelled' ? usual : why;
}
