import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { WriteOffReason } from '../law/write-off-limits.ts';
import type { LossTakenFrom } from '../ledger/losses.ts';

/** A claim, and what is left of it or was taken for it. */
export interface OwedClaim {
  readonly claim: ClaimNumber;
  readonly owed: Ore;
}

export type WriteOffState = 'proposed' | 'committee' | 'booked' | 'refused' | 'reversed';

/** A loss (afskrivning), from proposal to booking and back. */
export interface WriteOff {
  readonly number: bigint;
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly reason: WriteOffReason;
  readonly takenFrom: LossTakenFrom;
  readonly amount: Ore;
  readonly about: string;
  readonly state: WriteOffState;
  readonly configurationVersion: number;
  readonly proposedOn: PlainDate;
  readonly proposedBy: string;
  readonly approvedOn: PlainDate | null;
  readonly approvedBy: string | null;
  readonly committee: string | null;
  readonly bookedOn: PlainDate | null;
}
