import { expect, test } from 'vitest';
import { amountChart } from './amount-chart.ts';
import { markupOf } from './html.ts';

const bars = [
  { label: 'Marts 2026', figure: '3.950,00 kr.', width: 100, outlined: false },
  { label: 'April 2026', figure: 'pause', width: 0, outlined: true },
];

test('whoever does not see the chart hears the same amounts', () => {
  const shown = markupOf(amountChart({ id: 'c', title: 'Måned for måned', bars }));
  expect(shown).toContain('role="img"');
  expect(shown).toContain('aria-labelledby="c-title c-description"');
  expect(shown).toContain('<desc id="c-description">Marts 2026: 3.950,00 kr. April 2026: pause.</desc>');
});

test('a month without an amount is an outline and has its word: it is not told by colour alone', () => {
  const shown = markupOf(amountChart({ id: 'c', title: 'Måned for måned', bars }));
  expect(shown).toContain('class="amount outlined"');
  expect(shown).not.toContain('style=');
});
