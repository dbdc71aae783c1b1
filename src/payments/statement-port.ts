import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';

/** A movement on an account of the municipality's, as the bank tells it. */
export interface BankEntry {
  readonly account: string;
  /** The bank's own words for it: the same words on the same account are the same movement. */
  readonly reference: string;
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

export interface BankStatement {
  readonly entries: readonly BankEntry[];
}

/** Why a file is refused whole. `detail` names elements and places, never values. */
export interface StatementRefusal {
  readonly tag: 'not-readable' | 'not-a-statement' | 'other-currency' | 'sums-differ' | 'field-missing';
  readonly detail: string;
}

/** Reads a bank's file. */
export type ReadStatement = (text: string) => Result<BankStatement, StatementRefusal>;
