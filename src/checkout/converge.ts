import { closeMatter, openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { receive } from '../payments/receive.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import type { PaymentNumber } from '../payments/types.ts';
import { complete, waitingAmong } from '../platform/due-work.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { LOOK } from './begin.ts';
import type { CheckoutReference } from './reference.ts';
import {
  receivedOn,
  applied,
  decide,
  isFinal,
  type Ask,
  type Change,
  type Learnt,
  type PersonWhy,
} from './state-machine.ts';
import { endApprovedRefund, refundsOf } from './refund-rows.ts';
import { heldCheckout, noteEvents, saveCheckout, type StoredCheckout } from './store.ts';
import { whyNotPaid } from './why-not-paid.ts';

/** Who is noted as having done what the provider's word alone decides. */
const BY = 'checkout';

export interface Converged {
  /** The payment as it stands now. */
  readonly checkout: StoredCheckout;
  readonly ask: Ask;
}

/**
 * Writes what follows from what was learnt about a payment, money and all, in one transaction, and answers what is to be asked next. The
 * payment is held meanwhile, before any debtor. Null = there is none of that reference.
 */
export async function converge(
  tx: MunicipalityTx,
  reference: CheckoutReference,
  { learnt, at }: { readonly learnt: Learnt; readonly at: Temporal.Instant },
): Promise<Converged | null> {
  const before = await heldCheckout(tx, reference);
  if (before === null) return null;
  const paidOn = learnt.state === 'told' ? receivedOn(before, learnt, at) : dayInCopenhagen(at);
  const mayBePaid =
    before.state === 'paid' || before.state === 'stopped' || (await whyNotPaid(tx, before, paidOn)) === null;
  const { changes, ask } = decide(before, learnt, at, mayBePaid);
  let checkout: StoredCheckout = before;
  for (const change of changes) checkout = await carryOut(tx, checkout, { change, at });
  const lookedAt = learnt.state === 'unasked' ? before.lookedAt : at;
  checkout = { ...checkout, lookedAt };
  await saveCheckout(tx, checkout);
  await noteEvents(tx, reference, { names: changes.map(nameOf), at });
  if (isFinal(checkout)) await rest(tx, checkout, at);
  return { checkout, ask };
}

async function carryOut(
  tx: MunicipalityTx,
  checkout: StoredCheckout,
  { change, at }: { readonly change: Change; readonly at: Temporal.Instant },
): Promise<StoredCheckout> {
  const { reference } = checkout;
  switch (change.kind) {
    case 'booked': {
      const booked = await book(tx, checkout, { ...change, at });
      return { ...checkout, ...applied(checkout, change, booked.held), payment: booked.payment };
    }
    case 'sent-back':
      await takeBack(tx, checkout, at);
      await endApprovedRefund(tx, reference, 'done');
      break;
    case 'refund-refused':
      await endApprovedRefund(tx, reference, 'refused');
      break;
    case 'person':
      await tellPerson(tx, checkout, { why: change.why, at });
      break;
    case 'opened':
    case 'authorized':
    case 'stopped':
    case 'trouble':
      break;
  }
  return { ...checkout, ...applied(checkout, change) };
}

interface Booked {
  readonly payment: PaymentNumber;
  readonly held: Ore;
}

/** The same payment again is the same: reference, amount and day do not change once they are known. */
async function book(
  tx: MunicipalityTx,
  { reference, channel, debtor, claims: wish }: StoredCheckout,
  booking: { readonly captured: Ore; readonly receivedOn: PlainDate; readonly at: Temporal.Instant },
): Promise<Booked> {
  const { captured: amount, receivedOn, at } = booking;
  const told = { by: 'debtor', debtor, wish } as const;
  const received = await receive(tx, { reference, channel, amount, receivedOn, told, by: BY, at });
  assert(received.ok, `a payment that was taken is registered: ${received.ok ? '' : received.refusal.tag}`);
  const { payment, overpaid, suspended } = received.value;
  return { payment, held: addOre(overpaid, suspended?.amount ?? zeroOre) };
}

async function takeBack(
  tx: MunicipalityTx,
  { reference, payment }: StoredCheckout,
  at: Temporal.Instant,
): Promise<void> {
  assert(payment !== null, 'what was sent back had been booked');
  const because = (await refundsOf(tx, reference)).find(({ state }) => state === 'approved')?.because;
  const reversed = await reversePayment(tx, {
    payment,
    kind: 'reversed',
    reference: `${reference}-r`,
    on: dayInCopenhagen(at),
    because: because ?? 'sendt tilbage af betalingsudbyderen',
    by: BY,
    at,
  });
  // Somebody has taken it back by hand: the ledger says already what the provider does.
  const isBack = reversed.ok || reversed.refusal.tag === 'reversed-already';
  assert(isBack, `a payment that was sent back is taken back: ${reversed.ok ? '' : reversed.refusal.tag}`);
}

async function tellPerson(
  tx: MunicipalityTx,
  { reference, debtor }: StoredCheckout,
  { why, at }: { readonly why: PersonWhy; readonly at: Temporal.Instant },
): Promise<void> {
  const month = monthOf(dayInCopenhagen(at));
  await openWorkItems(tx, [{ kind: 'web-payment', debtor, month, about: matterOf(reference, why) }], at);
}

function matterOf(reference: CheckoutReference, why: PersonWhy): string {
  return `${reference} ${why}`;
}

/** Nothing more is expected: nobody needs to look, by timer or as a person who was to find out. */
async function rest(tx: MunicipalityTx, { reference }: StoredCheckout, at: Temporal.Instant): Promise<void> {
  const waiting = await waitingAmong(tx, { kind: LOOK, keys: [reference] });
  await complete(tx, { kind: LOOK, keys: [...waiting], now: at });
  const about = matterOf(reference, 'unknown-for-long');
  await closeMatter(tx, { kind: 'web-payment', about }, { by: BY, because: 'the provider has told', at });
}

function nameOf(change: Change): string {
  switch (change.kind) {
    case 'stopped':
    case 'person':
      return `${change.kind}-${change.why}`;
    case 'trouble':
      return change.trouble ?? 'trouble-over';
    case 'opened':
    case 'authorized':
    case 'booked':
    case 'sent-back':
    case 'refund-refused':
      return change.kind;
  }
}
