import { expect, test } from 'vitest';
import { kroner } from '../../../kernel/money.ts';
import { texts } from '../texts/texts.ts';
import { wrongWish } from './plan-form.ts';

const visit = {
  texts: texts.da,
  language: 'da',
  contact: { phone: '70 00 09 98', page: 'boegevang.example', hours: '9-15', now: null, words: null },
} as const;
const typed = { refs: new Set(['a']), months: '', monthly: '', day: '' };
const limits = { most: 17, least: kroner(100) };

test('a wish beyond what can be agreed on is told the limit that it is beyond, at the field that was filled in', () => {
  expect(wrongWish({ tag: 'too-long', ...limits }, { ...typed, months: '19' }, visit)).toMatchObject({
    field: 'months',
    words: expect.stringContaining('Også når en medarbejder ser på det, kan vi højst aftale 17 måneder.'),
  });
  expect(wrongWish({ tag: 'below-least', ...limits }, { ...typed, monthly: '99' }, visit)).toMatchObject({
    field: 'monthly',
    words: expect.stringContaining('Du skal betale mindst 100,00 kr. om måneden.'),
  });
});
