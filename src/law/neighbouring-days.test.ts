import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
import { dayAfter, dayBefore } from './neighbouring-days.ts';

test('the day after and the day before are those of the calendar', () => {
  fc.assert(
    fc.property(fc.nat(20_000), (days) => {
      const day = addDays(date('1999-12-25'), days);
      expect(dayAfter(day)).toBe(addDays(day, 1));
      expect(dayBefore(day)).toBe(addDays(day, -1));
    }),
  );
  expect(dayAfter(date('2024-02-28'))).toBe('2024-02-29');
  expect(dayAfter(date('2023-02-28'))).toBe('2023-03-01');
  expect(dayBefore(date('2024-01-01'))).toBe('2023-12-31');
});
