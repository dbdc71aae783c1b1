import { askForMandate, stopMandate } from '../../../direct-debit/mandates.ts';
import { directDebitOf, type DirectDebitOf } from '../../../direct-debit/for-citizen.ts';
import { customerOf, type Debit } from '../../../direct-debit/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import type { DebtorNumber } from '../../../kernel/ids.ts';
import { unreachable } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { BetalingsserviceChoices } from '../../../municipality/choices/betalingsservice.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts, linkButton, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { postForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { bankInWords, directDebitHere, inWords, paysByBank } from './offered.ts';

/** Whether the bank pays for the reader, what is on its way, and how one signs up or stops. Not there where there is no agreement. */
export async function directDebitPage(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, texts } = visit;
  const choices = await directDebitHere(tx);
  if (choices === null) return { kind: 'not-found' };
  const said = texts.directDebit;
  const main =
    session.debtor === null
      ? html`<p class="font-lead">${said.lead}</p>
          <p>${said.nobody}</p>`
      : standing(visit, {
          choices,
          debtor: session.debtor,
          own: await directDebitOf(tx, session.debtor, visit.today),
        });
  const back = { href: addressOf(visit, { name: 'pay' }), text: said.back };
  const page = html`${backLink(back)}
    <h1>${said.heading}</h1>
    ${main}`;
  return { kind: 'page', page: { title: said.heading, main: page } };
}

/** The reader signs up, as far as it can be done here. */
export async function signUp({ tx, session: { debtor }, now: at }: SentForm): Promise<Answer> {
  if ((await directDebitHere(tx)) === null) return { kind: 'not-found' };
  // Where it cannot be done yet, the page says why.
  const to = { kind: 'go', to: { name: 'direct-debit' } } as const;
  if (debtor === null) return to;
  const asked = await askForMandate(tx, { debtor, at });
  // The same again is no wish more.
  return asked.ok && asked.value.askedAt?.equals(at) === true ? { ...to, did: 'direct-debit' } : to;
}

/** The reader stops, or does not want to after all. */
export async function stopDirectDebit({ tx, session: { debtor }, now: at }: SentForm): Promise<Answer> {
  const choices = await directDebitHere(tx);
  if (choices === null) return { kind: 'not-found' };
  if (debtor !== null) await stopMandate(tx, { debtor, at }, choices);
  return { kind: 'go', to: { name: 'direct-debit' } };
}

interface Own {
  readonly choices: BetalingsserviceChoices;
  readonly debtor: DebtorNumber;
  readonly own: DirectDebitOf;
}

function standing(visit: PersonalVisit, about: Own): Html {
  const state = about.own.mandate?.state ?? 'none';
  const happened = whatHappened(visit, about.own);
  switch (state) {
    case 'asked':
      return html`${oneStepLeft(visit, about)} ${happened}`;
    case 'active':
      return html`${signedUp(visit, about.own)} ${onItsWay(visit, about.own)} ${happened} ${stopForm(visit)}`;
    case 'stopping':
      return html`${stopped(visit)} ${onItsWay(visit, about.own)} ${happened}`;
    case 'ended':
    case 'none':
      return html`${ended(visit, about.own)} ${offer(visit)} ${happened}`;
    default:
      return unreachable(state);
  }
}

function offer(visit: PersonalVisit): Html {
  const said = visit.texts.directDebit;
  const all = fillIn(said.everything, { municipality: visit.municipalityName });
  return html`<p class="font-lead">${said.lead}</p>
    <ul>
      ${[all, said.notBefore, said.seen, said.mayStop, said.free].map((each) => html`<li>${each}</li>`)}
    </ul>
    ${postForm(visit, { name: 'direct-debit-sign-up' }, submitButton(said.signUp))}`;
}

