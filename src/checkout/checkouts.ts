import { createHash } from 'node:crypto';
import { hasten } from '../platform/due-work.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { LOOK } from './begin.ts';
import type { Heard, WebChannel } from './provider-port.ts';
import { checkoutByReference, insertWebhook } from './store.ts';

/** Payments that citizens have begun on the web, for who shows them. */
export {
  checkoutByReference,
  checkoutsBy,
  checkoutsBetween,
  eventsOf,
  noteReturned,
  noteStopAsked,
  type CheckoutEvent,
  type StoredCheckout,
} from './store.ts';
export { whyNotPaid } from './why-not-paid.ts';
export { refundsOf, type CheckoutRefund } from './refund-rows.ts';

/** A call of a provider that was its own. */
export interface HeardCall {
  readonly channel: WebChannel;
  readonly heard: Heard & { readonly state: 'genuine' };
  readonly body: Buffer;
  readonly at: Temporal.Instant;
}

/**
 * Keeps a provider's call and makes the payment due to be looked at. A call is a hint: nothing is booked for it. The same again, and one
 * about a payment that is not ours, change nothing. Answers whether there is something to look at.
 */
export async function takeWebhook(
  tx: MunicipalityTx,
  { channel, heard: { reference, name }, body, at }: HeardCall,
): Promise<boolean> {
  const sha256 = createHash('sha256').update(body).digest();
  const isNew = await insertWebhook(tx, { sha256, channel, reference, name, at });
  if (!isNew || reference === null || (await checkoutByReference(tx, reference)) === null) return false;
  await hasten(tx, { kind: LOOK, key: reference, dueAt: at });
  return true;
}
