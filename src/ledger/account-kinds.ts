/**
 * The accounts that money can stand on. The database knows the same kinds, sides and which are kept (000019); a test
 * compares them.
 */
export const accountKinds = {
  /** Owed, and asked for by no instalment yet. */
  claim: { number: 'claim', side: 'plus', group: 'receivable', kept: true },
  /** Asked for by the debtor's instalments, or as a whole, and not paid. */
  due: { number: 'claim', side: 'plus', group: 'receivable', kept: true },
  /** What nobody is liable for any longer; the loss is not booked. */
  ended: { number: 'claim', side: 'plus', group: 'receivable', kept: true },
  /** At the recovery authority (RIM), and not covered there. */
  recovery: { number: 'claim', side: 'plus', group: 'receivable', kept: true },
  /** Where the claim came from; of interest and fees, the income. */
  source: { number: 'claim', side: 'minus', group: 'source', kept: true },
  /** The loss, as it has been booked. */
  'written-off': { number: 'claim', side: 'plus', group: 'loss', kept: true },
  /** A payment's money until it has been allocated. */
  transit: { number: 'payment', side: 'nothing', group: 'transit', kept: false },
  /** Received, and nobody knows yet for what. */
  suspense: { number: 'payment', side: 'minus', group: 'suspense', kept: true },
  /** Less than nothing when more has been given back than has come: what a channel told of may be given back before it has come. */
  bank: { number: 'none', side: 'either', group: 'bank', kept: false },
  /** Cash in a till; 0 is a till, too. */
  counter: { number: 'till', side: 'plus', group: 'till', kept: false },
  /** Told by a channel, and not on the bank yet; less than nothing when the channel takes back what has come to the bank. */
  clearing: { number: 'channel', side: 'either', group: 'clearing', kept: false },
  /** Held for the debtor. */
  overpaid: { number: 'debtor', side: 'minus', group: 'held', kept: true },
  /** Given back to the debtor, or on its way, of money that the bank has taken back since: the debtor owes it. */
  'owed-back': { number: 'debtor', side: 'plus', group: 'held', kept: true },
  /** What a claim was raised of, because it was owed back before: in the books the two are one. */
  'billed-back': { number: 'claim', side: 'plus', group: 'source', kept: false },
  /** On its way out to the debtor. */
  refund: { number: 'refund-order', side: 'minus', group: 'refund', kept: true },
  /** To come from the paying department. */
  'set-off': { number: 'set-off', side: 'plus', group: 'set-off', kept: false },
  /** Covered by RIM and not settled with us; less than nothing when RIM takes a covering back. */
  rim: { number: 'none', side: 'either', group: 'rim', kept: false },
  /** RIM's own interest that came to us. */
  'recovery-interest': { number: 'claim', side: 'minus', group: 'recovery-interest', kept: false },
  /** Differences of øre. */
  rounding: { number: 'none', side: 'either', group: 'rounding', kept: false },
} as const satisfies Readonly<Record<string, AccountRule>>;

export type AccountKind = keyof typeof accountKinds;

/** The accounts that stand together in the municipality's books. */
export type LedgerGroup = (typeof accountKinds)[AccountKind]['group'];

export interface AccountRule {
  /** What the account's number is; `none` and a till may be 0. */
  readonly number: 'claim' | 'payment' | 'debtor' | 'refund-order' | 'set-off' | 'channel' | 'till' | 'none';
  /** Where its balance may stand: 0 or more, 0 or less, either, or 0 alone when a cause has been written. */
  readonly side: 'plus' | 'minus' | 'either' | 'nothing';
  /** Transfers within one group are no matter of the books. */
  readonly group: string;
  /** Its balance is kept in `account_balance`; never where every payment moves it. */
  readonly kept: boolean;
}

/** The kinds of which something holds. */
export function kindsWhere(holds: (rule: AccountRule) => boolean): AccountKind[] {
  return (Object.keys(accountKinds) as AccountKind[]).filter((kind) => holds(accountKinds[kind])); // its own keys
}

/** The kinds whose balances are kept. */
export const keptKinds: readonly AccountKind[] = kindsWhere(({ kept }) => kept);
