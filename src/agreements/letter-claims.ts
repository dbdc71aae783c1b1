import { monthOf, type PlainDate } from '../kernel/dates.ts';
import { addOre, minOre, plainKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { allocate } from '../law/allocation.ts';
import type { Claim, LapseLetter, PlanLetter } from '../letters/model.ts';
import { owedUnder } from './covers.ts';
import { claimRows, type ClaimRow } from './claim-rows.ts';
import type { LetterBasis } from './letter-basis.ts';
import type { CoveredClaim, LapsingClaim } from './types.ts';

/** What a letter's claims are told from. */
type ClaimBasis = Pick<LetterBasis, 'decision' | 'claims'>;

interface CoverBasis extends Pick<LetterBasis, 'claims'> {
  readonly decision: Pick<LetterBasis['decision'], 'covers'>;
}

/** The claims that a decision covers, as a letter lists them. */
export function claimsCovered(basis: CoverBasis): Claim[] {
  return rowsOf(basis).map(rowInLetter);
}

function rowsOf({ decision, claims }: CoverBasis): ClaimRow[] {
  return claimRows(decision.covers.map((each) => withAmount(each, claims)));
}

function withAmount({ claim, owed }: CoveredClaim | LapsingClaim, claims: ClaimBasis['claims']) {
  const description = claims.get(claim);
  assert(description !== undefined, 'every claim of a decision is described');
  return { claim: description, amount: owed };
}

function rowInLetter({ first, last, amount }: ClaimRow): Claim {
  return {
    benefit: first.benefit,
    monthFrom: monthOf(first.periodFrom),
    monthTo: monthOf(last.periodTo),
    repaymentDecision: first.decisionDate,
    owed: plainKroner(amount),
    lapseEarliest: first.lapseEarliest,
    law: first.law,
    joint: first.joint,
  };
}

/** The same with what the first instalment pays of each. */
export function claimsWithShares(basis: ClaimBasis, monthly: Ore): PlanLetter['claims'] {
  const { decision, claims } = basis;
  const shares = allocate(
    minOre(monthly, owedUnder(decision)),
    decision.covers.map(({ claim, owed }) => ({
      id: claim.toString(),
      balance: owed,
      lapse: claims.get(claim)?.lapseEarliest ?? null,
      from: claims.get(claim)?.periodFrom ?? null,
    })),
  );
  const shareOf = (claim: ClaimNumber) => shares.get(claim.toString()) ?? zeroOre;
  return rowsOf(basis).map((row) => ({
    ...rowInLetter(row),
    shareOfFirstInstalment: plainKroner(
      row.all.reduce((sum, { claim }) => addOre(sum, shareOf(claim.claimNumber)), zeroOre),
    ),
  }));
}

/** The claims that lapse with a decision. */
export function lapsedClaims({ decision, claims }: ClaimBasis): LapseLetter['lapsedClaims'] {
  const lapsing = new Map(decision.lapses.map((each) => [each.claim, each]));
  const onOf = (claim: ClaimNumber) => lapsing.get(claim)?.on ?? decision.draftedOn;
  const rows = claimRows(
    decision.lapses.map((each) => withAmount(each, claims)),
    ({ claim }) => onOf(claim.claimNumber),
  );
  return rows.map(({ first, last, amount }) => ({
    benefit: first.benefit,
    monthFrom: monthOf(first.periodFrom),
    monthTo: monthOf(last.periodTo),
    law: first.law,
    amount: plainKroner(amount),
    lapsedOn: onOf(first.claimNumber),
    countedFrom: countedFrom(first),
    // § 9, stk. 1 where the years ran out under deferral; stk. 2 where this deferral ends the rest.
    ground: decision.terms.outcome === 'lapse' ? decision.terms.reason : ('deferral-after-years' as const),
  }));
}

function countedFrom({ helpStopped, knownFrom }: ClaimRow['first']): PlainDate {
  assert(helpStopped !== null, 'what lapses has ended');
  return knownFrom !== null && knownFrom > helpStopped ? knownFrom : helpStopped;
}
