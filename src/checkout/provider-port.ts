import type { Ore } from '../kernel/money.ts';

/** How a citizen pays on the web; each books on the channel of the same name. */
export type WebChannel = 'mobilepay' | 'card';

/** What the checkout asks of whoever takes a citizen's payment: MobilePay, or a card company's own page. No card number comes to us. */
export interface PaymentProvider {
  /** Whose interface it is, as kept with the payment: `vipps-mobilepay`, `nexi`. */
  readonly name: string;
  readonly channel: WebChannel;
  /** Asks for a payment. The same reference again is the same payment, or `exists`. */
  create(ask: PaymentAsk): Promise<Created | { readonly state: 'exists' } | ProviderTrouble>;
  /** What the provider knows of a payment: the only proof of anything. */
  read(payment: NamedPayment): Promise<ToldPayment | Absent | ProviderTrouble>;
  /** Takes what has been approved. Safe to repeat, as cancelling and sending back are. */
  capture(payment: NamedPayment, amount: Ore): Promise<Adjusted | ProviderTrouble>;
  cancel(payment: NamedPayment): Promise<Adjusted | ProviderTrouble>;
  /** `place` tells one sending back of a payment from the next. */
  refund(
    payment: NamedPayment,
    what: { readonly amount: Ore; readonly place: number },
  ): Promise<Adjusted | ProviderTrouble>;
  /** Whether a call to our address of webhooks is the provider's own, and about which payment. It is a hint to read, never proof. */
  hear(call: WebhookCall): Heard;
}

export interface PaymentAsk {
  /** Ours: `998-` and twenty signs that nobody guesses. */
  readonly reference: string;
  readonly amount: Ore;
  /** Shown by the provider; nothing about a person or a debt. */
  readonly description: string;
  /** Where the browser is sent back to. */
  readonly returnAddress: string;
  /** Where the provider calls, where it is told with each payment. */
  readonly webhookAddress: string;
  readonly language: 'da' | 'en';
}

export interface NamedPayment {
  readonly reference: string;
  /** The provider's own name for it; null while it has told none. */
  readonly pspReference: string | null;
}

export interface Created {
  readonly state: 'created';
  /** Where the citizen goes to pay. */
  readonly redirect: string;
  readonly pspReference: string | null;
}

/** It knows no payment of that name. */
export interface Absent {
  readonly state: 'absent';
}

export interface Adjusted {
  readonly state: 'done';
}

/** `unknown`: no answer that can be read; it may have happened. `refused`: it has not, and will not. */
export type ProviderTrouble =
  | { readonly state: 'unknown'; readonly detail: string }
  | { readonly state: 'refused'; readonly code: string };

export interface ToldPayment {
  readonly state: 'told';
  readonly reference: string;
  readonly pspReference: string | null;
  /** Where the citizen goes on with it, where the provider tells it again. */
  readonly redirect: string | null;
  /** What came of the citizen's part; what has been taken and sent back is told by the amounts alone. */
  readonly outcome: 'created' | 'aborted' | 'expired' | 'authorized' | 'terminated';
  readonly authorized: Ore;
  readonly captured: Ore;
  readonly refunded: Ore;
  readonly cancelled: Ore;
  /** When the citizen approved it; null = not, or not told. */
  readonly authorizedAt: Temporal.Instant | null;
}

/** A call as it came, with its body unread. */
export interface WebhookCall {
  /** The address under which the provider knows us; never what the caller says (`host`). */
  readonly address: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  readonly now: Temporal.Instant;
}

export type Heard =
  | {
      readonly state: 'genuine';
      /** Null: it names no payment of ours. */
      readonly reference: string | null;
      /** The provider's word for what happened. */
      readonly name: string;
    }
  | { readonly state: 'not-theirs' };
