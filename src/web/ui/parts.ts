import { html, type Html } from './html.ts';
import { icon } from './icons.ts';
import type { Language } from './language.ts';

/** Small parts of the design system, each as its own markup has it. Addresses come from the program. */

export interface Link {
  readonly href: string;
  readonly text: string;
}

/** A link that looks like a button: for what leads on, never for what changes anything. */
export function linkButton({ href, text }: Link, look: 'primary' | 'secondary' = 'primary'): Html {
  return html`<a class="button button-${look}" href="${href}">${text}</a>`;
}

/** The button that sends a form. */
export function submitButton(text: string, look: 'primary' | 'secondary' = 'primary'): Html {
  return html`<button type="submit" class="button button-${look}">${text}</button>`;
}

/** Something that may be opened to read more. */
export function details(summary: string, content: Html): Html {
  return html`<details class="details">
    <summary class="details-summary">${summary}</summary>
    <div class="details-text">${content}</div>
  </details>`;
}

export function backLink({ href, text }: Link): Html {
  return html`<div><a href="${href}" class="back-link">${icon('chevron-left')}${text}</a></div>`;
}

const whereYouAre: Record<Language, string> = { da: 'Brødkrumme', en: 'Breadcrumb' };

/** The way to a page; the page itself stands last, without a link. */
export function breadcrumbs(way: readonly Link[], here: string, language: Language): Html {
  const steps = way.map(
    ({ href, text }, place) =>
      html`<li class="breadcrumbs__list-item">
        ${place === 0 ? null : icon('chevron-right')}<a class="breadcrumbs__link" href="${href}">${text}</a>
      </li>`,
  );
  return html`<nav class="breadcrumbs" aria-label="${whereYouAre[language]}">
    <ol class="breadcrumbs__list">
      ${steps}
      <li class="breadcrumbs__list-item" aria-current="page">${icon('chevron-right')}${here}</li>
    </ol>
  </nav>`;
}

/** Which step of how many a page is. */
export function stepCount(step: number, of: number, language: Language): Html {
  return html`<p class="step-subheading">
    ${language === 'da' ? `Trin ${step} af ${of}` : `Step ${step} of ${of}`}
  </p>`;
}

/** What something is called, and what it is: one under the other on a phone, side by side where there is room. */
export function facts(rows: readonly { readonly name: string; readonly value: string | Html }[]): Html {
  const each = rows.map(
    ({ name, value }) =>
      html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`,
  );
  return html`<dl class="facts">${each}</dl>`;
}
