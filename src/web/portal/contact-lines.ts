import { fillIn } from '../../letters/texts/fill-in.ts';
import { html, type Html } from '../ui/html.ts';
import type { Contact } from './contact.ts';
import type { Texts } from './texts/texts.ts';

/** Whom to ask, line by line: the same at the foot of every page and where a page is about one thing. */
export function contactLines(
  { phone, hours, now, page, words }: Contact,
  { contact: said }: Pick<Texts, 'contact'>,
): Html {
  return html`<ul class="unstyled-list">
    ${words === null ? null : html`<li>${words}</li>`}
    <li>${fillIn(said.phone, { phone })}</li>
    ${now === null ? null : html`<li>${now}</li>`}
    <li>${hours}</li>
    <li>${said.page} <a href="https://${page}">${page}</a></li>
  </ul>`;
}
