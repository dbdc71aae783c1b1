import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';

/** One amount to be paid out. */
export interface PayOut {
  /** By which the pay-out system, its answer and the bank's statement name it. */
  readonly reference: string;
  /** Who is paid, by the number that their account for public money (NemKonto) is found by. */
  readonly to: { readonly kind: 'cpr' | 'cvr'; readonly number: string };
  readonly amount: Ore;
}

/** A file of them, in the order of their references. */
export interface PayOutFile {
  readonly number: bigint;
  readonly madeOn: PlainDate;
  readonly payOuts: readonly PayOut[];
}

/** Why an amount did not reach the debtor, in our own names. */
export const payOutReasons = [
  'no-account',
  'account-closed',
  'unknown-recipient',
  'recipient-dead',
  'stopped',
  'other',
] as const;
export type PayOutReason = (typeof payOutReasons)[number];

/** What has become of one amount. */
export interface PayOutAnswer {
  readonly reference: string;
  readonly on: PlainDate;
  /** Null: it was paid. */
  readonly rejected: PayOutReason | null;
}

/** `place` is a line of the file, never its contents. */
export interface AnswerRefusal {
  readonly tag: 'not-an-answer' | 'row-not-readable' | 'told-twice';
  readonly place: number;
}

/** The form in which orders leave and answers come. */
export interface PayOutForm {
  write(file: PayOutFile): string;
  read(text: string): Result<readonly PayOutAnswer[], AnswerRefusal>;
}
