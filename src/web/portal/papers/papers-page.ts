import { paymentsShown, type PaymentShown } from '../../../insight/payments-shown.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { pageKeyOf, type PageKey } from '../../../municipality/page-refs.ts';
import { readPartly } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressOf, type RouteName } from '../addresses.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { letterCards, type Letters } from './letter-cards.ts';
import { lettersOf } from './letters-page.ts';
import { paymentTable } from './payments-page.ts';

/** So many of each stand on the first page. */
const NEWEST = 3;

/** The papers one can fetch: letters, payments with their receipts, and a statement. */
export async function servePapers(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  const said = texts.papers;
  const { debtor } = session;
  const [key, parts] = await readPartly(tx, {
    needed: () => pageKeyOf(tx),
    parts: {
      letters: () => lettersOf(visit),
      payments: () => (debtor === null ? Promise.resolve([]) : paymentsShown(tx, debtor)),
    },
  });
  const main = html`<h1>${said.title}</h1>
    <p class="font-lead">${said.lead}</p>
    ${parts.letters.state === 'read' ? newestLetters(visit, parts.letters.value) : null}
    ${parts.payments.state === 'read' ? newestPayments(visit, { payments: parts.payments.value, key }) : null}
    <h2>${said.statement}</h2>
    <p>${said.statementLead}</p>
    <p>
      ${linkButton({ href: addressOf(visit, { name: 'statement' }), text: said.makeStatement }, 'secondary')}
    </p>`;
  return { kind: 'page', page: { title: said.title, main } };
}

function newestLetters(visit: PersonalVisit, { letters, ...known }: Letters): Html {
  const said = visit.texts.papers;
  return html`<h2>${said.letters}</h2>
    ${
      letters.length === 0
        ? html`<p>${said.noLetters}</p>`
        : html`${letterCards(visit, { letters: letters.slice(0, NEWEST), ...known }, { level: 3 })}
          ${all(visit, 'letters', fillIn(said.allLetters, { count: String(letters.length) }))}`
    }`;
}

function newestPayments(
  visit: PersonalVisit,
  { payments, key }: { readonly payments: readonly PaymentShown[]; readonly key: PageKey },
): Html {
  const said = visit.texts.papers;
  return html`<h2 id="heading">${said.payments}</h2>
    ${
      payments.length === 0
        ? html`<p>${said.noPayments}</p>`
        : html`${paymentTable(visit, { payments: payments.slice(0, NEWEST), key })}
          ${all(visit, 'payments', fillIn(said.allPayments, { count: String(payments.length) }))}`
    }`;
}

function all(visit: PersonalVisit, name: RouteName, text: string): Html {
  return html`<p><a href="${addressOf(visit, { name })}">${text}</a></p>`;
}
