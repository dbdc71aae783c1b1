import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { askingAt, filingDeadline, finalFilingDeadline, suingDeadline } from './filing-deadlines.ts';

describe('after the call to creditors of 2 March 2026', () => {
  test('claims are filed within 8 weeks, also when that is a closing day', () => {
    expect(filingDeadline(date('2026-03-02'))).toBe('2026-04-27');
    expect(filingDeadline(date('2025-10-29'))).toBe('2025-12-24');
  });

  test('a provisional filing is made final within 8 weeks more', () => {
    expect(finalFilingDeadline(date('2026-04-20'))).toBe('2026-06-15');
  });

  test('who is rejected has 4 weeks to sue', () => {
    expect(suingDeadline(date('2026-05-01'))).toBe('2026-05-29');
  });

  test.each([
    ['2026-04-05', null],
    ['2026-04-06', 21],
    ['2026-04-19', 21],
    ['2026-04-20', 7],
    ['2026-04-25', 7],
    ['2026-04-26', 1],
    ['2026-04-27', 1],
    ['2026-04-28', 0],
  ])('a person is asked on %s: %s', (on, asked) => {
    expect(askingAt(date('2026-04-27'), date(on))).toBe(asked);
  });
});
