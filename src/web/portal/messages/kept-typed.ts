import type { Form, FormFields } from '../../http/forms.ts';
import { textField } from '../../ui/form-fields.ts';
import { html } from '../../ui/html.ts';
import { submitButton } from '../../ui/parts.ts';
import { addressOf, signInAddress } from '../addresses.ts';
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
    const { session } = visit;
    if (session !== null && session.scopes.includes('write')) {
      const personal: PersonalVisit = { ...visit, session };
      const page = await show(personal, why === 'asked' ? askedTyped(form) : staleTyped(form, visit));
      if (page !== null) return page;
    }
    return wordsAlone(visit, form, fields);
  };
}

function wordsAlone(visit: Visit, form: Form, { once, many }: FormFields): PageContent {
  const said = visit.texts.messages;
  const chosen = [
    ...once.filter((name) => name !== 'words').map((name) => [name, form.text(name)] as const),
    ...many.flatMap((name) => form.chosen(name).map((value) => [name, value] as const)),
  ].filter(([, value]) => value !== '');
  const language = visit.language;
  const words = { id: 'words', label: said.yourWords, rows: 8, language };
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
    <form method="post" action="${addressOf(visit, visit.place)}" novalidate>
      ${chosen.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
      ${textField({ ...words, value: form.text('words') })} ${submitButton(said.keptGo)}
    </form>`;
  return { title: said.keptTitle, main, isWritten: true };
}
