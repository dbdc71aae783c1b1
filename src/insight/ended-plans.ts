import type { Arrangement } from '../arrangements/types.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';

/** A plan on request that is over while its debts are still to be paid. */
export interface EndedPlan {
  readonly on: PlainDate;
  /** It fell away because a payment was missing; else it was stopped. */
  readonly isBroken: boolean;
}

type Agreed = Pick<Arrangement, 'state' | 'terms' | 'ended' | 'decidedOn' | 'claims'>;

/** Why a plan that nothing was missing of ended before its last day; what it asked for is then owed at once. */
const STOPPED: ReadonlySet<string> = new Set(['by-hand', 'past-limitation']);

/** Of each claim the plan that ended early, where that is the last that was agreed on about it. The arrangements are a debtor's, oldest first. */
export function endedEarly(arrangements: readonly Agreed[]): Map<ClaimNumber, EndedPlan> {
  const ended = new Map<ClaimNumber, EndedPlan>();
  for (const arrangement of arrangements) {
    if (arrangement.decidedOn === null || arrangement.state === 'refused') continue;
    const over = endOf(arrangement);
    for (const { claim } of arrangement.claims)
      if (over === null) ended.delete(claim);
      else ended.set(claim, over);
  }
  return ended;
}

function endOf({ state, terms, ended }: Agreed): EndedPlan | null {
  if (terms.kind !== 'plan' || ended === null) return null;
  const isBroken = state === 'broken';
  return isBroken || (state === 'ended' && STOPPED.has(ended.why)) ? { on: ended.on, isBroken } : null;
}
