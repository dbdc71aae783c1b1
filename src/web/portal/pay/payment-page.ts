import {
  checkoutByReference,
  noteReturned,
  noteStopAsked,
  whyNotPaid,
  type StoredCheckout,
} from '../../../checkout/checkouts.ts';
import { looksAgain } from '../../../checkout/look-times.ts';
import { lookBriefly } from '../../../checkout/look.ts';
import { isMoving, paymentView } from '../../../checkout/payment-view.ts';
import { isKey, referenceOf } from '../../../checkout/reference.ts';
import { isFinal } from '../../../checkout/state-machine.ts';
import type { NotPayable } from '../../../law/citizen-payment.ts';
import { pageKeyOf, pageRef } from '../../../municipality/page-refs.ts';
import { reversalOf } from '../../../payments/reverse-payment.ts';
import { inMunicipality, readInMunicipality } from '../../../platform/database.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { assetAddress } from '../../ui/assets.ts';
import { html } from '../../ui/html.ts';
import type { Place } from '../addresses.ts';
import type { Answer, Outside, SentForm, Visit } from '../route.ts';
import { paymentInWords } from './payment-words.ts';
import { paidDebts } from './paid-debts.ts';

/** Seconds between looks of a page that waits; for how long it is looked at again by a script, and how long the page comes again without. */
const AGAIN = 5;
const FOLLOWED = { minutes: 10 } as const;
const COMES_AGAIN = { minutes: 1 } as const;

/** Asks the provider before the page is read, unless it was asked a moment ago or there is nothing more to learn. */
export async function lookFirst({ checkout: parts, municipality }: Outside, ref: string): Promise<void> {
  if (parts === null || !isKey(ref)) return;
  const reference = referenceOf(municipality, ref);
  const stored = await readInMunicipality(parts.database, municipality, (tx) =>
    checkoutByReference(tx, reference),
  );
  if (stored !== null && !isFinal(stored) && looksAgain(stored, parts.clock()))
    await lookBriefly(parts, municipality, reference);
}

/** The browser has come back: noted, and a reason to ask, but no proof of anything. What stands after the question mark is not read. */
export async function returned({ checkout: parts, municipality }: Outside, ref: string): Promise<void> {
  if (parts === null || !isKey(ref)) return;
  const reference = referenceOf(municipality, ref);
  const isFirst = await inMunicipality(parts.database, municipality, (tx) =>
    noteReturned(tx, reference, parts.clock()),
  );
  if (isFirst) await lookBriefly(parts, municipality, reference);
}

/** To the payment's own page, from an address that only does something. */
export function toPayment({ place: { ref = '' } }: Pick<Visit, 'place'>): Answer {
  return isKey(ref) ? { kind: 'go', to: { name: 'payment', ref } } : { kind: 'not-found' };
}

/** How a payment goes. Whose it is sees what it is for as well; whoever else has its address, only how it goes. */
export async function paymentPage(visit: Visit): Promise<Answer> {
  const stored = await storedAt(visit);
  if (stored === null) return { kind: 'not-found' };
  const { session, now, texts } = visit;
  const isOwn = session !== null && session.debtor === stored.debtor && session.scopes.includes('pay');
  const reversal = stored.payment === null ? null : await reversalOf(visit.tx, stored.payment);
  const view = paymentView(stored, now, reversal !== null);
  const debts = isOwn ? await paidDebts(visit, stored) : [];
  const own = isOwn
    ? {
        ...visit,
        session,
        debts,
        takenBack: reversal === null ? null : { on: reversal.on, as: reversal.kind },
        receipt: await receiptPlace(visit, stored),
        whyNot: await whyNot(visit, stored),
      }
    : null;
  const isFollowed = isMoving(view) && isWithin(stored, FOLLOWED, visit);
  // Where the reader is to do something, the page is not taken from under them.
  const comesAgain = isFollowed && view.is !== 'open' && isWithin(stored, COMES_AGAIN, visit);
  const main = html`<div id="payment" role="status" data-again="${isFollowed ? AGAIN : 0}">
      ${paymentInWords(visit, { stored, view, own })}
    </div>
    <script src="${assetAddress('payment.js')}" defer></script>`;
  const page = { title: texts.payment.title, main };
  return { kind: 'page', page: comesAgain ? { ...page, again: AGAIN } : page };
}

/** Why nothing of what it is for may be paid here any more. Where that cannot be read it goes on: before money is taken it is asked again. */
async function whyNot({ tx, today }: Visit, stored: StoredCheckout): Promise<NotPayable | null> {
  const on = stored.receivedOn ?? today;
  return orElse(await readPart(tx, 'plans', () => whyNotPaid(tx, stored, on)), null);
}

/** Where the receipt is of a payment that is in the ledger; null = it is not, or its reader may not see the papers. */
async function receiptPlace(
  { tx, session }: Visit,
  { payment, state }: StoredCheckout,
): Promise<Place | null> {
  if (payment === null || state !== 'paid' || session?.scopes.includes('see') !== true) return null;
  return { name: 'receipt', ref: pageRef(await pageKeyOf(tx), 'payment', payment) };
}

function isWithin(
  { begunAt, returnedAt }: StoredCheckout,
  time: Temporal.DurationLike,
  { now }: Visit,
): boolean {
  return Temporal.Instant.compare((returnedAt ?? begunAt).add(time), now) > 0;
}

/** The citizen wants it stopped: it is, if the provider says that nobody has approved it. */
export async function stopPayment(sent: SentForm): Promise<Answer> {
  const stored = await storedAt(sent);
  if (stored === null || stored.debtor !== sent.session.debtor) return { kind: 'not-found' };
  await noteStopAsked(sent.tx, stored.reference, sent.now);
  return {
    kind: 'go',
    to: { name: 'payment', ref: sent.place.ref ?? '' },
    afterwards: async ({ checkout, municipality }) => {
      if (checkout !== null) await lookBriefly(checkout, municipality, stored.reference);
    },
  };
}

async function storedAt({ tx, municipality, place: { ref = '' } }: Visit): Promise<StoredCheckout | null> {
  return isKey(ref) ? checkoutByReference(tx, referenceOf(municipality, ref)) : null;
}
