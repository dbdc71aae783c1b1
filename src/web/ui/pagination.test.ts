import { expect, test } from 'vitest';
import { markupOf } from './html.ts';
import { pagination } from './pagination.ts';

function numbers(page: number, pages: number): string {
  const shown = pagination({ page, pages }, { href: (each) => `?side=${each}`, language: 'da' });
  if (shown === null) return '';
  const items = markupOf(shown).matchAll(/>\s*(\d+|\.\.\.)<\/(?:a|span)/g);
  return Array.from(items, ([, each = '']) => each).join(' ');
}

test('a list of one page has no way through it', () => {
  expect(numbers(1, 1)).toBe('');
});

test.each([
  [1, 3, '1 2 3'],
  [1, 9, '1 2 3 4 5 ... 9'],
  [5, 9, '1 ... 4 5 6 ... 9'],
  [9, 9, '1 ... 5 6 7 8 9'],
])('page %i of %i leads to %s', (page, pages, shown) => {
  expect(numbers(page, pages)).toBe(shown);
});

test('the first page leads on, and not back', () => {
  const shown = pagination({ page: 1, pages: 2 }, { href: (each) => `?side=${each}`, language: 'en' });
  const markup = shown === null ? '' : markupOf(shown);
  expect(markup).toContain('aria-label="Next page"');
  expect(markup).not.toContain('Previous');
  expect(markup).toContain('aria-current="page"');
});
