import type { StoredCheckout } from '../../../checkout/checkouts.ts';
import type { PaymentView } from '../../../checkout/payment-view.ts';
import type { PaymentShown } from '../../../insight/payments-shown.ts';
import { keyOf } from '../../../checkout/reference.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { unreachable } from '../../../kernel/result.ts';
import type { NotPayable } from '../../../law/citizen-payment.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { facts, linkButton, stepCount, submitButton } from '../../ui/parts.ts';
import { addressOf, type Place } from '../addresses.ts';
import { postForm } from '../post-form.ts';
import { notHereInWords } from '../debt/not-here.ts';
import { takenBackInWords } from '../papers/payment-names.ts';
import type { PersonalVisit, Visit } from '../route.ts';
import type { PaidDebt } from './paid-debts.ts';
import { mayPayHere, noWayInWords } from './paying-here.ts';

export interface Shown {
  readonly stored: StoredCheckout;
  readonly view: PaymentView;
  /** Whose payment it is, signed in; null = somebody who has its address, signed in otherwise or not at all. */
  readonly own: Own | null;
}

interface Own extends PersonalVisit {
  readonly debts: readonly PaidDebt[];
  /** How the money is gone again, as the ledger has it; null = it has stayed. */
  readonly takenBack: PaymentShown['takenBack'];
  readonly receipt: Place | null;
  /** Why nothing of what it is for may be paid here any more; null = something of it may. */
  readonly whyNot: NotPayable | null;
}

/** What is said of a payment. The first words always say whether to pay again; the rest, what can be done. */
export function paymentInWords(visit: Visit, shown: Shown): Html {
  const { own } = shown;
  return html`${isUnderWay(shown.view) ? stepCount(3, 3, visit.language) : null} ${wordsOf(visit, shown)}
  ${visit.isOpen ? (own === null ? elsewhere(visit) : null) : html`<p>${fillIn(visit.texts.payment.closed, { phone: visit.contact.phone })}</p>`}`;
}

/** Where more of it can be seen. */
function elsewhere(visit: Visit): Html {
  const said = visit.texts.payment;
  return html`<p>${visit.session === null ? said.signIn : said.notSeen}</p>
    <p>${linkTo(visit, { name: 'overview' }, said.toOverview)}</p>`;
}

function isUnderWay({ is }: PaymentView): boolean {
  return is === 'preparing' || is === 'open' || is === 'returned';
}

function wordsOf(visit: Visit, shown: Shown): Html {
  const said = visit.texts.payment;
  const { stored, view, own } = shown;
  switch (view.is) {
    case 'preparing':
      return html`${heading(said.preparing)} ${amountOf(visit, shown)} ${refresh(visit)}`;
    case 'checking':
      return html`${heading(said.checking)}
        <p>${said.checkingText}</p>
        ${amountOf(visit, shown)} ${refresh(visit)}`;
    case 'open':
      if (own !== null && own.whyNot !== null) return doNotPay(visit, shown, own.whyNot);
      return html`${heading(said.open)}
        <p>${said.openText}</p>
        ${amountOf(visit, shown)} ${own === null ? null : onward(visit, stored, view.redirect)} ${stop(shown)}`;
    case 'returned':
      return html`${heading(said.returned)}
        <p>${said.returnedText}</p>
        ${amountOf(visit, shown)} ${refresh(visit)}
        ${
          own === null || own.whyNot !== null || view.redirect === null
            ? null
            : html`<p>${said.notFinished}</p>
                ${onward(visit, stored, view.redirect)}`
        }
        ${view.mayStop ? stop(shown) : null}`;
    case 'authorized':
      return html`${heading(said.authorized)}
        <p>${said.authorizedText}</p>
        ${amountOf(visit, shown)} ${refresh(visit)}`;
    case 'paid':
      return paid(visit, shown);
    case 'not-paid':
      return html`${heading(said.notPaid)} ${amountOf(visit, shown)}
      ${own === null ? null : own.whyNot === null ? again(own) : html`<p>${notHereInWords(own.whyNot, visit) ?? said.notOwedText}</p>`}`;
    case 'sent-back':
      return html`${heading(said.sentBack)}
        <p>${said.sentBackText}</p>
        ${amountOf(visit, shown)} ${own === null ? null : hadCovered(visit, own)}`;
    case 'taken-back':
      return html`${heading(said.takenBack)}
      ${own === null ? null : html`<p>${takenBackInWords(own, visit)}</p>`} ${amountOf(visit, shown)}
      ${own === null ? null : hadCovered(visit, own)}`;
    case 'unknown':
      return html`${heading(said.unknown)}
        <p>${fillIn(said.unknownText, { phone: visit.contact.phone })}</p>
        ${amountOf(visit, shown)}`;
    default:
      return unreachable(view);
  }
}

