import { expect, test } from 'vitest';
import { amountChart } from './amount-chart.ts';
import { markupOf } from './html.ts';

const shown = markupOf(
  amountChart({
    labelledBy: 'c',
    bars: [
      { label: 'Marts 2026', figure: '3.950,00 kr.', width: 100, outlined: false },
      { label: 'April 2026', figure: 'pause', width: 0, outlined: true },
    ],
  }),
);

test('whoever does not see the bars has the same amounts as text', () => {
  expect(shown).toContain('aria-labelledby="c"');
  expect(shown).toContain('Marts 2026: <strong>3.950,00\u00a0kr.</strong>');
  expect(shown.match(/<svg /g)?.length).toBe(shown.match(/aria-hidden="true"/g)?.length);
});

test('a month without an amount is an outline and has its word: it is not told by colour alone', () => {
  expect(shown).toContain('class="outlined"');
  expect(shown).toContain('April 2026: <strong>pause</strong>');
  expect(shown).not.toContain('style=');
});
