import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { AccountKind } from './account-kinds.ts';
import type { Cause } from './causes.ts';

/** Where money stands. Made by the functions below. */
export interface Account {
  readonly kind: AccountKind;
  /** Number of what it is about (account-kinds.ts); 0 for what there is one of. */
  readonly number: bigint;
  /** The debtor of a `due` account, otherwise 0. */
  readonly debtor: DebtorNumber | 0;
}

/** Owed, and asked for by no instalment yet. */
export function claimAccount(claim: ClaimNumber): Account {
  return { kind: 'claim', number: claim, debtor: 0 };
}

/** Asked for by the debtor's instalments, and not paid. */
export function dueAccount(claim: ClaimNumber, debtor: DebtorNumber): Account {
  return { kind: 'due', number: claim, debtor };
}

/** Where the claim came from. */
export function sourceAccount(claim: ClaimNumber): Account {
  return { kind: 'source', number: claim, debtor: 0 };
}

/** What nobody is liable for any longer; the loss is not booked. */
export function endedAccount(claim: ClaimNumber): Account {
  return { kind: 'ended', number: claim, debtor: 0 };
}

/** The loss, as it has been booked. */
export function writtenOffAccount(claim: ClaimNumber): Account {
  return { kind: 'written-off', number: claim, debtor: 0 };
}

/** Differences of øre that were booked. */
export const roundingAccount: Account = { kind: 'rounding', number: 0n, debtor: 0 };

/** At the recovery authority (RIM), and not covered there. */
export function recoveryAccount(claim: ClaimNumber): Account {
  return { kind: 'recovery', number: claim, debtor: 0 };
}

/** RIM's own interest on a claim that came to us. */
export function recoveryInterestAccount(claim: ClaimNumber): Account {
  return { kind: 'recovery-interest', number: claim, debtor: 0 };
}

/** Covered by RIM and not settled with us. */
export const rimAccount: Account = { kind: 'rim', number: 0n, debtor: 0 };

/** A payment's money until it has been allocated. */
export function transitAccount(payment: bigint): Account {
  return { kind: 'transit', number: payment, debtor: 0 };
}

/** The kinds of account that money comes in by. */
export const channelAccounts: ReadonlySet<AccountKind> = new Set(['bank', 'counter', 'clearing'] as const);

const clearingOf = { betalingsservice: 1n, card: 2n, mobilepay: 3n } as const;

/** A channel that tells of money before it is on the bank. */
export type ClearingChannel = keyof typeof clearingOf;
export const clearingChannels = Object.keys(clearingOf) as readonly ClearingChannel[]; // its own keys

/** Where money comes in: what is told by a channel of its own has still to come to the bank. A till has a number, 0 the first. */
export function channelAccount(channel: 'bank' | 'counter' | ClearingChannel, till: number = 0): Account {
  if (channel === 'bank') return { kind: 'bank', number: 0n, debtor: 0 };
  if (channel === 'counter') return { kind: 'counter', number: BigInt(till), debtor: 0 };
  return { kind: 'clearing', number: clearingOf[channel], debtor: 0 };
}

/** A payment's money while nobody knows for what it is. */
export function suspenseAccount(payment: bigint): Account {
  return { kind: 'suspense', number: payment, debtor: 0 };
}

/** On its way out to a debtor. */
export function refundAccount(order: bigint): Account {
  return { kind: 'refund', number: order, debtor: 0 };
}

/** To come from the paying department. */
export function setOffAccount(setOff: bigint): Account {
  return { kind: 'set-off', number: setOff, debtor: 0 };
}

/** Held for the debtor, to be given back. */
export function overpaidAccount(debtor: DebtorNumber): Account {
  return { kind: 'overpaid', number: BigInt(debtor), debtor: 0 };
}

/** Given back to the debtor of money that was taken back from us since: owed by the debtor. */
export function owedBackAccount(debtor: DebtorNumber): Account {
  return { kind: 'owed-back', number: BigInt(debtor), debtor: 0 };
}

/** What a claim was raised of, because it was owed back before. */
export function billedBackAccount(claim: ClaimNumber): Account {
  return { kind: 'billed-back', number: claim, debtor: 0 };
}

/** Money that moved (postering): out of the credited account, into the debited one. One row of the ledger. */
export interface Transfer {
  readonly cause: Cause;
  /** The number of what caused it (causes.ts). */
  readonly causeNumber: bigint;
  /** Its place among the transfers of that cause, from 1. */
  readonly line: number;
  readonly debit: Account;
  readonly credit: Account;
  /** Above 0. */
  readonly amount: Ore;
  /** When it counts. */
  readonly valueDate: PlainDate;
  /** The open accounting day it belongs to. */
  readonly bookingDate: PlainDate;
  readonly recordedAt: Temporal.Instant;
}
