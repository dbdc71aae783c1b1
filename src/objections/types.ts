import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';

declare const objectionBrand: unique symbol;
/** The debtor's number and a place among the debtor's objections, `100123001`. */
export type ObjectionNumber = bigint & { readonly [objectionBrand]: true };

/** What a debtor says is wrong: that anything is owed, how much, or a fee. */
export const againstWhat = ['existence', 'amount', 'fee'] as const;
export type Against = (typeof againstWhat)[number];

/** `withdrawn`: the debtor has taken it back. */
export const outcomes = ['refused', 'upheld', 'partly', 'withdrawn'] as const;
export type Outcome = (typeof outcomes)[number];

/** What a debtor says against claims, and what was answered. */
export interface Objection {
  readonly objection: ObjectionNumber;
  readonly debtor: DebtorNumber;
  readonly against: Against;
  readonly notedOn: PlainDate;
  /** The debtor's own words. */
  readonly words: string;
  /** The main claims that it is about. */
  readonly claims: readonly ClaimNumber[];
  /** Null: it waits for an answer. */
  readonly answered: {
    readonly on: PlainDate;
    readonly outcome: Outcome;
    readonly words: string;
    readonly by: string;
  } | null;
}

/** Reads an objection's number; null when it is none. */
export function parseObjectionNumber(text: string): ObjectionNumber | null {
  return /^[1-9]\d{8,11}$/.test(text) ? (BigInt(text) as ObjectionNumber) : null;
}
