import type { DebtorNumber } from '../../src/kernel/ids.ts';

/** All that can be asked of the ledger about some claims, in øre; in lists by debtor. */
export interface LedgerState {
  readonly claims: readonly {
    readonly claim: number;
    readonly notAsked: number;
    readonly due: readonly number[];
    readonly raised: number;
    readonly balance: number;
  }[];
  readonly debtors: readonly { readonly owed: number; readonly overpaid: number }[];
  readonly received: number;
  readonly ended: number;
  /** What has come from nowhere, or is nowhere any longer. */
  readonly lostOrFound: number;
  readonly faults: readonly unknown[];
}

/** A claim as a child would keep its books: every øre is in one place. In the order in which claims are covered. */
export interface Kept {
  readonly number: number;
  readonly liable: Set<DebtorNumber>;
  raised: number;
  notAsked: number;
  /** Asked for and not paid: oldest first, by whom, for which instalment. */
  due: { debtor: DebtorNumber; instalment: bigint; amount: number }[];
  /** Who paid, in the order of the payments; what has been given back is taken out again. */
  paid: { debtor: DebtorNumber; amount: number }[];
  ended: number;
}

/** The model: plain numbers, one øre at a time, with no balance computed from a list of transfers. */
export class Books {
  readonly claims: readonly Kept[];
  readonly held = new Map<DebtorNumber, number>();
  received = 0;

  constructor(claims: readonly Pick<Kept, 'number' | 'liable' | 'raised'>[]) {
    this.claims = claims.map((each) => ({
      ...each,
      notAsked: each.raised,
      due: [],
      paid: [],
      ended: 0,
    }));
  }

  claimsOf(debtor: DebtorNumber): Kept[] {
    return this.claims.filter(({ liable }) => liable.has(debtor));
  }

  /** What an instalment asks for of each claim, up to what is left to ask for. */
  ask(debtor: DebtorNumber, instalment: bigint, amount: number): Map<number, number> {
    const shares = new Map<number, number>();
    for (const kept of this.claimsOf(debtor)) {
      const share = Math.min(kept.notAsked, amount - sum(shares.values()));
      if (share === 0) continue;
      shares.set(kept.number, share);
      kept.notAsked -= share;
      kept.due.push({ debtor, instalment, amount: share });
    }
    return shares;
  }

  withdraw(instalment: bigint): void {
    for (const kept of this.claims) {
      kept.notAsked += sum(
        kept.due.filter((due) => due.instalment === instalment).map(({ amount }) => amount),
      );
      kept.due = kept.due.filter((due) => due.instalment !== instalment);
    }
  }

  pay(debtor: DebtorNumber, amount: number): void {
    this.received += amount;
    const own = this.claimsOf(debtor);
    const covered = () => {
      const first = firstAsked(own, debtor);
      return (
        own.find((kept) => takeOldest(kept, (due) => due.debtor === debtor && due.instalment === first)) ??
        own.find((kept) => kept.notAsked > 0 && kept.notAsked-- > 0) ??
        own.find((kept) => takeOldest(kept, () => true))
      );
    };
    for (let left = amount; left > 0; left--) {
      const kept = covered();
      if (kept === undefined) this.hold(debtor, 1);
      else kept.paid.push({ debtor, amount: 1 });
    }
  }

  correct(kept: Kept, to: number): void {
    for (; kept.raised < to; kept.raised++) kept.notAsked += 1;
    for (; kept.raised > to; kept.raised--) {
      if (kept.notAsked > 0) kept.notAsked -= 1;
      else if (!takeOldest(kept, (due) => due.debtor === lowest(kept.due))) {
        const last = kept.paid.pop();
        if (last !== undefined) this.hold(last.debtor, 1);
      }
    }
    if (to === 0) kept.liable.clear();
  }

  end(kept: Kept, debtor: DebtorNumber): void {
    kept.liable.delete(debtor);
    kept.notAsked += sumOf(kept.due.filter((due) => due.debtor === debtor));
    kept.due = kept.due.filter((due) => due.debtor !== debtor);
    if (kept.liable.size > 0) return;
    kept.ended += kept.notAsked;
    kept.notAsked = 0;
  }

  hold(debtor: DebtorNumber, amount: number): void {
    this.held.set(debtor, (this.held.get(debtor) ?? 0) + amount);
  }

  /** What the ledger must say too. */
  state(debtors: readonly DebtorNumber[]): LedgerState {
    return {
      claims: this.claims.map((kept) => ({
        claim: kept.number,
        notAsked: kept.notAsked,
        due: debtors.map((debtor) => sumOf(kept.due.filter((due) => due.debtor === debtor))),
        raised: kept.raised,
        balance: left(kept),
      })),
      debtors: debtors.map((debtor) => ({
        owed: sum(this.claimsOf(debtor).map(left)),
        overpaid: this.held.get(debtor) ?? 0,
      })),
      received: this.received,
      ended: sum(this.claims.map(({ ended }) => ended)),
      lostOrFound: 0,
      faults: [],
    };
  }
}

function sum(amounts: Iterable<number>): number {
  return [...amounts].reduce((total, amount) => total + amount, 0);
}

function sumOf(parts: readonly { readonly amount: number }[]): number {
  return sum(parts.map(({ amount }) => amount));
}

function left({ notAsked, due }: Kept): number {
  return notAsked + sumOf(due);
}

function lowest(due: Kept['due']): DebtorNumber | undefined {
  return due.map(({ debtor }) => debtor).toSorted((a, b) => a - b)[0];
}

/** The instalment a debtor pays first: what falls due first, whichever claim it is a part of. */
function firstAsked(own: readonly Kept[], debtor: DebtorNumber): bigint | undefined {
  const asked = own.flatMap(({ due }) => due.filter((each) => each.debtor === debtor));
  return asked.map(({ instalment }) => instalment).toSorted((a, b) => Number(a - b))[0];
}

function takeOldest(kept: Kept, of: (due: Kept['due'][number]) => boolean): boolean {
  const oldest = kept.due.find((due) => of(due));
  if (oldest === undefined) return false;
  oldest.amount -= 1;
  if (oldest.amount === 0) kept.due = kept.due.filter((due) => due !== oldest);
  return true;
}
