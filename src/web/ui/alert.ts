import { flag, html, type Html } from './html.ts';
import { icon } from './icons.ts';
import type { Language } from './language.ts';

export interface Alert {
  readonly variant: Variant;
  readonly heading: string;
  readonly headingLevel?: 1 | 2;
  readonly content: Html;
  readonly language?: Language;
  /** What was sent was not taken, and this says why: the reader begins here, also without script. */
  readonly isBegunAt?: boolean;
}

type Variant = 'info' | 'success' | 'warning' | 'error';

const spoken: Record<Language, Record<Variant, string>> = {
  da: { info: 'Information', success: 'Det lykkedes', warning: 'Advarsel', error: 'Fejl' },
  en: { info: 'Information', success: 'Done', warning: 'Warning', error: 'Error' },
};

/** The design system's message box. A warning or an error is read aloud at once. */
export function alert({
  variant,
  heading,
  headingLevel,
  content,
  language = 'da',
  isBegunAt = false,
}: Alert): Html {
  const title =
    headingLevel === 1
      ? html`<h1 class="alert-heading">${heading}</h1>`
      : html`<h2 class="alert-heading">${heading}</h2>`;
  const body = html`${icon(variant, { spoken: spoken[language][variant], classes: 'alert-icon' })}
    <div class="alert-body">${title}${content}</div>`;
  return variant === 'warning' || variant === 'error'
    ? html`<div class="alert alert-${variant}" role="alert" tabindex="-1" ${flag('autofocus', isBegunAt)}>
        ${body}
      </div>`
    : html`<div class="alert alert-${variant}">${body}</div>`;
}
