import { paymentsShown, type PaymentShown } from '../../../insight/payments-shown.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink } from '../../ui/parts.ts';
import { table } from '../../ui/table.ts';
import { addressOf } from '../addresses.ts';
import type { Around } from '../debt/debt-card.ts';
import { paged, pagesOf } from '../paging.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { channelName, partsOf, takenBackInWords } from './payment-names.ts';

const ON_A_PAGE = 25;

/** Every payment on the person's debts, with the way to its receipt. */
export async function servePayments(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  const said = texts.papers;
  const payments = session.debtor === null ? [] : await paymentsShown(tx, session.debtor);
  const { shown, ...pages } = paged(payments, visit, ON_A_PAGE);
  const list =
    payments.length === 0
      ? html`<p class="font-lead">${said.noPayments}</p>`
      : html`<p id="payments">${said.paymentsLead}</p>
          ${paymentTable(visit, { payments: shown, key: await pageKeyOf(tx) })} ${pagesOf(visit, pages)}
          <ul class="nobullet-list">
            <li><a href="${addressOf(visit, { name: 'payments-pdf' })}">${said.getHistory}</a></li>
            <li><a href="${addressOf(visit, { name: 'payments-csv' })}">${said.getHistoryTable}</a></li>
          </ul>`;
  const main = html`${backLink({ href: addressOf(visit, { name: 'papers' }), text: said.back })}
    <h1 id="heading">${said.payments}</h1>
    ${list}`;
  return { kind: 'page', page: { title: said.payments, main } };
}

/** Payments as a table, each with its receipt; named by the heading `heading`. */
export function paymentTable(
  visit: Around,
  { payments, key }: { readonly payments: readonly PaymentShown[]; readonly key: PageKey },
): Html {
  const said = visit.texts.papers;
  const rows = payments.map((payment) => rowOf(visit, payment, key));
  const columns = [said.day, said.amount, said.how, said.covered, said.receipt];
  return table({ labelledBy: 'heading', columns, rows, inWords: [2, 3, 4] });
}

function rowOf(
  visit: Around,
  payment: PaymentShown,
  key: PageKey,
): readonly [string, string, string, Html, Html] {
  const { texts, language } = visit;
  const on = readableDate(payment.receivedOn, language);
  const amount = readableKroner(payment.amount, language);
  const href = addressOf(visit, { name: 'receipt', ref: pageRef(key, 'payment', payment.number) });
  const receipt = html`<a href="${href}"
    >${texts.papers.getReceipt}<span class="sr-only">
      ${fillIn(texts.papers.ofPayment, { amount, on })}</span
    ></a
  >`;
  return [on, amount, channelName(payment, visit), coveredInWords(visit, payment), receipt];
}

function coveredInWords(visit: Around, payment: PaymentShown): Html {
  const gone = takenBackInWords(payment, visit);
  if (gone !== null) return html`<strong>${gone}</strong>`;
  const parts = partsOf(payment, visit);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return html`${only.name}`;
  return html`${parts.map(
    ({ name, amount }, place) =>
      html`${place === 0 ? null : html`<br />`}${name}: ${readableKroner(amount, visit.language)}`,
  )}`;
}
