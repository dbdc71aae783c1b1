import { expect, test } from 'vitest';
import { percentInWords } from './percent.ts';

test('percentages are written as the language does', () => {
  expect([100, 975, 860].map((each) => percentInWords(each, 'da'))).toEqual([
    '1\u00A0%',
    '9,75\u00A0%',
    '8,6\u00A0%',
  ]);
  expect([100, 975].map((each) => percentInWords(each, 'en'))).toEqual(['1%', '9.75%']);
});
