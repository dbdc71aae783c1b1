import type { ClaimNumber, OpenClaim } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { allocate } from '../law/allocation.ts';

/** A due date of a plan, as far as it decides what can be asked for on which claims. */
export interface PlanOfClaims {
  readonly debtor: DebtorNumber;
  readonly nextDue: PlainDate;
  /** The claims that the plan is about: nothing is asked for on others before their letter has arrived. */
  readonly covers: ReadonlySet<ClaimNumber>;
}

export interface Taking extends Aside {
  readonly amount: Ore;
}

export interface Aside {
  /** Claims whose lapse has been proposed, or that something holds: nothing is asked for on them meanwhile. */
  readonly leftAside: ReadonlySet<ClaimNumber>;
  /** Claims whose years have run out are left aside until a person has judged. */
  readonly reviewed: boolean;
}

/** What is left to ask for of each claim while a page is made: spouses may share one (aktivloven § 92). */
export class LeftToAsk {
  readonly #claims: ReadonlyMap<DebtorNumber, readonly OpenClaim[]>;
  readonly #left = new Map<ClaimNumber, Ore>();

  constructor(claims: ReadonlyMap<DebtorNumber, readonly OpenClaim[]>) {
    this.#claims = claims;
    for (const { claimNumber, notAsked } of [...claims.values()].flat())
      this.#left.set(claimNumber, notAsked);
  }

  /** Takes an amount from the claims that a plan covers, or what is left of them, but those left aside. Answers the part of each. */
  take(plan: PlanOfClaims, { amount, ...aside }: Taking): Map<string, Ore> {
    const claims = this.#askedUnder(plan, aside);
    const shares = allocate(
      amount,
      claims.map(({ claimNumber, lapseEarliest, periodFrom }) => ({
        id: claimNumber.toString(),
        balance: this.#of(claimNumber),
        lapse: lapseEarliest,
        from: periodFrom,
      })),
    );
    for (const { claimNumber } of claims) {
      const share = shares.get(claimNumber.toString()) ?? zeroOre;
      this.#left.set(claimNumber, subtractOre(this.#of(claimNumber), share));
    }
    return shares;
  }

  /** Whether anything is left of the claims that a plan covers. */
  has(plan: PlanOfClaims, aside: Aside): boolean {
    return this.#askedUnder(plan, aside).some(({ claimNumber }) => this.#of(claimNumber) > zeroOre);
  }

  #askedUnder({ debtor, covers, nextDue }: PlanOfClaims, { leftAside, reviewed }: Aside): OpenClaim[] {
    return (this.#claims.get(debtor) ?? []).filter(
      ({ claimNumber, lapseEarliest }) =>
        covers.has(claimNumber) &&
        !leftAside.has(claimNumber) &&
        !(reviewed && lapseEarliest !== null && lapseEarliest <= nextDue),
    );
  }

  #of(claim: ClaimNumber): Ore {
    return this.#left.get(claim) ?? zeroOre;
  }
}
