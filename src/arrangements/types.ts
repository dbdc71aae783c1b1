import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';

declare const arrangementBrand: unique symbol;
/** The debtor's number and a place among the debtor's arrangements, `100123001`. */
export type ArrangementNumber = bigint & { readonly [arrangementBrand]: true };

export type ArrangementState = 'proposed' | 'in-force' | 'demanded' | 'broken' | 'kept' | 'ended' | 'refused';
export const requestedHow = ['letter', 'phone', 'counter', 'portal', 'caseworker'] as const;
export type RequestedHow = (typeof requestedHow)[number];

/** What is agreed: equal instalments, the last of which is what is left; or that nothing is paid before a day. */
export type ArrangementTerms =
  | {
      readonly kind: 'plan';
      readonly monthly: Ore;
      readonly firstDue: PlainDate;
      /** 1-31; 31 = the last day of the month. */
      readonly dueDay: number;
      readonly lastDue: PlainDate;
    }
  | { readonly kind: 'deferral'; readonly lastDue: PlainDate };

export interface Arrangement {
  readonly number: ArrangementNumber;
  readonly debtor: DebtorNumber;
  readonly state: ArrangementState;
  readonly terms: ArrangementTerms;
  readonly requestedOn: PlainDate;
  readonly requestedHow: RequestedHow;
  /** When `claims` was read: what is paid afterwards is paid on it. */
  readonly askedAt: Temporal.Instant;
  readonly acknowledgedOn: PlainDate | null;
  /** When it was agreed to or refused; null = it was not, also where it was taken back before. */
  readonly decidedOn: PlainDate | null;
  readonly tolerance: { readonly days: number; readonly amount: Ore };
  /** All claims, interest and fees that it is about, with what was left of each when it was asked for. */
  readonly claims: readonly { readonly claim: ClaimNumber; readonly owed: Ore }[];
  readonly owed: Ore;
  readonly nextOn: PlainDate | null;
  readonly missedOn: PlainDate | null;
  readonly demand: NoticeId | null;
  readonly ended: { readonly on: PlainDate; readonly why: string } | null;
  readonly configurationVersion: number;
}

const moves: Readonly<Record<ArrangementState, readonly ArrangementState[]>> = {
  proposed: ['in-force', 'refused', 'ended'],
  'in-force': ['demanded', 'kept', 'ended'],
  demanded: ['in-force', 'broken', 'kept', 'ended'],
  // What was demanded turns out to have been paid in time.
  broken: ['ended'],
  kept: [],
  ended: [],
  refused: [],
};

/** Asserts that an arrangement may go from one state to another; staying is no move. */
export function assertMove(from: ArrangementState, to: ArrangementState): void {
  assert(from === to || moves[from].includes(to), `an arrangement goes from ${from} to ${to}`);
}

/** Reads an arrangement's number; null when it is none. */
export function parseArrangementNumber(text: string): ArrangementNumber | null {
  return /^[1-9]\d{8,11}$/.test(text) ? (BigInt(text) as ArrangementNumber) : null;
}

/** The 14 digits of its payment line: debtor (9), a 9 that no other line of ours has there, and its place (4). */
export function arrangementReference(number: ArrangementNumber): string {
  return `${String(number / 1000n).padStart(9, '0')}9${String(number % 1000n).padStart(4, '0')}`;
}