/** Begun, and not made: in the meantime it has been paid otherwise, has ended, or is not paid here any more. */
function doNotPay(visit: Visit, shown: Shown, whyNot: NotPayable): Html {
  const said = visit.texts.payment;
  const elsewhere = notHereInWords(whyNot, visit);
  return html`${heading(elsewhere === null ? said.doNotPay : said.doNotPayHere)}
    <p>${elsewhere ?? said.notOwedText}</p>
    ${amountOf(visit, shown)} ${stop(shown)}`;
}

function heading(words: string): Html {
  return html`<h1>${words}</h1>`;
}

/** The amount, for whose payment it is. */
function amountOf(visit: Visit, { stored, own }: Shown): Html | null {
  if (own === null) return null;
  const { texts, language } = visit;
  return facts([
    { name: texts.payment.amount, value: readableKroner(stored.amount, language) },
    { name: texts.payment.how, value: texts.payment[stored.channel] },
  ]);
}

/** To the provider: the only address in these pages that is not ours. It was read from the provider's own answer, and is a link. */
function onward({ texts }: Visit, { channel }: StoredCheckout, redirect: string): Html {
  const text = channel === 'mobilepay' ? texts.payment.onToMobilepay : texts.payment.onToCard;
  return html`<p>${linkButton({ href: redirect, text })}</p>`;
}

function stop({ own, stored }: Shown): Html | null {
  if (own === null) return null;
  const to = { name: 'payment-stop', ref: keyOf(stored.reference) } as const;
  return postForm(own, to, submitButton(own.texts.payment.stop, 'secondary'));
}

/** The way to try again, where there is one. */
function again(own: Own): Html {
  return own.isOpen && mayPayHere(own)
    ? html`<p>${linkTo(own, { name: 'pay' }, own.texts.payment.again)}</p>`
    : html`<p>${noWayInWords(own)}</p>`;
}

function refresh(visit: Visit): Html {
  return html`<p>${linkTo(visit, visit.place, visit.texts.payment.refresh)}</p>`;
}

function linkTo(visit: Visit, to: Place, text: string): Html {
  return linkButton({ href: addressOf(visit, to), text }, 'secondary');
}

function paid(visit: Visit, { stored, view, own }: Shown): Html {
  const said = visit.texts.payment;
  if (own === null || view.is !== 'paid') return heading(said.paidSignedOut);
  const { language } = visit;
  const money = (amount: StoredCheckout['amount']) => readableKroner(amount, language);
  const { receivedOn, channel, reference } = stored;
  return html`${heading(fillIn(said.paid, { amount: money(stored.captured) }))}
  ${view.otherAmount ? html`<p>${said.other}</p>` : null}
  ${view.held === 'nothing' ? null : html`<p>${view.held === 'all' ? said.heldAll : said.held}</p>`}
  ${facts([
    ...(receivedOn === null ? [] : [{ name: said.paidOn, value: readableDate(receivedOn, language) }]),
    { name: said.how, value: said[channel] },
    { name: said.number, value: reference },
  ])}
  ${coveredIn(visit, own.debts, said.covered)} ${onwardFrom(visit, own)}`;
}

/** Each debt that it covers, or did, with what is left of that now. */
function coveredIn(
  { texts, language }: Visit,
  debts: readonly PaidDebt[],
  headingWords: string,
): Html | null {
  if (debts.length === 0) return null;
  const said = texts.payment;
  const rows = debts.map(({ name, covered, left }) => ({
    name,
    value: html`${readableKroner(covered, language)}<br />${
        left === zeroOre ? said.settled : html`${said.left}: ${readableKroner(left, language)}`
      }`,
  }));
  return html`<h2>${headingWords}</h2>
    ${facts(rows)}`;
}

/** What a payment that has gone back had covered: owed again, unless it has been paid otherwise since. */
function hadCovered(visit: Visit, own: Own): Html {
  const said = visit.texts.payment;
  return html`${own.debts.some(({ left }) => left > zeroOre) ? html`<p>${said.owedAgain}</p>` : null}
  ${coveredIn(visit, own.debts, visit.texts.papers.hadCovered)} ${onwardFrom(visit, own)}`;
}

function onwardFrom(visit: Visit, { receipt }: Own): Html {
  const said = visit.texts.payment;
  return html`${receipt === null ? null : html`<p><a href="${addressOf(visit, receipt)}">${said.receipt}</a></p>`}
  ${visit.isOpen ? html`<p>${linkTo(visit, { name: 'overview' }, said.toOverview)}</p>` : null}`;
}