function oneStepLeft(
  visit: PersonalVisit,
  { choices: { pbsNumber, debtorGroup, signUpAddress }, debtor }: Own,
): Html {
  const said = visit.texts.directDebit;
  const steps = signUpAddress === null ? [said.stepOpen, said.stepNumbers] : [said.stepNumbers];
  const number = (name: string, value: string) => ({ name, value: html`<strong>${value}</strong>` });
  const numbers = facts([
    number(said.pbs, pbsNumber),
    number(said.group, debtorGroup),
    number(said.customer, customerOf(debtor)),
  ]);
  return html`<h2>${said.asked}</h2>
    <p class="font-lead">${said.askedLead}</p>
    ${signUpAddress === null ? null : html`<p>${linkButton({ href: signUpAddress, text: said.elsewhere })}</p>`}
    <ol>
      ${[...steps, said.stepWait].map((each) => html`<li>${each}</li>`)}
    </ol>
    ${numbers}
    <p>${said.untilThen}</p>
    ${postForm(visit, { name: 'direct-debit-stop' }, submitButton(said.withdraw, 'secondary'))}`;
}

function signedUp({ texts, language }: PersonalVisit, { mandate, bankPaysFrom }: DirectDebitOf): Html {
  const from = mandate?.validFrom ?? null;
  if (from === null) return html``;
  const said = texts.directDebit;
  const reach =
    bankPaysFrom === null
      ? null
      : html`<p>${fillIn(said.reach, { first: readableDate(bankPaysFrom, language) })}</p>`;
  return html`<p class="font-lead">${fillIn(said.active, { from: readableDate(from, language) })}</p>
    ${reach}`;
}

function stopped({ texts, language }: PersonalVisit): Html {
  const said = texts.directDebit;
  const content = html`<p class="alert-text">${said.stoppingLead}</p>`;
  return alert({ variant: 'info', heading: said.stopping, content, language });
}

function ended({ texts, language }: PersonalVisit, { mandate }: DirectDebitOf): Html | null {
  const ending = mandate?.ended ?? null;
  // Who only asked has never had one.
  if (ending === null || mandate?.agreement === null) return null;
  return html`<p>${fillIn(texts.directDebit.ended, { on: readableDate(ending.on, language) })}</p>`;
}

function onItsWay(visit: PersonalVisit, { coming }: DirectDebitOf): Html {
  const said = visit.texts.directDebit;
  const shown =
    coming.length === 0
      ? html`<p>${said.nothingComing}</p>`
      : html`<ul>
            ${coming.map((debit) => html`<li>${bankInWords(debit, visit, said.comingLine)} <span lang="da">(${debit.text})</span></li>`)}
          </ul>
          ${paysByBank({ coming }) ? html`<p>${said.comingHint}</p>` : null}`;
  return html`<h2>${said.coming}</h2>
    ${shown}`;
}

/** So much of what has happened is shown; the overview has what it came to. */
const NEWEST = 12;

function whatHappened(visit: PersonalVisit, { told }: DirectDebitOf): Html | null {
  const said = visit.texts.directDebit;
  if (told.length === 0) return null;
  const words = {
    sent: said.comingLine,
    paid: said.toldPaid,
    rejected: said.toldRejected,
    cancelled: said.toldRejected,
    'charged-back': said.toldBack,
  } as const satisfies Readonly<Record<Debit['state'], string>>;
  return html`<h2>${said.told}</h2>
    <ul>
      ${told.slice(0, NEWEST).map((debit) => line(visit, words[debit.state], debit))}
    </ul>`;
}

/** With what the payer's own bank calls it. */
function line({ language }: PersonalVisit, words: string, debit: Debit): Html {
  return html`<li>${fillIn(words, inWords(debit, language))} <span lang="da">(${debit.text})</span></li>`;
}

function stopForm(visit: PersonalVisit): Html {
  const said = visit.texts.directDebit;
  return html`<h2>${said.stopHeading}</h2>
    <p>${said.stopLead}</p>
    ${postForm(visit, { name: 'direct-debit-stop' }, submitButton(said.stop, 'secondary'))}`;
}
