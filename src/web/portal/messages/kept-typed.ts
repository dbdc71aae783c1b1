import { KEEP_FIELD, type Form, type FormFields } from '../../http/forms.ts';
import { textField } from '../../ui/form-fields.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import { submitButton } from '../../ui/parts.ts';
import { addressOf, signInAddress } from '../addresses.ts';
import { resentForm } from '../post-form.ts';
import type { PageContent, PersonalVisit, Route, Visit } from '../route.ts';
import { askedTyped, staleTyped, type ShowForm } from './message-form.ts';

/**
 * What somebody has typed when it came too late, or when they ask for it: in its own form for who is signed in and may write, and else by itself,
 * with how to go on. Nothing is kept here; what stands in the page has just come from the reader's own browser.
 */
export function keepTyped(
  show: ShowForm,
  fields: FormFields,
): NonNullable<(Route & { method: 'POST' })['keepTyped']> {
  return async (visit, form, why) => {
    if (why === 'unreadable') return wordsToSendAgain(visit, form, fields);
    const { session } = visit;
    if (session !== null && session.scopes.includes('write')) {
      const personal: PersonalVisit = { ...visit, session };
      const page = await show(personal, why === 'asked' ? askedTyped(form) : staleTyped(form, visit));
      if (page !== null) return page;
    }
    return wordsAlone({ ...visit, session: null }, form, fields);
  };
}

/** Who was signed out in between signs in first. */
function wordsAlone(visit: Visit, form: Form, fields: FormFields): PageContent {
  const said = visit.texts.messages;
  const main = html`<h1>${said.keptTitle}</h1>
    <p class="font-lead">${said.keptText}</p>
    <ol>
      <li>
        <a href="${signInAddress(visit, { name: 'write' })}" target="_blank" rel="noopener"
          >${said.keptFirst}</a
        >
      </li>
      <li>${said.keptThen}</li>
    </ol>
    <p>${said.keptFiles}</p>
    ${typedForm(visit, form, { fields, send: said.keptGo })}`;
  return { title: said.keptTitle, main, isWritten: true };
}

/** Nothing of ours could be asked what the form looks like. */
function wordsToSendAgain(visit: Visit, form: Form, fields: FormFields): PageContent {
  const said = visit.texts.missing;
  const content = html`<p class="alert-text">${said.keptText}</p>
    <p class="alert-text">${fillIn(said.again, { phone: visit.contact.phone })}</p>`;
  const { language } = visit;
  const main = html`${alert({ variant: 'warning', heading: said.formTitle, headingLevel: 1, content, language })}
    <p>${said.filesGone}</p>
    ${typedForm(visit, form, { fields, send: said.sendAgain })}`;
  return { title: said.formTitle, main, isWritten: true, resent: { to: visit.place, by: KEEP_FIELD } };
}

function typedForm(
  visit: Visit,
  form: Form,
  { fields: { once, many }, send }: { readonly fields: FormFields; readonly send: string },
): Html {
  const chosen = [
    ...once
      .filter((name) => name !== 'words' && name !== KEEP_FIELD)
      .map((name) => [name, form.text(name)] as const),
    ...many.flatMap((name) => form.chosen(name).map((value) => [name, value] as const)),
  ].filter(([, value]) => value !== '');
  const { language } = visit;
  const words = { id: 'words', label: visit.texts.messages.yourWords, rows: 8, language };
  const typed = html`${chosen.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
  ${textField({ ...words, value: form.text('words') })} ${submitButton(send)}`;
  const { session } = visit;
  if (session !== null) {
    const files = html`<button type="submit" class="button button-secondary" name="${KEEP_FIELD}" value="yes">
      ${visit.texts.missing.chooseFiles}
    </button>`;
    return resentForm({ ...visit, session }, visit.place, html`${typed} ${files}`);
  }
  return html`<form method="post" action="${addressOf(visit, visit.place)}" novalidate>${typed}</form>`;
}
