import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';

/** A movement on an account of the municipality's, as the bank tells it. */
export interface BankEntry {
  readonly account: string;
  /** The bank's own words for it: the same words on the same account are the same movement. */
  readonly reference: string;
  readonly movement: BankMovement;
  /** What else it is called: by whoever sent the money, or in our own file. */
  readonly names: readonly string[];
  /** Above 0: it came in. */
  readonly amount: Ore;
  /** The day the bank has booked it. */
  readonly bookedOn: PlainDate;
  /** The day from which it counts with the bank. */
  readonly valueOn: PlainDate;
  /** It takes an earlier movement back. */
  readonly reversal: boolean;
  /** The payment id as digits, with its check digit; null = none was told. */
  readonly paymentId: string | null;
  /** What else was told with it, without numbers that may be CPR numbers. */
  readonly text: string;
}

/** The movement on the account that an entry is, or is one of several transactions in. */
export interface BankMovement {
  /** The bank's words for it, or its place in the message. */
  readonly reference: string;
  /** The words are the bank's own, the same in every message, and not its place in one. */
  readonly isNamed: boolean;
  readonly amount: Ore;
}

/** What a statement says was on an account before the first and after the last of its days. */
export interface StatementBalance {
  readonly account: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly before: Ore;
  readonly after: Ore;
}

/** Of each movement, a bank tells both: a notification perhaps with the transactions in it, a statement perhaps as a sum. */
export type BankMessage = 'statement' | 'notification';

export interface BankStatement {
  readonly message: BankMessage;
  /** Those of one movement follow each other. */
  readonly entries: readonly BankEntry[];
  /** None where the bank tells no balances. */
  readonly balances: readonly StatementBalance[];
}

/** Why a file is refused whole. `detail` names elements and places, never values. */
export interface StatementRefusal {
  readonly tag: 'not-readable' | 'not-a-statement' | 'other-currency' | 'sums-differ' | 'field-missing';
  readonly detail: string;
}

/** Reads a bank's file. */
export type ReadStatement = (text: string) => Result<BankStatement, StatementRefusal>;
