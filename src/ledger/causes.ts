/**
 * Why money moves, and what the cause's number is the number of; docs/guides/ledger.md says for each what it moves
 * between. The database knows the same causes (000019); a test compares them.
 */
export const causes = {
  'claim-raised': 'claim',
  'claim-corrected': 'correction',
  /** Interest or a fee, as a claim of its own. */
  'charge-raised': 'claim',
  /** The payment, reversal or correction that changed the past under interest and fees. */
  'charge-adjusted': 'what-changed',
  instalment: 'instalment',
  'instalment-withdrawn': 'instalment',
  'arrangement-instalment': 'arrangement-instalment',
  'arrangement-withdrawn': 'arrangement-instalment',
  /** A plan that falls away. */
  default: 'agreement',
  payment: 'payment',
  'payment-reversed': 'payment',
  'suspense-resolved': 'payment',
  reallocated: 'payment',
  cleared: 'bank-line',
  'till-emptied': 'till-day',
  /** Two have counted another amount than the books say. */
  'till-difference': 'till-count',
  /** To the recovery authority, and back from it. */
  transferred: 'recovery-action',
  recalled: 'recovery-action',
  recovered: 'recovery-notification',
  settled: 'settlement',
  'liability-ended': 'claim',
  'written-off': 'write-off',
  'write-off-reversed': 'write-off',
  /** Money that is meant for a claim takes its loss back as far as it goes, and the other way when it no longer covers that. */
  'loss-recovered': 'write-off',
  rounding: 'rounding',
  /** Money that covered claims, and that a person has decided to give back, is taken off them. */
  'refund-decided': 'refund-order',
  'refund-sent': 'refund-order',
  'refund-paid': 'refund-order',
  'refund-rejected': 'refund-order',
  /** What had been given back of a payment that is taken off again: it is held no longer, or the debtor owes it. */
  'give-back-undone': 'payment',
  /** What a debtor owes of money that was given back is covered by what is held for the debtor. */
  'owed-back-covered': 'refund-item',
  /** What a debtor owes of money that was given back is a claim in the register from now on. */
  'owed-back-billed': 'claim',
  'set-off': 'set-off',
} as const;

export type Cause = keyof typeof causes;
