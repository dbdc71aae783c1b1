import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { feeFigureOn, type FeeFigure, type FeeFigures, type FeeKind } from './fee-figures.ts';
import type { Regime } from './interest-facts.ts';

/** A claim that a letter reminds of. */
export interface RemindedClaim<Claim extends bigint = bigint> {
  readonly claim: Claim;
  readonly principal: Ore;
  readonly due: PlainDate;
  /** Days of the earlier letters whose fee this claim bears and that still stand. */
  readonly feeLetters: readonly PlainDate[];
}

/** What the fee for one letter depends on. */
export interface FeeFacts<Claim extends bigint = bigint> {
  readonly regime: Regime;
  readonly kind: FeeKind;
  readonly letterOn: PlainDate;
  /** What the municipality has decided to charge, in øre; null = the most that the law allows. */
  readonly wanted: Ore | null;
  /** The municipality's recorded choice to charge this fee for this type of claim; null = none taken. */
  readonly councilDecision: { readonly on: PlainDate } | null;
  /** Repayment of benefits: off until it is decided for that type. */
  readonly benefitRepayment: boolean;
  /** Both parties act in business (compensation only). */
  readonly commercial: boolean;
  /** A hold that stops fees stands on one of the claims (law/holds.ts). */
  readonly held: boolean;
  /** The claims in the letter, at least one. */
  readonly claims: readonly RemindedClaim<Claim>[];
  /** Which of them bears the fee (gældsinddrivelsesloven § 3 b: the creditor chooses). */
  readonly onWhich: 'largest' | 'oldest';
}

export type FeeRefusal =
  | 'third-regime'
  | 'benefit-not-decided'
  | 'no-council-decision'
  | 'no-such-fee'
  | 'held'
  | 'above-cap'
  | 'fourth-letter'
  | 'too-soon';

/**
 * The fee for a letter (rykkergebyr), in øre, and the one main claim that bears it: up to 250 kr. a reminder where there is distraint right
 * (gebyrloven § 2), up to 100 kr. for at most three letters, ten days apart, for a civil claim (renteloven § 9 b). Refuses
 * where the law or the municipality's own choices give none; an amount above the law's is refused, never cut.
 */
export function feeFor<Claim extends bigint>(
  facts: FeeFacts<Claim>,
  figures: FeeFigures,
): Result<{ readonly amount: Ore; readonly on: Claim }, { readonly tag: FeeRefusal }> {
  const { regime, kind, letterOn: on, councilDecision } = facts;
  // Public law without distraint right has no fee without a law of its own, and none of those is known here.
  if (regime === 'none' || regime === 'special') return refuse({ tag: 'third-regime' });
  if (councilDecision === null || on < councilDecision.on)
    return refuse({ tag: facts.benefitRepayment ? 'benefit-not-decided' : 'no-council-decision' });
  const figure = feeFigureOn(figures, { kind, regime, on });
  if (figure === null || (kind === 'compensation' && !facts.commercial))
    return refuse({ tag: 'no-such-fee' });
  if (facts.held) return refuse({ tag: 'held' });
  const amount = facts.wanted ?? figure.most;
  if (amount > figure.most) return refuse({ tag: 'above-cap' });
  const bearing = bearerOf(facts.claims, facts.onWhich);
  const spacing = spacingRefusal(bearing.feeLetters, on, figure);
  return spacing === null ? ok({ amount, on: bearing.claim }) : refuse({ tag: spacing });
}

/**
 * Renteloven § 9 b: not a fourth letter with a fee, and not before ten days after the one before it. By either law what is sent on one
 * day is one reminder (open question Q69).
 */
function spacingRefusal(
  earlier: readonly PlainDate[],
  on: PlainDate,
  { mostLetters, daysBetween }: FeeFigure,
): 'fourth-letter' | 'too-soon' | null {
  if (earlier.includes(on)) return 'too-soon';
  if (mostLetters !== null && earlier.length >= mostLetters) return 'fourth-letter';
  const last = earlier.toSorted().at(-1);
  if (last === undefined || daysBetween === null) return null;
  return on < addDays(last, daysBetween) ? 'too-soon' : null;
}

/** The largest principal, or the oldest due date; between equals the lowest number, so that it does not depend on order. */
function bearerOf<Claim extends bigint>(
  claims: readonly RemindedClaim<Claim>[],
  which: 'largest' | 'oldest',
): RemindedClaim<Claim> {
  const [bearing] = claims.toSorted(
    (a, b) =>
      (which === 'largest' ? compare(b.principal, a.principal) : compare(a.due, b.due)) ||
      compare(a.claim, b.claim),
  );
  assert(bearing !== undefined, 'a fee is charged on a claim');
  return bearing;
}

/**
 * The fees that stand when the claim turns out to have been covered on a day (null = it was not): the debtor owed nothing when
 * a letter of that day or later was sent, so its fee falls away. No law says so in words; it is open question Q25.
 */
export function feesThatStand<Letter extends { readonly on: PlainDate }>(
  letters: readonly Letter[],
  coveredOn: PlainDate | null,
): readonly Letter[] {
  return coveredOn === null ? letters : letters.filter(({ on }) => on < coveredOn);
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
