import { designSystemFile } from './assets.ts';
import { html, type Html } from './html.ts';

export interface Alert {
  readonly variant: 'info' | 'warning' | 'error';
  readonly heading: string;
  readonly headingLevel?: 1 | 2;
  readonly content: Html;
}

const iconNames: Record<Alert['variant'], string> = {
  info: 'Information',
  warning: 'Advarsel',
  error: 'Fejl',
};

/** The design system's message box. A warning or an error is read aloud at once. */
export function alert({ variant, heading, headingLevel, content }: Alert): Html {
  const icon = html`<svg
    class="icon-svg alert-icon"
    aria-label="${iconNames[variant]}"
    role="img"
    focusable="false"
  >
    <use href="${designSystemFile(`img/all-svg-icons.svg#${variant}`)}"></use>
  </svg>`;
  const title =
    headingLevel === 1
      ? html`<h1 class="alert-heading">${heading}</h1>`
      : html`<h2 class="alert-heading">${heading}</h2>`;
  const body = html`${icon}
    <div class="alert-body">${title}${content}</div>`;
  return variant === 'info'
    ? html`<div class="alert alert-${variant}">${body}</div>`
    : html`<div class="alert alert-${variant}" role="alert">${body}</div>`;
}
