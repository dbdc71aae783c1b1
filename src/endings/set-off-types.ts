import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { NotSetOff } from '../law/set-off-limits.ts';

export type SetOffState = 'heard' | 'decided' | 'settled' | 'withdrawn';

/** Money that the municipality is to pay out to a debtor. */
export interface Payout {
  readonly department: string;
  /** The paying department's own number for it. */
  readonly reference: string;
  /** What it is for, in Danish, as the debtor is told. */
  readonly for: string;
  readonly on: PlainDate;
  readonly amount: Ore;
  /** A benefit that the debtor lives on. */
  readonly social: boolean;
}

/** A set-off (modregning) of a payout against what the debtor owes here. */
export interface SetOff {
  /** The debtor's number and its place among the debtor's set-offs. */
  readonly number: bigint;
  readonly debtor: DebtorNumber;
  readonly payout: Payout;
  /** What the hearing said that would be taken, at most. */
  readonly amount: Ore;
  readonly state: SetOffState;
  readonly hearing: NoticeId;
  readonly notedOn: PlainDate;
  readonly decidedOn: PlainDate | null;
  /** What was taken; null = nothing is decided. */
  readonly taken: Ore | null;
  readonly settledOn: PlainDate | null;
  readonly withdrawnOn: PlainDate | null;
}

export interface RefusedClaim {
  readonly claim: ClaimNumber;
  readonly why: NotSetOff;
}
