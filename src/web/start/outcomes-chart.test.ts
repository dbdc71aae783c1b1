import { expect, test } from 'vitest';
import { month } from '../../kernel/dates.ts';
import { kroner } from '../../kernel/money.ts';
import { markupOf } from '../ui/html.ts';
import type { MonthFigures } from './month-figures.ts';
import { outcomesChart } from './outcomes-chart.ts';

const march: MonthFigures = {
  month: month('2026-03'),
  debtors: 100,
  plan: 60,
  deferral: 39,
  noAnswer: 1,
  toPerson: 4,
  changes: 7,
  monthly: kroner(1000),
};

const drawn = (...months: MonthFigures[]) => markupOf(outcomesChart('c', months));

test('who cannot see the chart hears the same numbers', () => {
  expect(drawn(march)).toContain('marts 2026: skal betale 60, henstand 39, kunne ikke beregnes 1.');
});

test('the parts of a bar lie side by side and fill it', () => {
  const rects = [...drawn(march).matchAll(/x="([\d.]+)%"\s+y="26"\s+width="([\d.]+)%"/g)];
  expect(rects.map(([, left, width]) => [left, width])).toEqual([
    ['0.00', '60.00'],
    ['60.00', '39.00'],
    ['99.00', '1.00'],
  ]);
});

test('a part without room for its number goes without; the table has it', () => {
  expect(drawn(march)).not.toContain('on-no-answer');
  expect(drawn({ ...march, deferral: 32, noAnswer: 8 })).toMatch(/on-no-answer roomy/);
});

test('a month with nobody in it has an empty bar', () => {
  const nobody = { ...march, debtors: 0, plan: 0, deferral: 0, noAnswer: 0 };
  expect(drawn(nobody)).not.toMatch(/NaN|Infinity/);
});
