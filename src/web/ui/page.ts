import { assetAddress } from './assets.ts';
import { html, markupOf, type Html } from './html.ts';
import type { Language } from './language.ts';

export interface Page {
  /** What the browser shows in its tab; never anything about a person. */
  readonly title: string;
  readonly language: Language;
  /** What stands in the head beside what every page has. */
  readonly head?: Html;
  readonly header: Html;
  /** Between header and content: what everybody must see first. */
  readonly above?: Html;
  readonly main: Html;
  readonly footer: Html;
}

const skip: Record<Language, string> = { da: 'Gå til sidens indhold', en: 'Go to the content of the page' };

/**
 * A whole page of the common public design system (DKFDS). It needs no script. Skip link, landmarks and the typeface,
 * which is fetched at once, are here; header and footer are the frame's (the operators' page, the portal).
 */
export function page({ title, language, head, header, above, main, footer }: Page): string {
  const font = (name: 'regular.woff2' | 'semibold.woff2') =>
    html`<link rel="preload" as="font" type="font/woff2" href="${assetAddress(name)}" crossorigin />`;
  return markupOf(
    html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          ${font('regular.woff2')} ${font('semibold.woff2')}
          <link rel="stylesheet" href="${assetAddress('styles.css')}" />
          <link rel="icon" type="image/svg+xml" href="${assetAddress('mark.svg')}" />
          ${head ?? null}
        </head>
        <body>
          <a class="skipnav" href="#main-content">${skip[language]}</a>
          <header class="header">${header}</header>
          ${above ?? null}
          <main class="container page-container" id="main-content" tabindex="-1">${main}</main>
          <footer>${footer}</footer>
        </body>
      </html>`,
  );
}
