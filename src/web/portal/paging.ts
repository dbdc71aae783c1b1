import type { Html } from '../ui/html.ts';
import { pagination, type Pages } from '../ui/pagination.ts';
import { addressOf } from './addresses.ts';
import type { Visit } from './route.ts';

/** The name of the page's number in an address. */
const PAGE = 'side';

export interface Paged<Item> extends Pages {
  readonly shown: readonly Item[];
}

/** The part of a list that an address asks for; the nearest there is where it asks for another. */
export function paged<Item>(
  all: readonly Item[],
  { query }: Pick<Visit, 'query'>,
  most: number,
): Paged<Item> {
  const pages = Math.max(1, Math.ceil(all.length / most));
  const asked = /^\d{1,4}$/.test(query[PAGE] ?? '') ? Number(query[PAGE]) : 1;
  const page = Math.min(pages, Math.max(1, asked));
  return { shown: all.slice((page - 1) * most, page * most), page, pages };
}

/** The way through it; what else stands in the address goes along, of what the page itself knows. */
export function pagesOf(
  visit: Pick<Visit, 'municipality' | 'language' | 'place'>,
  pages: Pages,
  along: Readonly<Record<string, string>> = {},
): Html | null {
  const href = (page: number) =>
    `${addressOf(visit, visit.place)}?${new URLSearchParams({ ...along, [PAGE]: String(page) }).toString()}`;
  return pagination(pages, { href, language: visit.language });
}
