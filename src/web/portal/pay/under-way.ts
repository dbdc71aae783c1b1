import type { UnderWay } from '../../../checkout/under-way.ts';
import { keyOf } from '../../../checkout/reference.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import type { PersonalVisit, Visit } from '../route.ts';

/** How a payment that is under way stands: whether it is still to be made, or nobody may pay again. */
export function underWayInWords(
  { amount, waitsFor }: UnderWay,
  { texts, language }: Pick<Visit, 'texts' | 'language'>,
): string {
  const said = texts.pay;
  return fillIn(waitsFor === 'citizen' ? said.underWay : said.beingChecked, {
    amount: readableKroner(amount, language),
  });
}

type Around = Pick<PersonalVisit, 'texts' | 'language' | 'municipality' | 'session'>;

/** The same with the way to the payment, for who may pay. */
export function underWayLine(payment: UnderWay, visit: Around): Html {
  const words = underWayInWords(payment, visit);
  return visit.session.scopes.includes('pay')
    ? html`<p>${words} ${underWayLink(payment, visit)}.</p>`
    : html`<p>${words}</p>`;
}

export function underWayLink({ reference }: UnderWay, visit: Omit<Around, 'session'>): Html {
  const href = addressOf(visit, { name: 'payment', ref: keyOf(reference) });
  return html`<a href="${href}">${visit.texts.pay.toPayment}</a>`;
}
