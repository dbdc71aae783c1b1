import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';

declare const paymentBrand: unique symbol;
/** The municipality's own number for a payment (payment-number.ts); those registered before it was derived have 1, 2, 3 … */
export type PaymentNumber = bigint & { readonly [paymentBrand]: true };

/** Where the money came in. */
export type Channel = 'bank' | 'counter';

/** Money received from a debtor. */
export interface PaymentReceived {
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
  readonly channel: Channel;
  /** The bank's or the receipt's own words for it: the same words on the same channel are the same payment. */
  readonly reference: string;
  /** The day from which it counts. */
  readonly receivedOn: PlainDate;
}

export interface Payment extends PaymentReceived {
  readonly number: PaymentNumber;
}
