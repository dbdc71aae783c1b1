import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { subtractOre, sumOre, type Ore } from '../kernel/money.ts';
import { allocate } from '../law/allocation.ts';

/** A claim that the payer is liable for, and what is left of it. */
export interface ClaimToPay {
  readonly claim: ClaimNumber;
  /** The earliest day on which it can lapse; null while the help runs. */
  readonly lapse: PlainDate | null;
  /** First day of the claim's period. */
  readonly from: PlainDate;
  /** What the payer has been asked for. */
  readonly due: Ore;
  readonly notAsked: Ore;
  /** What the other spouse has been asked for, where both are liable; otherwise 0. */
  readonly dueFromOther: Ore;
}

/** What a payment covers: of which claim, and which part of it. */
export interface CoveredPart {
  readonly claim: ClaimNumber;
  readonly part: PaidPart;
  readonly amount: Ore;
}

export type PaidPart = (typeof partsInOrder)[number];

// First what the payer has been asked for; then what nobody has been asked for; and last what only the other spouse has:
// spouses are each liable for the whole (aktivloven § 92, cf. § 34), so that no payment is turned away while something is
// owed.
const partsInOrder = ['due', 'notAsked', 'dueFromOther'] as const;

/**
 * Spreads a payment over the payer's claims: within each part the earliest lapse first, then the oldest. The law is
 * silent; it is the order of instalments (law/allocation.ts). Covered and overpaid add up to the payment. The order of
 * the input does not matter.
 */
export function allocatePayment(
  payment: Ore,
  claims: readonly ClaimToPay[],
): { readonly covered: readonly CoveredPart[]; readonly overpaid: Ore } {
  const covered: CoveredPart[] = [];
  let left = payment;
  for (const part of partsInOrder) {
    const covering = coveredOf(left, part, claims);
    covered.push(...covering);
    left = subtractOre(left, sumOre(covering.map(({ amount }) => amount)));
  }
  return { covered, overpaid: left };
}

function coveredOf(amount: Ore, part: PaidPart, claims: readonly ClaimToPay[]): CoveredPart[] {
  const byId = new Map(claims.map((claim) => [orderedId(claim.claim), claim.claim]));
  const toCover = claims.map(({ claim, lapse, from, ...parts }) => ({
    id: orderedId(claim),
    balance: parts[part],
    lapse,
    from,
  }));
  return [...allocate(amount, toCover)].map(([id, covers]) => {
    const claim = byId.get(id);
    if (claim === undefined) throw new Error('a claim that was not asked about');
    return { claim, part, amount: covers };
  });
}

// The last criterion of the order compares ids as text; so numbers get the same length.
function orderedId(claim: ClaimNumber): string {
  return claim.toString().padStart(19, '0');
}
