import { describe, expect, it } from 'vitest';
import { date } from '../kernel/dates.ts';
import { nextLook, type PostingFacts } from './next-look.ts';

function byMonth(due: string, srb: string = due): PostingFacts {
  return { due: date(due), srb: date(srb), per: 'month' };
}

describe('the next day on which interest may be to post', () => {
  it.each([
    ['2025-12-15', '2025-12-15', '2025-12-16'],
    ['2025-12-15', '2025-12-16', '2026-01-16'],
    ['2025-12-15', '2026-02-10', '2026-02-16'],
    ['2026-01-30', '2026-01-31', '2026-02-28'],
    ['2026-01-30', '2026-02-28', '2026-03-31'],
  ])('of what was due on %s, after %s, is %s', (due, on, next) => {
    expect(nextLook(byMonth(due), date(on))).toBe(next);
  });

  it('is not before the last timely day has passed', () => {
    expect(nextLook(byMonth('2025-12-15', '2026-01-05'), date('2025-12-15'))).toBe('2026-01-06');
    expect(nextLook(byMonth('2025-12-15', '2026-01-05'), date('2026-01-06'))).toBe('2026-01-16');
  });

  it.each([
    ['2024-01-15', '2024-01-15', '2024-01-31'],
    ['2024-01-15', '2024-01-31', '2024-02-29'],
    ['2024-01-31', '2024-01-31', '2024-02-29'],
    ['2024-03-15', '2024-01-15', '2024-03-31'],
  ])('by the day is the end of a month: due %s, after %s, %s', (due, on, next) => {
    expect(nextLook({ due: date(due), srb: date(due), per: 'day' }, date(on))).toBe(next);
  });
});
