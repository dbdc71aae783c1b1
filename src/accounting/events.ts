import { accountKinds, type AccountKind, type LedgerGroup } from '../ledger/account-kinds.ts';
import type { Cause } from '../ledger/causes.ts';

/**
 * What vouchers tell of, and the last two digits of their numbers. A transfer to the recovery authority is none: no money
 * moves. `internal` is money that stands on another account of ours than before.
 */
export const voucherEvents = {
  'claim-raised': 1,
  'claim-changed': 2,
  'interest-posted': 3,
  'fee-posted': 4,
  'charge-cancelled': 5,
  payment: 6,
  overpayment: 7,
  refund: 8,
  'set-off': 9,
  'recovery-settlement': 10,
  'recovery-settlement-negative': 11,
  'write-off': 12,
  'write-off-reversed': 13,
  rounding: 14,
  internal: 15,
  'loss-recovered': 16,
  'till-difference': 17,
} as const;

export type VoucherEvent = keyof typeof voucherEvents;

/** In the order of their numbers: what happens to a claim on one day is told in this order. */
export const eventsInOrder = Object.keys(voucherEvents) as readonly VoucherEvent[]; // its own keys

/** Where money stands in the books. Money in transit stands nowhere: a payment is told with all that it covers. */
export type BookGroup = Exclude<LedgerGroup, 'transit'>;

/** The groups that a rule can give an account for. */
export const bookGroups: readonly BookGroup[] = [
  ...new Set(Object.values(accountKinds).map(({ group }) => group)),
].filter((group) => group !== 'transit');

/** A transfer as the books see it. */
export interface Seen {
  readonly cause: Cause;
  readonly debit: AccountKind;
  readonly credit: AccountKind;
  /** Of the claim that it is about; null when it is about none. */
  readonly level: 'main' | 'interest' | 'fee' | null;
}

/** The event that a transfer belongs to. */
export function eventOf({ cause, debit, credit, level }: Seen): VoucherEvent {
  switch (cause) {
    case 'claim-raised':
    case 'charge-raised':
    case 'owed-back-billed':
      return raisedAs(level);
    case 'claim-corrected':
      return 'claim-changed';
    case 'charge-adjusted':
      return 'charge-cancelled';
    case 'payment':
    case 'payment-reversed':
      // What is held for the debtor was paid too much, whichever way it goes.
      return isHeld(debit) || isHeld(credit) ? 'overpayment' : 'payment';
    case 'refund-decided':
    case 'give-back-undone':
      return 'overpayment';
    case 'refund-sent':
    case 'refund-paid':
    case 'refund-rejected':
      return 'refund';
    case 'recovered':
    case 'settled':
      // What debt relief has taken follows what was covered before it.
      if (isGone(debit) || isGone(credit)) return isHeld(credit) ? 'overpayment' : 'internal';
      return isAtRim(cause, debit) ? 'recovery-settlement' : 'recovery-settlement-negative';
    case 'written-off':
      return 'write-off';
    case 'write-off-reversed':
    case 'loss-recovered':
    case 'till-difference':
    case 'set-off':
    case 'rounding':
      return cause;
    default:
      return 'internal';
  }
}

function raisedAs(level: Seen['level']): VoucherEvent {
  if (level === 'interest') return 'interest-posted';
  return level === 'fee' ? 'fee-posted' : 'claim-raised';
}

function isGone(kind: AccountKind): boolean {
  return kind === 'ended';
}

function isHeld(kind: AccountKind): boolean {
  return accountKinds[kind].group === 'held';
}

/** What RIM has covered is owed us by RIM; what RIM has settled is on the bank. The other way round it is taken back. */
function isAtRim(cause: 'recovered' | 'settled', debit: AccountKind): boolean {
  return cause === 'recovered' ? debit === 'rim' : debit === 'bank';
}
