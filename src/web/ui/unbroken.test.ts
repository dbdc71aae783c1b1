import { expect, test } from 'vitest';
import { html, markupOf } from './html.ts';
import { unbroken } from './unbroken.ts';

test.each([
  ['Betal 2.050,00 kr. senest 1. april 2026.', 'Betal 2.050,00~kr. senest 1.~april 2026.'],
  ['50,00 kr. og 99.999,99 kr.', '50,00~kr. og 99.999,99~kr.'],
  ['850,25 kr. af 100.000,00 kr. og 1.234.567,00 kr.', '850,25~kr. af 100.000,00 kr. og 1.234.567,00 kr.'],
  ['Pay DKK 2,050.00 by 1 April 2026.', 'Pay DKK~2,050.00 by 1~April 2026.'],
  ['DKK 9,999.99 of DKK 10,000.00', 'DKK~9,999.99 of DKK 10,000.00'],
  ['DKK 850.25 of DKK 1,234,567.00', 'DKK~850.25 of DKK 1,234,567.00'],
  ['Kr. 5 til 1 majs', 'Kr. 5 til 1 majs'],
])('of "%s" no line ends within an amount or a day', (text, held) => {
  expect(unbroken(text).replaceAll('\u00a0', '~')).toBe(held);
});

test('what a form sends back is as it was', () => {
  const typed = 'Jeg kan betale 50,00 kr. den 1. april';
  const field = markupOf(html`<input value="${typed}" /><textarea name="words">${typed}</textarea>`);
  expect(field).toBe(`<input value="${typed}" /><textarea name="words">${typed}</textarea>`);
});
