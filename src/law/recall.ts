import type { PlainDate } from '../kernel/dates.ts';
import { recallSettles, type RecallReason } from './psrm-codes.ts';

/** A claim that may have to come back from the recovery authority, on the day it is asked. */
export interface RecallFacts {
  readonly reason: RecallReason;
  /** The state pays part of the benefit: only FEJL and KLAG. Null = not known, and then treated as if it does. */
  readonly stateRefund: boolean | null;
  /** The day the authority received the claim; null = it has not. */
  readonly received: PlainDate | null;
  readonly on: PlainDate;
  readonly effective: PlainDate | null;
  /** Why it has been recalled before, and not sent again since. */
  readonly recalledBefore: RecallReason | null;
  /** An earlier action on the claim is not carried out yet. */
  readonly openAction: boolean;
  /** Interest or fees that were split between debtors still stand at the authority. */
  readonly splitRelated: boolean;
  /** The claim is in the old system (DMI). */
  readonly inOldSystem: boolean;
}

export type RecallRefusal =
  | 'state-refund'
  | 'not-at-recovery'
  | 'open-action'
  | 'effective-date-required'
  | 'effective-date-not-allowed'
  | 'effective-in-future'
  | 'effective-before-receipt'
  | 'recalled-for-good'
  | 'only-fejl-now'
  | 'split-related-first'
  | 'lapse-in-old-system';

/** Why a claim may not be recalled for that reason; none = it may. The numbers are the authority's error codes. */
export function mayRecall(facts: RecallFacts): readonly RecallRefusal[] {
  const { reason, received, on, recalledBefore } = facts;
  const refused: RecallRefusal[] = [];
  // Where the state pays part: a wrong claim, or a complaint; plan, deferral, lapse and liability are no grounds.
  if (facts.stateRefund !== false && reason !== 'FEJL' && reason !== 'KLAG') refused.push('state-refund');
  if (received === null || received > on) refused.push('not-at-recovery');
  if (facts.openAction) refused.push('open-action'); // 418
  refused.push(...effectiveDateRefused(facts));
  if (recalledBefore === 'FEJL')
    refused.push('recalled-for-good'); // 602
  // 603 names HENS, KLAG and BORD; the guidance says the same of BORT. HAFT is read alike: the claim is with us already.
  else if (recalledBefore !== null && reason !== 'FEJL') refused.push('only-fejl-now');
  if (facts.splitRelated) refused.push('split-related-first'); // 570
  if (facts.inOldSystem && reason === 'BORT') refused.push('lapse-in-old-system'); // 538
  return refused;
}

function effectiveDateRefused({ reason, effective, on, received }: RecallFacts): readonly RecallRefusal[] {
  const wanted = recallSettles(reason).effectiveDate;
  if (effective === null) return wanted === 'required' ? ['effective-date-required'] : []; // 409
  const refused: RecallRefusal[] = [];
  // 546 says it of FEJL; for BORD, HENS and KLAG the authority sets the day itself, for HAFT it is the recall's.
  if (wanted !== 'required' && !(wanted === 'recall-day' && effective === on))
    refused.push('effective-date-not-allowed');
  if (effective > on) refused.push('effective-in-future'); // 464, 548
  if (received !== null && effective < received) refused.push('effective-before-receipt'); // 467
  return refused;
}

/** A claim that came back and may go out again. */
export interface ResubmitFacts {
  /** Null = it has not been recalled. */
  readonly recalledFor: RecallReason | null;
  /** A person has looked at a claim that came back because of a payment arrangement. */
  readonly lookedAt: boolean;
  readonly sameCreditor: boolean;
  /** Origin, due date and period are as they were when it was first sent. */
  readonly sameMasterData: boolean;
  /** INDR for recovery, MODR for set-off only. */
  readonly art: string;
}

export type ResubmitRefusal =
  | 'not-recalled'
  | 'after-fejl'
  | 'after-bort'
  | 'bord-by-person'
  | 'other-creditor'
  | 'master-data-differ'
  | 'set-off-claim';

/**
 * Why a recalled claim may not be sent again; none = it may, as a claim with a new number; the interest that came back with it
 * follows as a claim of its own (REINDGI). After BORD the guidance and the error text contradict each other: a person looks first (safe default).
 */
export function mayResubmit(facts: ResubmitFacts): readonly ResubmitRefusal[] {
  const refused: ResubmitRefusal[] = [];
  if (facts.recalledFor === null) refused.push('not-recalled'); // 540
  if (facts.recalledFor === 'FEJL') refused.push('after-fejl'); // 539
  if (facts.recalledFor === 'BORT') refused.push('after-bort'); // 539
  if (facts.recalledFor === 'BORD' && !facts.lookedAt) refused.push('bord-by-person');
  if (!facts.sameCreditor) refused.push('other-creditor'); // 541
  if (!facts.sameMasterData) refused.push('master-data-differ'); // 542
  if (facts.art === 'MODR') refused.push('set-off-claim'); // 544
  return refused;
}
