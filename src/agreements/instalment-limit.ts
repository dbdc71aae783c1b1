import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { LatestFinding } from './determinations.ts';
import type { Decision } from './types.ts';

/** Why less was asked for than the plan says; `paid-ahead` also where the amount falls besides. */
export type LessBecause = LimitBecause | 'paid-ahead';

type LimitBecause = 'suspension-under-way' | 'fall-under-way' | 'deferral-found' | 'dead' | 'errand';

/** A due date of a plan. */
export interface PlanToAsk {
  readonly debtor: DebtorNumber;
  readonly monthly: Ore;
  /** A caseworker's amount for one who is entitled to deferral (§ 6, stk. 2). */
  readonly manual: boolean;
  readonly nextDue: PlainDate;
}

/** What is known about the debtors of plans today. */
export interface KnownAbout {
  readonly underWay: ReadonlyMap<DebtorNumber, Decision>;
  readonly found: ReadonlyMap<DebtorNumber, LatestFinding>;
  readonly dead: ReadonlySet<DebtorNumber>;
  /** Those whose estate, bankruptcy or debt relief is dealt with. */
  readonly inErrand: { readonly has: (debtor: DebtorNumber) => boolean };
}

export interface Limit {
  readonly amount: Ore;
  readonly because: LimitBecause | null;
}

/**
 * How much may be asked for: the plan's amount, unless less has been decided, or a death, bankruptcy or debt relief is known. A suspension counts from
 * the moment it is proposed, and a finding of § 6 also while a person must look before anything is proposed: in doubt
 * nothing is asked (fail closed).
 */
export function limitOf(plan: PlanToAsk, { underWay, found, dead, inErrand }: KnownAbout): Limit {
  const { monthly, nextDue, debtor } = plan;
  if (dead.has(debtor)) return { amount: zeroOre, because: 'dead' };
  if (inErrand.has(debtor)) return { amount: zeroOre, because: 'errand' };
  const decision = underWay.get(debtor);
  const counts = decision !== undefined && decision.draftedOn <= nextDue;
  if (counts && decision.terms.outcome === 'deferral')
    return { amount: zeroOre, because: 'suspension-under-way' };
  if (isFoundDeferred(plan, found.get(debtor))) return { amount: zeroOre, because: 'deferral-found' };
  // A fall that has been decided counts at once, also before its letter has arrived.
  const falls = counts && decision.change === 'fall' && decision.decided !== null;
  return falls && decision.terms.outcome === 'plan'
    ? { amount: minOre(monthly, decision.terms.monthly), because: 'fall-under-way' }
    : { amount: monthly, because: null };
}

/**
 * Whether a deferral that was found by a day stops what is asked for then. A caseworker's amount is fixed for one who is entitled
 * to deferral: it stands while that is so (§ 6, stk. 2).
 */
export function isFoundDeferred(
  { manual, nextDue }: Pick<PlanToAsk, 'manual' | 'nextDue'>,
  latest: LatestFinding | undefined,
): boolean {
  return !manual && latest?.outcome === 'deferral' && !latest.setAside && latest.on <= nextDue;
}
