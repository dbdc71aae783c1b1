import { namesOf } from '../../../debtors/newest-record.ts';
import { actFor, nameless } from '../../../identity/acting.ts';
import type { MayActFor, Session } from '../../../identity/types.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { alert } from '../../ui/alert.ts';
import { radios, errorSummary } from '../../ui/form-fields.ts';
import type { FormFields } from '../../http/forms.ts';
import { html, type Html } from '../../ui/html.ts';
import { submitButton } from '../../ui/parts.ts';
import { addressOf, wantedIn, wantedPlace, type Place } from '../addresses.ts';
import { postForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { powersElsewhere } from '../sign-in/ways.ts';

/** The field of the form: `self`, or the place in the list of whom one may act for. */
const WHOM = 'whom';
export const choiceFields: FormFields = { once: [WHOM, 'til', 'ref'], many: [] };
const SELF = 'self';

/**
 * Where one chooses for whom one looks: oneself, or somebody whom one may act for. Not there when there is nobody else, unless that is since
 * what was recorded about it ended.
 */
export async function choicePage(visit: PersonalVisit): Promise<Answer> {
  if (visit.session.mayActFor.length === 0 && visit.session.actedFor === null) return { kind: 'not-found' };
  return choice(visit, null, wantedPlace(visit.query['til'], visit.query['ref']));
}

async function choice(visit: PersonalVisit, error: string | null, wanted: Place): Promise<Answer> {
  const { session, texts, language } = visit;
  const said = texts.acting;
  const names = await namesOf(
    visit.tx,
    session.mayActFor.map(({ debtor }) => debtor),
  );
  const others = session.mayActFor.map(({ debtor, basis, place }) => ({
    value: String(place),
    label: names.get(debtor) ?? nameless(debtor),
    chosen: session.debtor === debtor && session.actsFor?.basis === basis,
    hint: fillIn(said.youAre, { as: said[basis] }),
  }));
  const isOneself = session.actsFor === null && session.scopes.length > 0;
  const oneself = { value: SELF, label: session.name, chosen: isOneself, hint: said.oneself };
  const field = { id: WHOM, label: said.question, language, ...(error === null ? {} : { error }) };
  const choices = session.own.scopes.length === 0 ? others : [oneself, ...others];
  const hidden = Object.entries(wantedIn(wanted)).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  );
  const asked = html`<h1>${said.heading}</h1>
    <p>${said.noted}</p>
    ${postForm(visit, { name: 'act-for' }, html`${hidden} ${radios(field, choices)} ${submitButton(said.goOn)}`)}`;
  const main = html`${error === null ? null : errorSummary([{ ...field, error }], language)}
  ${endedNote(visit, choices.length === 0 ? 1 : 2)} ${choices.length === 0 ? null : asked}
  ${powersElsewhere(visit)}`;
  return {
    kind: 'page',
    status: error === null ? 200 : 422,
    page: { title: said.heading, main },
  };
}

/** That the reader acts for somebody no longer, since what was recorded here about it ended. */
function endedNote({ session, texts, contact, language }: PersonalVisit, headingLevel: 1 | 2): Html | null {
  const { actedFor: person } = session;
  if (person === null) return null;
  return alert({
    variant: 'info',
    heading: fillIn(texts.acting.ended, { person }),
    headingLevel,
    content: html`<p class="alert-text">${fillIn(texts.acting.endedText, { phone: contact.phone })}</p>`,
    language,
  });
}

/** From now on the session shows what it is to show of whom was chosen, under another token. Who came by a letter is led on to it. */
export async function actForChosen(sent: SentForm): Promise<Answer> {
  const { tx, token, session, form, now: at } = sent;
  const words = form.text(WHOM);
  const wanted = wantedPlace(form.text('til'), form.text('ref'));
  const chosen = words === SELF ? null : chosenIn(session.mayActFor, words);
  if (chosen === undefined || (chosen === null && session.own.scopes.length === 0)) {
    return session.mayActFor.length === 0 && session.actedFor === null
      ? { kind: 'not-found' }
      : choice(sent, sent.texts.acting.chooseOne, wanted);
  }
  const renewed = await actFor(tx, { token, session, chosen, at });
  const to = wanted.name === 'from-letter' ? wanted : ({ name: 'overview' } as const);
  return { kind: 'go', to, session: { token: renewed } };
}

function chosenIn(others: Session['mayActFor'], words: string): MayActFor | undefined {
  return /^\d{1,3}$/.test(words) ? others.find(({ place }) => place === Number(words)) : undefined;
}

/** Says on every page whose it is, when that is somebody else, and leads back. */
export function actingStrip(visit: PersonalVisit): Html | null {
  const { session, texts } = visit;
  const said = texts.acting;
  const { actsFor, mayActFor } = session;
  if (mayActFor.length === 0) return null;
  // Where one chooses, nothing leads there.
  const isChoosing = visit.place.name === 'choose';
  const change = html`<a href="${addressOf(visit, { name: 'choose' })}"
    >${actsFor === null ? said.forAnother : said.change}</a
  >`;
  if (actsFor === null && isChoosing) return null;
  if (actsFor === null) return html`<div class="acting-link container d-print-none"><p>${change}</p></div>`;
  return html`<div class="acting-strip" role="region" aria-label="${said.region}">
    <p class="container">
      ${said.youSee} <strong>${actsFor.name}</strong>. ${fillIn(said.youAre, { as: said[actsFor.basis] })}
      ${change}
    </p>
  </div>`;
}
