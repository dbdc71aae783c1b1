import type { ClaimNumber, OpenBalance } from '../claims/types.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { Agreement, CoveredClaim, Decision } from './types.ts';

/** A claim as a decision covers it. */
export function covered({ claimNumber, balance, raised }: OpenBalance): CoveredClaim {
  return { claim: claimNumber, owed: balance, raised };
}

/** What the claims of a decision amount to together, those that lapse left out. */
export function owedUnder({ covers }: Pick<Decision, 'covers'>): Ore {
  return covers.reduce((sum, { owed }) => addOre(sum, owed), zeroOre);
}

/** Whether what is in force covers the claims as they are now: none new, corrected or withdrawn. */
export function coversTheSame(
  { covers }: Agreement,
  claims: readonly OpenBalance[],
  withdrawn: ReadonlySet<ClaimNumber>,
): boolean {
  if (covers.some(({ claim }) => withdrawn.has(claim))) return false;
  const raisedThen = new Map(covers.map(({ claim, raised }) => [claim, raised]));
  return claims.every(({ claimNumber, raised }) => raisedThen.get(claimNumber) === raised);
}
