import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';

declare const claimBrand: unique symbol;
/** The municipality's own number for a claim, from 1 in the order of import. */
export type ClaimNumber = bigint & { readonly [claimBrand]: true };

export function claimNumber(value: bigint): ClaimNumber {
  if (value < 1n) throw new Error(`not a claim number: ${value}`);
  return value as ClaimNumber;
}

/** A claim that a debtor is liable for, with what decides whether it has lapsed. What is left of it is the ledger's. */
export interface LiableClaim {
  readonly claimNumber: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly law: string;
  /** First day of its period. */
  readonly periodFrom: PlainDate;
  readonly helpStopped: PlainDate | null;
  readonly knownFrom: PlainDate | null;
  /** The earliest day it can lapse; null while the help runs. */
  readonly lapseEarliest: PlainDate | null;
  readonly planHistory: readonly PlanHistory[];
  /** By the source, or as an objection here that has not been answered or put right. */
  readonly complaintPending: boolean;
}

/** What a claim amounts to and what is left of it, from the ledger; never below 0. */
export interface ClaimBalance {
  /** What is left of the whole claim: not asked for, and asked for of whomever but not paid. */
  readonly balance: Ore;
  /** The part of it that no instalment has asked for. */
  readonly notAsked: Ore;
  /** The part of it that this debtor has been asked for and has not paid. */
  readonly dueFrom: Ore;
  /** What was raised, as corrected since; payments do not change it. */
  readonly raised: Ore;
}

/** What is left of a claim that a debtor is liable for, and what decides whether it has lapsed. */
export interface OpenBalance extends LiableClaim, ClaimBalance {}

/** A claim that a debtor is liable for, with all its particulars. */
export interface DescribedClaim extends LiableClaim {
  /** The source system's own names for it. */
  readonly sourceSystem: string;
  readonly accountId: string;
  readonly claimId: string;
  readonly paragraph: string;
  readonly benefit: string;
  readonly description: string | null;
  readonly periodTo: PlainDate;
  readonly paidOn: PlainDate;
  readonly amountBasis: 'gross' | 'net';
  readonly liability: 'sole' | 'joint';
  /** The other debtor, when spouses are liable together and the other one still is. */
  readonly coDebtor: DebtorNumber | null;
  readonly decisionDate: PlainDate;
  readonly decisionDelivered: PlainDate;
  readonly decisionPeriodFrom: YearMonth;
  readonly decisionPeriodTo: YearMonth;
  readonly knownReason: string | null;
}

/** A claim that a debtor is liable for and on which something is left to pay. */
export interface OpenClaim extends DescribedClaim, ClaimBalance {}

/** Old cases: a plan before the claim came to us, and the deferral granted after it. */
export interface PlanHistory {
  readonly planFrom: PlainDate | null;
  readonly planTo: PlainDate | null;
  readonly deferralGranted: PlainDate | null;
}
