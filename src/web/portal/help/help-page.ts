import type { Scope } from '../../../identity/types.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { offersOwnPlans } from '../../../municipality/choices/bills.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { contactLines } from '../contact-lines.ts';
import { contactOf } from '../contact.ts';
import { theirPage } from '../debt/their-page.ts';
import { isShown } from '../shown.ts';
import { paysAs } from '../pay/paying-here.ts';
import { mustChooseWay, takesPowers } from '../sign-in/ways.ts';
import type { Answer, Visit } from '../route.ts';

/** How the pages are used, what their words mean, and who helps. Also for who has not signed in. */
export async function helpPage(visit: Visit): Promise<Answer> {
  const said = visit.texts.help;
  const configured = await configurationVersion(visit.tx, null);
  const plans = configured !== null && offersOwnPlans(configured.configuration.arrangements);
  const parts = partsOf(visit, { plans });
  const contents = parts.map(({ id, heading }) => html`<li><a href="#${id}">${heading}</a></li>`);
  const main = html`<h1>${said.title}</h1>
    <p class="font-lead">${said.lead}</p>
    <nav aria-label="${said.contents}">
      <ul>
        ${contents}
      </ul>
    </nav>
    ${parts.map(
      ({ id, heading, content }) =>
        html`<section aria-labelledby="${id}">
          <h2 id="${id}">${heading}</h2>
          ${content}
        </section>`,
    )}`;
  return { kind: 'page', page: { title: said.title, main } };
}

interface Part {
  readonly id: string;
  readonly heading: string;
  readonly content: Html;
}

/** Whether citizens may agree here on paying a little at a time. */
interface Offers {
  readonly plans: boolean;
}

function partsOf(visit: Visit, offers: Offers): readonly Part[] {
  const said = visit.texts.help;
  return [
    { id: 'log-paa', heading: said.signInHeading, content: signingIn(visit) },
    { id: 'her', heading: said.hereHeading, content: hereOne(visit, offers) },
    { id: 'ord', heading: said.wordsHeading, content: meanings(visit) },
    { id: 'hvem', heading: said.whoHeading, content: whoHelps(visit) },
    { id: 'andre', heading: said.othersHeading, content: helpingOthers(visit) },
    { id: 'virksomhed', heading: said.companyHeading, content: forCompanies(visit) },
    { id: 'raad', heading: said.cannotPayHeading, content: cannotPay(visit, offers) },
    { id: 'ring', heading: said.callHeading, content: contactLines(visit.contact, visit.texts) },
    { id: 'kort', heading: said.cardHeading, content: card(visit) },
  ];
}

function signingIn(visit: Visit): Html {
  const { texts, waysIn, contact, session } = visit;
  const said = texts.help;
  if (waysIn.length === 0 && session === null)
    return html`<p>${fillIn(texts.signIn.noWay, { phone: contact.phone })}</p>`;
  return html`<ol aria-label="${said.signInSteps}">
      <li>${said.signIn1}</li>
      ${mustChooseWay(visit) ? html`<li>${said.signInChoose}</li>` : null}
      <li>${said.signIn2}</li>
      <li>${said.signIn3}</li>
    </ol>
    <p>${said.signInSafe}</p>
    <p>${said.noMitId}</p>
    <p>${said.signOut}</p>`;
}

const paying = { here: ['herePay'], how: ['hereHowToPay'], not: [] } as const;

/** What one can do on the pages, as the municipality has chosen, and who is signed in may. */
function hereOne(visit: Visit, { plans }: Offers): Html {
  const { texts, portal, session, hasDirectDebit } = visit;
  const said = texts.help;
  const may = (scope: Scope) => session === null || session.scopes.includes(scope);
  const { messages, notifications } = portal;
  const lines = [
    said.hereSee,
    ...(may('pay') ? paying[paysAs(visit)].map((line) => said[line]) : []),
    ...(may('pay') && hasDirectDebit ? [said.hereDirectDebit] : []),
    ...(plans && may('sign') ? [said.herePlan] : []),
    said.herePapers,
    ...(messages.objections || messages.complaints ? [said.hereDisagree] : []),
    ...(messages.hearings ? [said.hereAnswer] : []),
    ...(messages.documentation ? [said.hereDocuments] : []),
    ...(notifications.channels.length > 0 ? [said.hereNotifications] : []),
    said.hereLooked,
  ];
  return html`<p>${said.hereLead}</p>
    <ul>
      ${lines.map((line) => html`<li>${line}</li>`)}
    </ul>`;
}

/** Each word of the pages with what it means. */
function meanings({ texts: { help: said }, hasPaymentLines }: Visit): Html {
  const words: readonly (readonly [string, string | Html])[] = [
    ...(hasPaymentLines ? [[said.wordLine, said.lineMeans] as const] : []),
    [said.wordReminder, said.reminderMeans],
    [said.wordFee, said.feeMeans],
    [said.wordInterest, said.interestMeans],
    [said.wordPlan, said.planMeans],
    [said.wordNotNow, said.notNowMeans],
    [said.wordThere, theirPage(said.thereMeans)],
    [said.wordDisagree, said.disagreeMeans],
  ];
  const rows = words.map(
    ([word, meaning]) =>
      html`<dt>${word}</dt>
        <dd>${meaning}</dd>`,
  );
  return html`<dl class="words">${rows}</dl>`;
}

function whoHelps({ texts, portal }: Visit): Html {
  const said = texts.help;
  return html`<p>${said.who}</p>
    ${isShown('guidance', portal) ? html`<p>${said.whoGuide}</p>` : null}
    <p>${said.whoBring}</p>`;
}

function helpingOthers(visit: Visit): Html {
  const said = visit.texts.help;
  // Only where such a power gives anything here.
  const power = takesPowers(visit) ? html`<p>${said.others3}</p>` : null;
  const choose = mustChooseWay(visit) ? html`<p>${said.othersChoose}</p>` : null;
  return html`<p>${said.others1}</p>
    <p>${said.others2}</p>
    ${choose}
    <p>${said.others4}</p>
    ${power}`;
}

function forCompanies(visit: Visit): Html {
  const { texts, contact } = visit;
  const said = texts.help;
  if (!takesPowers(visit)) return html`<p>${fillIn(texts.signIn.noCompanies, { phone: contact.phone })}</p>`;
  return html`${mustChooseWay(visit) ? html`<p>${said.companyChoose}</p>` : null}
    <p>${said.company1} ${said.company2}</p>
    <p>${said.company3}</p>`;
}

function cannotPay(visit: Visit, { plans }: Offers): Html {
  const said = visit.texts.help;
  const contact = contactOf(visit, { topic: 'cannotPay' }, visit);
  return html`<p>${said.cannotPay1} ${fillIn(visit.texts.contact.phone, { phone: contact.phone })}</p>
    <p>${plans ? said.cannotPayPlan : said.cannotPay2}</p>
    <p>${said.cannotPay3}</p>
    <p>${said.cannotPay4}</p>`;
}

function card(visit: Visit): Html {
  const said = visit.texts.help;
  return html`<p>${said.card}</p>
    <p>${linkButton({ href: addressOf(visit, { name: 'card' }), text: said.cardLink }, 'secondary')}</p>`;
}
