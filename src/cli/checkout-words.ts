import type { CheckoutRefundRefusal } from '../checkout/refunds.ts';
import type { CheckoutEvent, CheckoutRefund, StoredCheckout } from '../checkout/checkouts.ts';
import type { CheckoutReconciliation } from '../checkout/reconcile.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner, zeroOre } from '../kernel/money.ts';

const states: Readonly<Record<StoredCheckout['state'], string>> = {
  prepared: 'gøres klar',
  open: 'venter på borgeren',
  authorized: 'godkendt, ikke trukket',
  paid: 'betalt og bogført',
  stopped: 'ikke gennemført, intet trukket',
};

/** One payment that a citizen has begun, for the terminal. */
export function checkoutLines(
  {
    reference,
    state,
    amount,
    channel,
    debtor,
    captured,
    refunded,
    held,
    receivedOn,
    trouble,
  }: StoredCheckout,
  {
    events,
    refunds,
  }: { readonly events: readonly CheckoutEvent[]; readonly refunds: readonly CheckoutRefund[] },
): string[] {
  return [
    `${reference}: ${readableKroner(amount)} med ${channel === 'card' ? 'kort' : 'MobilePay'}, debitor ${debtor}, ${states[state]}`,
    ...(captured > zeroOre && receivedOn !== null
      ? [`  trukket ${readableKroner(captured)}, regnes fra ${readableDate(receivedOn)}`]
      : []),
    ...(held > zeroOre ? [`  heraf står ${readableKroner(held)} til borgerens gode eller uplaceret`] : []),
    ...(refunded > zeroOre ? [`  sendt tilbage: ${readableKroner(refunded)}`] : []),
    ...(trouble === null ? [] : [`  i vejen: ${trouble}`]),
    ...refunds.map(refundLine),
    ...events.map(({ at, name }) => `  ${at.toString({ smallestUnit: 'second' })} ${name}`),
  ];
}

function refundLine({ state, proposedBy, approvedBy, because }: CheckoutRefund): string {
  const approved = approvedBy === null ? '' : `, godkendt af ${approvedBy}`;
  return `  tilbagesendelse (${refundStates[state]}): foreslået af ${proposedBy}${approved}: ${because}`;
}

export const refundStates: Readonly<Record<CheckoutRefund['state'], string>> = {
  proposed: 'foreslået',
  approved: 'godkendt',
  done: 'sendt',
  refused: 'afvist af betalingsudbyderen',
  withdrawn: 'taget tilbage',
};

export function checkoutJson(checkout: StoredCheckout): unknown {
  const {
    reference,
    debtor,
    channel,
    state,
    amount,
    captured,
    refunded,
    held,
    receivedOn,
    trouble,
    payment,
  } = checkout;
  return {
    reference,
    debtor,
    channel,
    state,
    amount: plainKroner(amount),
    captured: plainKroner(captured),
    refunded: plainKroner(refunded),
    held: plainKroner(held),
    receivedOn,
    trouble,
    payment: payment?.toString() ?? null,
  };
}

export function reconciliationJson(found: CheckoutReconciliation): unknown {
  return { ...found, difference: plainKroner(found.difference), unsettled: plainKroner(found.unsettled) };
}

export function reconciliationLines(found: CheckoutReconciliation): string[] {
  const { payments, checked, difference, missingHere, missingThere, notTold, unsettled } = found;
  return [
    `Betalinger: ${payments}, heraf oplyst af betalingsudbyderen: ${checked}`,
    difference === zeroOre
      ? 'Bøgerne og betalingsudbyderen er enige.'
      : `Forskel: ${readableKroner(difference)} (trukket hos udbyderen, minus bogført)`,
    ...missingHere.map((reference) => `  trukket, men ikke bogført: ${reference}`),
    ...missingThere.map((reference) => `  bogført, men ikke trukket: ${reference}`),
    ...notTold.map((reference) => `  kunne ikke læses: ${reference}`),
    ...(unsettled > zeroOre ? [`Godkendt, men ikke trukket endnu: ${readableKroner(unsettled)}`] : []),
  ];
}

export const refundRefusals: Readonly<Record<CheckoutRefundRefusal['tag'], string>> = {
  'unknown-payment': 'Der er ingen betaling med det nummer.',
  'reason-missing': 'Skriv hvorfor (--because).',
  'not-paid': 'Betalingen er ikke bogført, så der er ikke noget at sende tilbage.',
  'sent-back-already': 'Betalingen er allerede sendt tilbage.',
  'proposed-already': 'Det er allerede foreslået at sende betalingen tilbage.',
  'nothing-proposed': 'Ingen har foreslået at sende betalingen tilbage.',
  'same-person': 'Den, der har foreslået det, kan ikke selv godkende det.',
};
