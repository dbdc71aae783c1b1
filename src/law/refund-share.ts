import { ore, subtractOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { fractionOf } from './percent.ts';

/** A part of a claim for one benefit period, with the share of it that the state refunded. */
export interface RefundPart {
  readonly principal: Ore;
  /** Whole percent; null = it did not come with the claim line, and is never guessed. */
  readonly percent: number | null;
}

/** What of a movement belongs to one part. */
export interface PartShare {
  readonly percent: number | null;
  /** Øre; 0 where the percent is not known. */
  readonly state: Ore;
  /** Øre; where the percent is not known all of it, for the clearing account. */
  readonly municipality: Ore;
}

/**
 * The state's (statens andel) and the municipality's share of a movement that takes a claim's balance from `before` to `now`, one row for each
 * part in their order. The state's share follows the benefit weeks that are repaid (law on the financing of municipalities:
 * fixed shares before 2016, 80/40/30/20 percent since). Each balance is spread by principal with the largest remainder, and
 * the movement is the difference: so the rows add up to it, and over a claim's life not an øre is lost, in whatever steps it
 * is paid. Negative when the balance falls.
 */
export function partShares(parts: readonly RefundPart[], before: Ore, now: Ore): readonly PartShare[] {
  const [was, is] = [spread(parts, before), spread(parts, now)];
  return parts.map(({ percent }, index) => {
    const [earlier, later] = [was[index] ?? 0n, is[index] ?? 0n];
    const state = ore(stateOf(later, percent) - stateOf(earlier, percent));
    return { percent, state, municipality: subtractOre(ore(later - earlier), state) };
  });
}

/** The state's share of a part's balance, to the nearest øre, half an øre up. */
function stateOf(balance: bigint, percent: number | null): bigint {
  return percent === null ? 0n : fractionOf(ore(balance), BigInt(percent), 100n);
}

/** A balance over the parts by principal; the øre that are left over go to the largest remainders, the first part first. */
function spread(parts: readonly RefundPart[], balance: Ore): bigint[] {
  const total = parts.reduce((sum, { principal }) => sum + principal, 0n);
  assert(
    total > 0n && balance >= 0n,
    'a claim with parts that add up to something, and never less than 0 left of it',
  );
  const shares = parts.map(({ principal }) => (balance * principal) / total);
  const left = Number(balance - shares.reduce((sum, share) => sum + share, 0n));
  const byRemainder = parts
    .map(({ principal }, index) => ({ index, remainder: (balance * principal) % total }))
    .toSorted((a, b) => (a.remainder > b.remainder ? -1 : a.remainder < b.remainder ? 1 : a.index - b.index));
  for (const { index } of byRemainder.slice(0, left)) shares[index] = (shares[index] ?? 0n) + 1n;
  return shares;
}
