import { html } from './html.ts';
import type { Language } from './language.ts';
import { page, type Page } from './page.ts';

const words = {
  da: { software: 'Afdrag er åben software (MPL 2.0)', running: 'Kører programmet?', ready: 'Er det klar?' },
  en: { software: 'Afdrag is open software (MPL 2.0)', running: 'Is it running?', ready: 'Is it ready?' },
} as const;

/** A page in the program's own name: for those who operate it, and where something went wrong. */
export function ownPage({ title, main, language = 'da', operators = false }: OwnPage): string {
  const { software, running, ready } = words[language];
  const header = html`<div class="portal-info">
    <div class="portal-info-inner container">
      <a href="/" class="logo afdrag"><span>Afdrag</span></a>
    </div>
  </div>`;
  const state = html`<li class="d-print-none"><a class="function-link" href="/health">${running}</a></li>
    <li class="d-print-none"><a class="function-link" href="/ready">${ready}</a></li>`;
  const footer = html`<div class="footer">
    <div class="container">
      <ul class="align-text-left unstyled-list inline-list">
        <li>${software}</li>
        ${operators ? state : null}
      </ul>
    </div>
  </div>`;
  return page({ title, language, header, main, footer });
}

interface OwnPage extends Pick<Page, 'title' | 'main'> {
  readonly language?: Language;
  /** Whether it is for those who operate the program. */
  readonly operators?: boolean;
}
