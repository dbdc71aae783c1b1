import { paymentsShown } from '../../../insight/payments-shown.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressOf, type RouteName } from '../addresses.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { letterCards } from './letter-cards.ts';
import { lettersOf } from './letters-page.ts';
import { paymentTable } from './payments-page.ts';

/** So many of each stand on the first page. */
const NEWEST = 3;

/** The papers one can fetch: letters, payments with their receipts, and a statement. */
export async function servePapers(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  const said = texts.papers;
  const { letters, ...known } = await lettersOf(visit);
  const payments = session.debtor === null ? [] : await paymentsShown(tx, session.debtor);
  const main = html`<h1>${said.title}</h1>
    <p class="font-lead">${said.lead}</p>
    <h2>${said.letters}</h2>
    ${
      letters.length === 0
        ? html`<p>${said.noLetters}</p>`
        : html`${letterCards(visit, { letters: letters.slice(0, NEWEST), ...known }, { level: 3 })}
          ${all(visit, 'letters', fillIn(said.allLetters, { count: String(letters.length) }))}`
    }
    <h2 id="heading">${said.payments}</h2>
    ${
      payments.length === 0
        ? html`<p>${said.noPayments}</p>`
        : html`${paymentTable(visit, { payments: payments.slice(0, NEWEST), key: known.key })}
          ${all(visit, 'payments', fillIn(said.allPayments, { count: String(payments.length) }))}`
    }
    <h2>${said.statement}</h2>
    <p>${said.statementLead}</p>
    <p>
      ${linkButton({ href: addressOf(visit, { name: 'statement' }), text: said.makeStatement }, 'secondary')}
    </p>`;
  return { kind: 'page', page: { title: said.title, main } };
}

function all(visit: PersonalVisit, name: RouteName, text: string): Html {
  return html`<p><a href="${addressOf(visit, { name })}">${text}</a></p>`;
}
