import { designSystemFile, ownFile } from './assets.ts';
import { html, markupOf, type Html } from './html.ts';

export interface Page {
  /** What the browser shows in its tab; never anything about a person. */
  readonly title: string;
  readonly main: Html;
}

/**
 * A whole page in the frame of the common public design system (DKFDS). It needs no script: header, skip link and footer
 * are the design system's own markup.
 */
export function page({ title, main }: Page): string {
  return markupOf(
    html`<!doctype html>
      <html lang="da">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          <link rel="stylesheet" href="${designSystemFile('css/dkfds.min.css')}" />
          <link rel="stylesheet" href="${ownFile('afdrag.css')}" />
          <link rel="icon" type="image/svg+xml" href="${ownFile('mark.svg')}" />
        </head>
        <body>
          <a class="skipnav" href="#main-content">Gå til sidens indhold</a>
          <header class="header">
            <div class="portal-info">
              <div class="portal-info-inner container">
                <a href="/" class="logo"><span>Afdrag</span></a>
              </div>
            </div>
          </header>
          <main class="container page-container" id="main-content" tabindex="-1">${main}</main>
          <footer>
            <div class="footer">
              <div class="container">
                <ul class="align-text-left unstyled-list inline-list">
                  <li>Afdrag er åben software (MPL 2.0)</li>
                  <li class="d-print-none"><a class="function-link" href="/health">Kører programmet?</a></li>
                  <li class="d-print-none"><a class="function-link" href="/ready">Er det klar?</a></li>
                </ul>
              </div>
            </div>
          </footer>
        </body>
      </html>`,
  );
}
