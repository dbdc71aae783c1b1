import { z } from 'zod';

/**
 * Nexi Checkout (Nets Easy) as it is on the wire. No open description of it was found: shapes are from its public documentation and our own
 * knowledge, and have not been tried against the real one. What differs there is changed here alone.
 */

const amount = z.number().int().min(0);

/** Where a browser can go: it becomes a link. */
const webAddress = z.url({ protocol: /^https?$/ });

export const createShape = z.object({
  order: z.object({
    items: z.array(
      z.object({
        reference: z.string(),
        name: z.string().min(1).max(128),
        quantity: z.literal(1),
        unit: z.string(),
        unitPrice: amount,
        grossTotalAmount: amount,
        netTotalAmount: amount,
      }),
    ),
    amount,
    currency: z.literal('DKK'),
    reference: z.string().max(128),
  }),
  checkout: z.object({
    integrationType: z.literal('HostedPaymentPage'),
    returnUrl: z.url(),
    cancelUrl: z.url(),
    termsUrl: z.url(),
    /** Nobody is asked for name or address there. */
    merchantHandlesConsumerData: z.literal(true),
  }),
  notifications: z.object({
    webHooks: z.array(
      z.object({ eventName: z.string(), url: z.url(), authorization: z.string().min(8).max(64) }),
    ),
  }),
});
export type WireCreate = z.infer<typeof createShape>;

export const createdShape = z.object({
  paymentId: z.string().regex(/^[0-9a-f]{32}$/),
  hostedPaymentPageUrl: webAddress,
});

export const paymentShape = z.object({
  payment: z.object({
    paymentId: z.string(),
    /** What is nought is left out there. */
    summary: z.object({
      reservedAmount: amount.default(0),
      chargedAmount: amount.default(0),
      refundedAmount: amount.default(0),
      cancelledAmount: amount.default(0),
    }),
    orderDetails: z.object({ amount, currency: z.literal('DKK'), reference: z.string() }),
    checkout: z.object({ url: webAddress.nullish() }).nullish(),
    charges: z.array(z.object({ chargeId: z.string() })).nullish(),
    /** When it was given up, by us or by the citizen. */
    terminated: z.string().nullish(),
  }),
});
export type WirePayment = z.infer<typeof paymentShape>['payment'];

/** The webhooks that we ask for with each payment. */
export const webhookEvents = [
  'payment.reservation.created.v2',
  'payment.reservation.failed',
  'payment.charge.created.v2',
  'payment.charge.failed',
  'payment.refund.completed',
  'payment.cancel.created',
];

export const webhookShape = z.object({ event: z.string().regex(/^[a-z0-9.]{1,60}$/) });
