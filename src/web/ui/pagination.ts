import { html, type Html } from './html.ts';
import { icon } from './icons.ts';
import type { Language } from './language.ts';

/** Which part of a long list is shown. */
export interface Pages {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
}

const words = {
  da: {
    pages: 'Sider',
    previous: 'Forrige',
    next: 'Næste',
    page: (page: number) => `Side ${page}`,
    of: ({ page, pages }: Pages) => `Side ${page} af ${pages}`,
    last: (page: number) => `Sidste side, side ${page}`,
    hidden: 'Prikker som indikerer skjulte sider',
    previousPage: 'Forrige side',
    nextPage: 'Næste side',
  },
  en: {
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    page: (page: number) => `Page ${page}`,
    of: ({ page, pages }: Pages) => `Page ${page} of ${pages}`,
    last: (page: number) => `Last page, page ${page}`,
    hidden: 'Dots that stand for hidden pages',
    previousPage: 'Previous page',
    nextPage: 'Next page',
  },
} as const;

/** The design system's way through a long list; nothing where all of it is shown. */
export function pagination(
  shown: Pages,
  { href, language }: { readonly href: (page: number) => string; readonly language: Language },
): Html | null {
  const { page, pages } = shown;
  if (pages < 2) return null;
  const said = words[language];
  const previous =
    page === 1
      ? null
      : html`<a
          href="${href(page - 1)}"
          class="button button-arrow button-previous"
          aria-label="${said.previousPage}"
          >${icon('chevron-left')}<span class="pagination-nav-link">${said.previous}</span></a
        >`;
  const next =
    page === pages
      ? null
      : html`<a href="${href(page + 1)}" class="button button-arrow button-next" aria-label="${said.nextPage}"
          ><span class="pagination-nav-link">${said.next}</span>${icon('chevron-right')}</a
        >`;
  const items = numbersAround(shown).map((each) =>
    each === null
      ? html`<li class="pagination-item pagination-overflow">
          <span class="sr-only">${said.hidden}</span><span>...</span>
        </li>`
      : html`<li class="pagination-item pagination-number">
          ${
            each === page
              ? html`<a
                  href="${href(each)}"
                  class="button current-page"
                  aria-label="${said.page(each)}"
                  aria-current="page"
                  >${each}</a
                >`
              : html`<a
                  href="${href(each)}"
                  class="button button-secondary"
                  aria-label="${each === pages ? said.last(each) : said.page(each)}"
                  >${each}</a
                >`
          }
        </li>`,
  );
  return html`<nav class="pagination" aria-label="${said.pages}">
    ${previous}
    <span class="pagination-mobile">${said.of(shown)}</span>
    <ul class="pagination__items">
      ${items}
    </ul>
    ${next}
  </nav>`;
}

/** The numbers that are shown, null for those that are left out: the first, the last, and those around. */
function numbersAround({ page, pages }: Pages): (number | null)[] {
  if (pages <= 7) return range(1, pages);
  if (page < 5) return [...range(1, 5), null, pages];
  if (page + 4 > pages) return [1, null, ...range(pages - 4, pages)];
  return [1, null, ...range(page - 1, page + 1), null, pages];
}

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
