import type { Part } from '../../platform/read-partly.ts';
import { fillIn } from '../../letters/texts/fill-in.ts';
import { alert } from '../ui/alert.ts';
import { html, type Html } from '../ui/html.ts';
import type { Answer, PageContent, Visit } from './route.ts';

type Around = Pick<Visit, 'texts' | 'language' | 'contact'>;

/** An answer of which parts could not be read: a page says which, and shows the rest; a file is whole, says it itself, or is none. */
export function withMissing(answer: Answer, parts: readonly Part[], visit: Around): Answer {
  if (parts.length === 0) return answer;
  switch (answer.kind) {
    case 'page': {
      const { page } = answer;
      return { ...answer, page: { ...page, main: html`${missingAlert(parts, visit)} ${page.main}` } };
    }
    case 'file':
    case 'paper':
      return answer.standsAlone === true ? answer : cannotRead('file', visit);
    case 'go':
    case 'leave':
    case 'not-found':
      return answer;
  }
}

function missingAlert(parts: readonly Part[], { texts, language, contact }: Around): Html {
  const said = texts.missing;
  const sentences = [...parts.map((part) => said[part]), fillIn(said.again, { phone: contact.phone })];
  const content = html`${sentences.map((text) => html`<p class="alert-text">${text}</p>`)}`;
  return alert({ variant: 'warning', heading: said.heading, content, language });
}

/** Nothing of it can be read: what it would have been is not shown, and a form has changed nothing. */
export function cannotRead(what: 'page' | 'file' | 'form', { texts, language, contact }: Around): Answer {
  const said = texts.missing;
  const { title, text } = {
    page: { title: said.pageTitle, text: said.pageText },
    file: { title: said.fileTitle, text: said.fileText },
    form: { title: said.formTitle, text: said.formText },
  }[what];
  const content = html`<p class="alert-text">${text}</p>
    <p class="alert-text">${fillIn(said.again, { phone: contact.phone })}</p>`;
  const main = alert({ variant: 'warning', heading: title, headingLevel: 1, content, language });
  return { kind: 'page', status: 503, page: { title, main } satisfies PageContent };
}
