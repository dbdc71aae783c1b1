import { expect, test } from 'vitest';
import { date } from '../../kernel/dates.ts';
import { missingFigures } from './missing-figures.ts';

function missing(from: string, to: string) {
  return missingFigures(date(from), date(to)).map((each) => `${each.paragraph}: ${each.from} – ${each.to}`);
}

test('the day interest of bills lacks its rate from July 2024 to 2025, and again from July 2026', () => {
  expect(missing('2024-01-01', '2026-12-31')).toEqual([
    'renteloven § 5: 2024-07-01 – 2025-12-31',
    'renteloven § 5: 2026-07-01 – 2026-12-31',
  ]);
});

test('what lies outside the days that are played is not told, and what lies across their ends is told as far as they go', () => {
  expect(missing('2024-01-01', '2024-06-30')).toEqual([]);
  expect(missing('2025-11-12', '2026-07-14')).toEqual([
    'renteloven § 5: 2025-11-12 – 2025-12-31',
    'renteloven § 5: 2026-07-01 – 2026-07-14',
  ]);
});

test('a year without a table of ability to pay is told', () => {
  expect(missing('2026-12-01', '2027-01-31').join()).toContain(
    'gældsinddrivelsesbekendtgørelsen § 11: 2027-01-01 – 2027-01-31',
  );
});
