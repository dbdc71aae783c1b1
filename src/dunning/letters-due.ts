import { leastToAsk } from '../agreements/plan-default-rule.ts';
import { feeDecided } from '../charges/council-decision.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { claimType, feeRegime, type OwnTypes } from '../law/claim-types.ts';
import type { LifeCycleStep } from '../law/dunning-steps.ts';
import { feeFor } from '../law/fees.ts';
import type { FeeFigures } from '../law/fee-figures.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { CourseClaim } from './course.ts';
import { askedOf, feeHeld, isOpenUntold } from './course-facts.ts';

/** A letter of a step: one for each who owes the claims, about all that are at the same step. */
export interface StepLetter {
  readonly kind: 'reminder' | 'transfer-warning';
  readonly claims: readonly CourseClaim[];
  readonly debtors: readonly DebtorNumber[];
  /** Which reminder about these claims: 1 = the first. */
  readonly reminder: number;
  readonly fee: {
    readonly amount: Ore;
    readonly on: ClaimNumber;
    readonly law: 'gebyrloven' | 'renteloven';
  } | null;
  readonly deadlineDays: number;
  readonly warnsOfTransfer: boolean;
}

/** The day, and the choices of the municipality, by which steps are taken. */
export interface Planning {
  readonly on: PlainDate;
  readonly version: number;
  readonly configuration: Configuration;
  readonly figures: FeeFigures;
}

/** The letters that claims at these steps are told by. */
export function lettersFor(writing: readonly Writing[], planning: Planning): StepLetter[] {
  return [
    ...Map.groupBy(writing, (each) => letterKey(each, ownTypesOf(planning.configuration))).values(),
  ].map((group) => letterOf(group, planning));
}

/** A claim, and the step that it takes. */
export interface Writing {
  readonly claim: CourseClaim;
  readonly step: LifeCycleStep;
}

/** Claims that stand alike are told of in one letter: same step, same people, same law of fees. */
function letterKey({ claim, step }: Writing, own: OwnTypes): string {
  const { do: what, fee, deadlineDays, warnsOfTransfer } = step;
  const type = claimType(claim.type, own);
  const law = fee === null || !type.ok ? '' : feeRegime(type.value);
  return [what, fee, deadlineDays, warnsOfTransfer, claim.course.reminders, law, ...writtenTo(claim)].join(
    ' ',
  );
}

/** Those who owe it but for whom a letter cannot, or should not, reach. */
export function writtenTo(claim: CourseClaim): DebtorNumber[] {
  return askedOf(claim).filter((debtor) => !claim.exceptions.has(debtor));
}

function letterOf(group: readonly Writing[], planning: Planning): StepLetter {
  const [{ claim, step }] = group as readonly [Writing]; // a group has at least one
  const claims = group.map((each) => each.claim);
  return {
    kind: step.do === 'warn' ? 'transfer-warning' : 'reminder',
    claims,
    debtors: writtenTo(claim),
    reminder: claim.course.reminders + 1,
    fee: step.fee === null ? null : feeOf(claims, step.fee, planning),
    deadlineDays: step.deadlineDays,
    warnsOfTransfer: step.warnsOfTransfer,
  };
}

/**
 * The letter's one fee, on the largest of its claims that bear one (gældsinddrivelsesloven § 3 b); null where the law, or the council,
 * gives none. Only a claim of which something itself is open bears one: nobody pays a fee for being reminded of a fee.
 */
export function feeOf(
  claims: readonly CourseClaim[],
  wanted: Ore,
  { on, configuration, figures }: Planning,
): StepLetter['fee'] {
  const bearing = claims
    .filter(({ owed }) => isWorthAFee(owed, configuration))
    .filter((claim) => !isOpenUntold(claim))
    .flatMap((claim) => mayBear(claim, wanted, configuration) ?? []);
  const [largest] = bearing.toSorted(
    (a, b) =>
      compare(b.claim.principal, a.claim.principal) || compare(a.claim.course.claim, b.claim.course.claim),
  );
  if (largest === undefined) return null;
  const fee = feeFor(
    {
      regime: largest.regime,
      kind: 'reminder',
      letterOn: on,
      wanted,
      councilDecision: largest.decided,
      benefitRepayment: false,
      commercial: false,
      held: false,
      claims: [asReminded(largest.claim)],
      onWhich: 'largest',
    },
    figures,
  );
  return fee.ok ? { ...fee.value, law: largest.regime } : null;
}

/** Of interest or fees alone, and some øre, no reminder costs anything (open question Q78). */
function isWorthAFee(owed: CourseClaim['owed'], configuration: Planning['configuration']): boolean {
  const left = sumOre(owed.flatMap((each) => (each.bill.level === 'main' ? [each.owed] : [])));
  return left > zeroOre && left >= leastToAsk(configuration.demand);
}

/** The council has decided a fee of at least as much for its type, its law has one, and no hold stops it; null = not so. */
function mayBear(claim: CourseClaim, wanted: Ore, configuration: Planning['configuration']) {
  const type = claimType(claim.type, ownTypesOf(configuration));
  const decided = feeDecided(configuration, claim.type);
  if (!type.ok || type.value.charges.fee === null || decided === null || feeHeld(claim)) return null;
  if (decided.amount !== null && wanted > decided.amount) return null;
  const regime = feeRegime(type.value);
  return regime === 'none' ? null : { claim, decided, regime };
}

function asReminded({ course, principal, due, srb, feeLetters }: CourseClaim) {
  const on = due ?? srb;
  if (on === null) throw new Error(`claim ${course.claim} is reminded of and has no due date`);
  return { claim: course.claim, principal, due: on, feeLetters };
}

function compare<T extends bigint>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** All that a letter asks for, without its own fee. */
export function askedFor({ claims }: Pick<StepLetter, 'claims'>): Ore {
  return sumOre(claims.flatMap(({ owed }) => owed.map((each) => each.owed)));
}
