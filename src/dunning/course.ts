import type { Bill } from '../claims/bills.ts';
import type { HoldRange } from '../claims/hold-ranges.ts';
import type { Exceptions } from '../claims/notice-exceptions.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { WhyNobody } from '../letters/letter-people.ts';

/** How far an ordinary main claim has come, as it is stored. */
export interface StoredCourse {
  readonly claim: ClaimNumber;
  /** The first of those who owe it. */
  readonly debtor: DebtorNumber;
  /** The version of the configuration by which it was last looked at. */
  readonly version: number;
  /** Steps taken. */
  readonly step: number;
  /** The first day on which something may be to do; null = nothing is. */
  readonly stepOn: PlainDate | null;
  readonly reminders: number;
  readonly defaultedOn: PlainDate | null;
  readonly proposedOn: PlainDate | null;
  readonly approved: { readonly on: PlainDate; readonly by: string } | null;
  readonly clearedOn: PlainDate | null;
  readonly ended: { readonly on: PlainDate; readonly as: CourseEnd } | null;
}

export type CourseEnd = 'paid' | 'ended' | 'at-recovery' | 'written-off';

/** A letter that a step wrote to one who owes the claim. */
export interface CourseLetter {
  readonly notice: NoticeId;
  readonly debtor: DebtorNumber;
  readonly step: number;
  readonly writtenOn: PlainDate;
  readonly warnsOfTransfer: boolean;
  readonly arrivedOn: PlainDate | null;
  readonly deadline: PlainDate | null;
  readonly notArrivedOn: PlainDate | null;
  /** Nobody was told by it before the deadline that it prints: it is to be given up, or has been. */
  readonly unsent: 'too-late' | 'given-up' | null;
}

/** What is open here of a claim, or of interest or a fee. */
export interface OwedBill {
  readonly bill: Bill;
  readonly owed: Ore;
  /** The last day on which each who is or was liable owes it, by its own limitation. */
  readonly lastDays: ReadonlyMap<DebtorNumber, PlainDate>;
}

/** A claim on its way, with all that decides what follows. */
export interface CourseClaim {
  readonly course: StoredCourse;
  readonly type: string;
  readonly due: PlainDate | null;
  readonly srb: PlainDate | null;
  readonly principal: Ore;
  /** Nothing is left of the claim itself, because the rest of it was written off or has ended. */
  readonly givenUp: boolean;
  /** What is open here of the claim itself, and of its interest and fees. */
  readonly owed: readonly OwedBill[];
  readonly atRecovery: Ore;
  /** Who still owes it, by number. */
  readonly liable: readonly DebtorNumber[];
  /** Those of them who have died, are bankrupt or in debt relief, where others owe it too: nothing is asked of these alone. */
  readonly inErrand: ReadonlySet<DebtorNumber>;
  /** The last day on which each of them owes it; who is left out owes it without limitation. */
  readonly lastDays: ReadonlyMap<DebtorNumber, PlainDate>;
  /** The holds that stand, and those that were lifted. */
  readonly holds: readonly HoldRange[];
  /** Who of them need not be told before it goes to Gældsstyrelsen, and why. */
  readonly exceptions: Exceptions;
  /** That somebody need not be told was recorded, and is so no longer: they can be reached again. */
  readonly reachableAgain: boolean;
  /** Oldest first, also those that were given up; those that need not arrive are left out. */
  readonly letters: readonly CourseLetter[];
  /** Days of the letters whose fee it bears and that still stand. */
  readonly feeLetters: readonly PlainDate[];
  /** The last day on which it was open again: a payment that had covered it was taken off, or it was raised when it had been paid; null = it never was. */
  readonly openAgainOn: PlainDate | null;
  /** The day on which its source's figure was last corrected here; null = it never was. */
  readonly correctedOn: PlainDate | null;
  /** A clearance for transfer stands. */
  readonly cleared: boolean;
}

/** A debtor whose claims are looked at, with what the debtor's money says. */
export interface DebtorCourses {
  readonly debtor: DebtorNumber;
  readonly claims: readonly CourseClaim[];
  /** Who owes any of them and has money lying that has not been allocated, or whose bank may have paid. */
  readonly unallocated: ReadonlySet<DebtorNumber>;
  /** What is held for each who owes any of them, since whatever day. */
  readonly held: ReadonlyMap<DebtorNumber, Ore>;
  /** Who owes any of them and about whom nobody can be written to, and why. */
  readonly unwritable: ReadonlyMap<DebtorNumber, WhyNobody>;
}
