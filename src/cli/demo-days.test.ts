import { describe, expect, test } from 'vitest';
import { date, weekdayOf } from '../kernel/dates.ts';
import { daysToPlay, monthRunOn } from './demo-days.ts';

describe('the days that a demo lives through', () => {
  test('are the weekdays from the first run to the end of March', () => {
    const days = daysToPlay([]);
    expect([days[0], days[1], days.at(-1)]).toEqual(['2026-01-10', '2026-01-12', '2026-03-31']);
    expect(days.slice(1).every((day) => weekdayOf(day) <= 5)).toBe(true);
  });

  test('and other days on which something happens, each once and in its place', () => {
    const sunday = date('2026-02-15');
    const days = daysToPlay([sunday, sunday, date('2026-02-16'), date('2026-05-01')]);
    expect(days.filter((day) => day.startsWith('2026-02-1'))).toEqual([
      '2026-02-10',
      '2026-02-11',
      '2026-02-12',
      '2026-02-13',
      '2026-02-15',
      '2026-02-16',
      '2026-02-17',
      '2026-02-18',
      '2026-02-19',
    ]);
    expect(days.at(-1)).toBe('2026-03-31');
  });

  test('have a month’s run on the tenth, also on a Saturday', () => {
    expect(monthRunOn(date('2026-01-10'))).toBe('2026-01');
    expect(monthRunOn(date('2026-03-10'))).toBe('2026-03');
    expect(monthRunOn(date('2026-03-11'))).toBeNull();
    expect(monthRunOn(date('2026-04-10'))).toBeNull();
  });
});
