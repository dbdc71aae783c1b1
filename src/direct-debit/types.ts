import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { parseDebtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { PaymentNumber } from '../payments/types.ts';

/**
 * `asked`: by the citizen here, and Betalingsservice has not told of it. `stopping`: stopped by the citizen here, so that nothing more is
 * collected, and Betalingsservice has not told that it has ended.
 */
export type MandateState = 'asked' | 'active' | 'stopping' | 'ended';
export type MandateEnd = 'withdrawn' | 'bank' | 'creditor' | 'betalingsservice' | 'replaced';

/** That a citizen lets us collect by Betalingsservice all that falls due. */
export interface Mandate {
  readonly debtor: DebtorNumber;
  /** The first, the second … of the debtor. */
  readonly place: number;
  readonly state: MandateState;
  /** Betalingsservice's number for it; null while it is only asked for. */
  readonly agreement: string | null;
  /** What falls due from this day is collected; null while it is only asked for. */
  readonly validFrom: PlainDate | null;
  /** On our pages; null = in the bank. */
  readonly askedAt: Temporal.Instant | null;
  readonly ended: { readonly on: PlainDate; readonly why: MandateEnd } | null;
}

/** What falls due: a bill, the next instalment of an arrangement on request, or an instalment of a plan for repayment. */
export type Basis = 'claim' | 'arrangement' | 'instalment';

/** Something that falls due by itself and may be collected. */
export interface Falling {
  readonly basis: Basis;
  /** The number of the claim, the arrangement or the instalment. */
  readonly basisNumber: bigint;
  /** The main claims that it is for. */
  readonly mains: readonly ClaimNumber[];
  readonly dueOn: PlainDate;
  readonly amount: Ore;
  /** For the payer's overview; tells nobody else in the household what it is for. */
  readonly text: string;
}

export type DebitState = 'sent' | 'paid' | 'rejected' | 'cancelled' | 'charged-back';

/** An amount that Betalingsservice has been asked to take. */
export interface Debit extends Falling {
  readonly number: bigint;
  readonly debtor: DebtorNumber;
  readonly agreement: string;
  readonly payOn: PlainDate;
  readonly state: DebitState;
  readonly payment: PaymentNumber | null;
}

const DEBITS_OF_A_DELIVERY = 100_000n;

/** The number of a delivery's debit. */
export function debitNumber(delivery: bigint, place: number): bigint {
  return delivery * DEBITS_OF_A_DELIVERY + BigInt(place);
}

/** The most that a delivery can hold; what is more waits for the next. */
export const MOST_DEBITS = Number(DEBITS_OF_A_DELIVERY) - 1;

/** By which Betalingsservice's answer, and the payment, name a debit. */
export function debitReference(number: bigint): string {
  return `AFDRAG-B${number}`;
}

/** The debit that a reference names; null when it is none of ours. */
export function debitNamed(reference: string): bigint | null {
  const number = /^AFDRAG-B(?<number>\d{15})$/.exec(reference)?.groups?.['number'];
  return number === undefined ? null : BigInt(number);
}

/** The debtor's number as Betalingsservice has it (kundenummer). */
export function customerOf(debtor: DebtorNumber): string {
  return String(debtor).padStart(15, '0');
}

/** The debtor whom a customer number names; null when it is no number of ours. */
export function debtorNamed(customer: string): DebtorNumber | null {
  return /^\d{15}$/.test(customer) ? parseDebtorNumber(customer.replace(/^0+/, '')) : null;
}
