import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { PaidPart, Rule } from '../law/payment-order.ts';

declare const paymentBrand: unique symbol;
/** The municipality's own number for a payment (payment-number.ts); those registered before it was derived have 1, 2, 3 … */
export type PaymentNumber = bigint & { readonly [paymentBrand]: true };

/** Every way in which money comes in that a person, or a channel of its own, tells of. */
export const channels = ['bank', 'counter', 'betalingsservice', 'card', 'mobilepay'] as const;
/** `state-set-off`: the recovery authority has set it off for us against a payout of the state, and settles it with its coverings. */
export type Channel = (typeof channels)[number] | 'state-set-off';

/** What a channel tells about the money, whomever it is for. */
export interface MoneyIn {
  readonly amount: Ore;
  readonly channel: Channel;
  /** The channel's own words for it, such as the bank's or the receipt's: the same words on the same channel are the same payment. */
  readonly reference: string;
  /** The day from which it counts. */
  readonly receivedOn: PlainDate;
  /** The till that took it; 0 is the first, and the default. Only at the counter. */
  readonly till?: number;
}

/** What is known about what the money is for: a payment line, who owes and perhaps which claims they wish to pay, or nothing. */
export type Told =
  | { readonly by: 'line'; readonly line: string }
  | { readonly by: 'debtor'; readonly debtor: DebtorNumber; readonly wish: readonly ClaimNumber[] }
  | { readonly by: 'nothing' };

export interface Payment extends MoneyIn {
  readonly number: PaymentNumber;
  /** Whose debt it is for; null: nobody knew when it came. */
  readonly debtor: DebtorNumber | null;
  readonly told: Told;
  readonly till: number;
}

/** What a payment covers: of which claim, which part of it, and by which rule. */
export interface CoveredPart {
  readonly claim: ClaimNumber;
  readonly part: PaidPart;
  readonly amount: Ore;
  /** `person`: somebody found out what the money was for. Null: allocated before rules were kept. */
  readonly rule: Rule | 'person' | null;
}
