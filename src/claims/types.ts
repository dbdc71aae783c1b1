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

/** What is left of a claim that a debtor is liable for, and what decides whether it has lapsed. */
export interface OpenBalance {
  readonly claimNumber: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly law: string;
  readonly helpStopped: PlainDate | null;
  readonly knownFrom: PlainDate | null;
  /** The earliest day it can lapse; null while the help runs. */
  readonly lapseEarliest: PlainDate | null;
  readonly planHistory: readonly PlanHistory[];
  readonly complaintPending: boolean;
  readonly balance: Ore;
}

/** A claim that a debtor is liable for and on which something is left to pay. */
export interface OpenClaim extends OpenBalance {
  /** The source system's own names for it. */
  readonly sourceSystem: string;
  readonly accountId: string;
  readonly claimId: string;
  readonly paragraph: string;
  readonly benefit: string;
  readonly description: string | null;
  readonly periodFrom: PlainDate;
  readonly periodTo: PlainDate;
  readonly paidOn: PlainDate;
  readonly amountBasis: 'gross' | 'net';
  readonly liability: 'sole' | 'joint';
  /** The other debtor, when spouses are liable together. */
  readonly coDebtor: DebtorNumber | null;
  readonly decisionDate: PlainDate;
  readonly decisionDelivered: PlainDate;
  readonly decisionPeriodFrom: YearMonth;
  readonly decisionPeriodTo: YearMonth;
  readonly knownReason: string | null;
}

/** Old cases: a plan before the claim came to us, and the deferral granted after it. */
export interface PlanHistory {
  readonly planFrom: PlainDate | null;
  readonly planTo: PlainDate | null;
  readonly deferralGranted: PlainDate | null;
}
