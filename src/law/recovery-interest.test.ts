import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { recoveryRateOn } from './recovery-interest.ts';

test('Gældsstyrelsen’s interest is four points below renteloven’s, and unknown where that is', () => {
  expect(recoveryRateOn(date('2026-03-03'))).toEqual({ percent: '5.75', from: '2026-01-01' });
  expect(recoveryRateOn(date('2025-03-03'))).toBeNull();
});
