import { expect, test } from 'vitest';
import { month } from '../kernel/dates.ts';
import { incomeMonths } from './income-months.ts';

test('with a lag of two months, a run in March uses December and January', () => {
  expect(incomeMonths(month('2026-03'), 2)).toEqual({ earlier: '2025-12', later: '2026-01' });
});

test('without a lag, the run’s own month is the later of the two', () => {
  expect(incomeMonths(month('2026-01'), 0)).toEqual({ earlier: '2025-12', later: '2026-01' });
});
