import type { PartForBooks } from '../claims/claims-for-books.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre } from '../kernel/money.ts';
import { stateRefundOf } from '../law/claim-types.ts';
import { partShares } from '../law/refund-share.ts';
import type { Share } from './account-rules.ts';

/** What of a movement is whose, by the percent that the state refunded of the benefit. */
export interface Portion {
  readonly percent: number | null;
  readonly share: Share;
  /** Øre; negative when the balance falls. */
  readonly amount: bigint;
}

/**
 * How a balance of a claim is shared between state and municipality. It follows the part-claims, by what was raised of each,
 * and not the movements: over a claim's life not an øre of the state's share is lost, in whatever steps it was moved.
 */
export interface Split {
  readonly portions: readonly Portion[];
  /** Something is shared, and by what percent is not known: all of it stands on the clearing account. */
  readonly unclear: boolean;
}

/** The parts of a claim that were taken in by the end of a day. */
export function partsUntil(
  parts: readonly PartForBooks[],
  isBooked: (day: PlainDate) => boolean,
): readonly PartForBooks[] {
  return parts.filter(({ takenInOn }) => isBooked(takenInOn));
}

/** A balance as it is shared; the whole of it where the claim has no parts, as interest and fees have none. */
export function splitOf(claimType: string, parts: readonly PartForBooks[], balance: bigint): Split {
  if (parts.length === 0 || balance === 0n)
    return { portions: [{ percent: null, share: 'whole', amount: balance }], unclear: false };
  const weights = parts.map(({ outstanding, percent }) => ({ principal: outstanding, percent }));
  // A balance on the other side of 0 is shared like one on this side.
  const [size, sign] = balance < 0n ? [ore(-balance), -1n] : [ore(balance), 1n];
  const portions = partShares(weights, zeroOre, size).flatMap(
    ({ percent, state, municipality }): Portion[] =>
      percent === null
        ? [{ percent, share: 'whole', amount: sign * municipality }]
        : [
            { percent, share: 'state', amount: sign * state },
            { percent, share: 'municipality', amount: sign * municipality },
          ],
  );
  return { portions, unclear: mayBeRefunded(claimType) && parts.some(({ percent }) => percent === null) };
}

/** What must be moved to come from one split to another. */
export function movedBetween(before: Split, now: Split): Portion[] {
  const moved = new Map<string, Portion>();
  const add = ({ percent, share, amount }: Portion, sign: bigint) => {
    const key = `${percent}/${share}`;
    moved.set(key, { percent, share, amount: (moved.get(key)?.amount ?? 0n) + sign * amount });
  };
  for (const portion of now.portions) add(portion, 1n);
  for (const portion of before.portions) add(portion, -1n);
  return [...moved.values()].filter(({ amount }) => amount !== 0n);
}

/** Whether the state may have a share in claims of the type; also where nobody has said. */
export function mayBeRefunded(claimType: string): boolean {
  return stateRefundOf(claimType) !== false;
}
