import { expect, test } from 'vitest';
import { markupOf } from './html.ts';
import { breadcrumbs, details, facts, stepCount } from './parts.ts';

test('the way to a page ends with the page itself, which is no link', () => {
  const way = markupOf(breadcrumbs([{ href: '/998/overblik', text: 'Overblik' }], 'Daginstitution', 'da'));
  expect(way.match(/<a /g)).toHaveLength(1);
  expect(way).toMatch(/aria-current="page"[^]*Daginstitution\s*<\/li>/);
});

test('steps are counted in the page’s language, and what is called something stands with its name', () => {
  expect(markupOf(stepCount(1, 3, 'da'))).toContain('Trin 1 af 3');
  expect(markupOf(stepCount(1, 3, 'en'))).toContain('Step 1 of 3');
  const list = markupOf(facts([{ name: 'Beløb', value: '<1>' }]));
  expect(list).toMatch(/<dt>Beløb<\/dt>\s*<dd>&lt;1&gt;<\/dd>/);
  expect(markupOf(details('Mere', facts([])))).toContain('<summary class="details-summary">Mere</summary>');
});
