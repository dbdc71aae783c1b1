import type { PlainDate } from '../kernel/dates.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';

export interface ClaimToCover {
  readonly id: string;
  readonly balance: Ore;
  /** The earliest day on which it can lapse; null = not known yet (the help still runs). */
  readonly lapse: PlainDate | null;
  /** First day of the claim's period, for "oldest"; null when not known. */
  readonly from?: PlainDate | null;
}

/**
 * One instalment spread over the debtor's claims: the earliest lapse first, then the oldest, each up to its balance.
 * Bek. 585/2023 is silent; this is the safe default of docs/legal-review.md Claims that get nothing are left out; the
 * parts add up to the instalment, or to all balances where those are smaller. The order of the input does not matter.
 */
export function allocate(instalment: Ore, claims: readonly ClaimToCover[]): Map<string, Ore> {
  const parts = new Map<string, Ore>();
  let left = instalment;
  for (const claim of claims.toSorted(inOrderOfCover)) {
    if (left <= zeroOre) break;
    const part = minOre(left, claim.balance);
    if (part > zeroOre) parts.set(claim.id, part);
    left = subtractOre(left, part > zeroOre ? part : zeroOre);
  }
  return parts;
}

const LAST = '9999-12-31';

function inOrderOfCover(a: ClaimToCover, b: ClaimToCover): number {
  return (
    compare(a.lapse ?? LAST, b.lapse ?? LAST) ||
    compare(a.from ?? LAST, b.from ?? LAST) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
