import { zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { hasten } from '../platform/due-work.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { LOOK } from './begin.ts';
import type { CheckoutReference } from './reference.ts';
import {
  approveStoredRefund,
  insertRefund,
  refundsOf,
  withdrawStoredRefund,
  type CheckoutRefund,
} from './refund-rows.ts';
import { heldCheckout, noteEvents, type StoredCheckout } from './store.ts';

/** Who says something about sending a payment back, and when. */
export interface RefundActing {
  readonly reference: CheckoutReference;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type CheckoutRefundRefusal =
  | { readonly tag: 'unknown-payment' | 'reason-missing' }
  /** Nothing of it is in the ledger, or all of it has been sent back. */
  | { readonly tag: 'not-paid' | 'sent-back-already' }
  | { readonly tag: 'proposed-already' | 'nothing-proposed' }
  /** The person who proposed it: another one approves. */
  | { readonly tag: 'same-person' };

/** How often it may be proposed to send one payment back. */
const MOST_PLACES = 9;

/**
 * Proposes to send a payment back, whole, to the card or wallet that it came from; a second person approves it. A part of it goes another
 * way: what is too much of it is paid out by the municipality's own payments (payments/propose-refund.ts).
 */
export async function proposeCheckoutRefund(
  tx: MunicipalityTx,
  { reference, by, at, because }: RefundActing & { readonly because: string },
): Promise<Result<CheckoutRefund, CheckoutRefundRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const held = await paidCheckout(tx, reference);
  if (!held.ok) return held;
  const before = await refundsOf(tx, reference);
  if (
    before.some(({ state }) => state === 'proposed' || state === 'approved') ||
    before.length >= MOST_PLACES
  )
    return refuse({ tag: 'proposed-already' });
  const refund = {
    reference,
    place: before.length + 1,
    amount: held.value.captured,
    because,
    proposedBy: by,
  };
  await insertRefund(tx, refund, at);
  await noteEvents(tx, reference, { names: ['refund-proposed'], at });
  return ok({ ...refund, state: 'proposed', approvedBy: null });
}

/** Approves it, as another person than the one who proposed it; the provider is asked at the next look, and the ledger follows what it tells. */
export async function approveCheckoutRefund(
  tx: MunicipalityTx,
  { reference, by, at }: RefundActing,
): Promise<Result<CheckoutRefund, CheckoutRefundRefusal>> {
  const held = await paidCheckout(tx, reference);
  if (!held.ok) return held;
  const proposed = (await refundsOf(tx, reference)).find(({ state }) => state === 'proposed');
  if (proposed === undefined) return refuse({ tag: 'nothing-proposed' });
  if (samePerson(proposed.proposedBy, by)) return refuse({ tag: 'same-person' });
  await approveStoredRefund(tx, proposed, { by, at });
  await noteEvents(tx, reference, { names: ['refund-approved'], at });
  await hasten(tx, { kind: LOOK, key: reference, dueAt: at });
  return ok({ ...proposed, state: 'approved', approvedBy: by });
}

/** Takes a proposal back that nobody has approved. */
export async function withdrawCheckoutRefund(
  tx: MunicipalityTx,
  { reference, at }: Omit<RefundActing, 'by'>,
): Promise<Result<CheckoutRefund, CheckoutRefundRefusal>> {
  const held = await paidCheckout(tx, reference);
  if (!held.ok) return held;
  const proposed = (await refundsOf(tx, reference)).find(({ state }) => state === 'proposed');
  if (proposed === undefined) return refuse({ tag: 'nothing-proposed' });
  await withdrawStoredRefund(tx, proposed);
  await noteEvents(tx, reference, { names: ['refund-withdrawn'], at });
  return ok({ ...proposed, state: 'withdrawn' });
}

async function paidCheckout(
  tx: MunicipalityTx,
  reference: CheckoutReference,
): Promise<Result<StoredCheckout, CheckoutRefundRefusal>> {
  const held = await heldCheckout(tx, reference);
  if (held === null) return refuse({ tag: 'unknown-payment' });
  if (held.state !== 'paid') return refuse({ tag: 'not-paid' });
  return held.refunded > zeroOre ? refuse({ tag: 'sent-back-already' }) : ok(held);
}
