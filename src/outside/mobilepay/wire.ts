import { z } from 'zod';
import { ore, type Ore } from '../../kernel/money.ts';

/** Vipps MobilePay ePayment 1.4.1 as it is on the wire: what we send, and what we read of its answers. */

export const REFERENCE = /^[a-zA-Z0-9-]{8,50}$/;
export const MOST_ORE = 65_000_000;

const amountShape = z.object({ currency: z.literal('DKK'), value: z.number().int().min(0).max(MOST_ORE) });
export type WireAmount = z.infer<typeof amountShape>;

export function wireAmount(amount: Ore): WireAmount {
  return { currency: 'DKK', value: Number(amount) };
}

export function oreOf({ value }: WireAmount): Ore {
  return ore(BigInt(value));
}

/** What we ask for: nothing about a person, and no receipt of what they pay. */
export const createShape = z.strictObject({
  amount: amountShape,
  paymentMethod: z.strictObject({ type: z.enum(['WALLET', 'CARD']) }),
  reference: z.string().regex(REFERENCE),
  userFlow: z.literal('WEB_REDIRECT'),
  returnUrl: z.url(),
  paymentDescription: z.string().min(3).max(100),
});
export type WireCreate = z.infer<typeof createShape>;

export const adjustShape = z.strictObject({ modificationAmount: amountShape });

/** Where a browser can go: it becomes a link. */
const webAddress = z.url({ protocol: /^https?$/ });

export const createdShape = z.object({ redirectUrl: webAddress, reference: z.string() });

export const states = ['CREATED', 'ABORTED', 'EXPIRED', 'AUTHORIZED', 'TERMINATED'] as const;
export type WireState = (typeof states)[number];

export const paymentShape = z.object({
  reference: z.string(),
  pspReference: z.string(),
  state: z.enum(states),
  redirectUrl: webAddress.optional(),
  aggregate: z.object({
    authorizedAmount: amountShape,
    cancelledAmount: amountShape,
    capturedAmount: amountShape,
    refundedAmount: amountShape,
  }),
});
export type WirePayment = z.infer<typeof paymentShape>;

/** The name of an event is not among its required properties; an event without one tells us nothing. */
export const eventsShape = z.array(
  z.object({ name: z.string().optional(), timestamp: z.string(), success: z.boolean() }),
);

export const webhookShape = z.object({
  msn: z.string(),
  reference: z.string().regex(REFERENCE),
  name: z.string().regex(/^[A-Z]{1,20}$/),
});

/** Seconds are told as text; by own knowledge, for the interface of tokens is not among the published files. */
export const tokenShape = z.object({
  access_token: z.string().min(1),
  expires_in: z.union([z.string().regex(/^\d{1,9}$/), z.number().int()]),
});

export const registeredShape = z.object({ id: z.string(), secret: z.string().min(1) });

/** The webhooks that we ask for: what happens to a payment. */
export const webhookEvents = [
  'created',
  'aborted',
  'expired',
  'cancelled',
  'captured',
  'refunded',
  'authorized',
  'terminated',
].map((name) => `epayments.payment.${name}.v1`);
