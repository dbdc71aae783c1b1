import { html, type Html } from './html.ts';
import { assetAddress } from './assets.ts';
import type { IconName } from './icon-names.ts';

/** An icon of the design system, for the eye alone; `spoken` is what it says to those who do not see it. */
export function icon(name: IconName, { spoken = null, classes = '' }: IconLook = {}): Html {
  const use = html`<use href="${assetAddress('icons.svg')}#${name}"></use>`;
  const look = classes === '' ? 'icon-svg' : `icon-svg ${classes}`;
  return spoken === null
    ? html`<svg class="${look}" focusable="false" aria-hidden="true">${use}</svg>`
    : html`<svg class="${look}" role="img" aria-label="${spoken}" focusable="false">${use}</svg>`;
}

interface IconLook {
  readonly spoken?: string | null;
  readonly classes?: string;
}
