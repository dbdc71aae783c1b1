import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { noticeDeadline, printedNoticeDeadline } from './notice-arrivals.ts';

describe('the deadline of a reminder', () => {
  const rule = { days: 10, paperWeekdays: 6 };

  test('that is printed leaves the days also to one who gets the letter on paper', () => {
    // Tuesday 10 March, six weekdays, ten days: Saturday 28 March, so Monday.
    expect(printedNoticeDeadline(date('2026-03-10'), rule)).toBe('2026-03-30');
  });

  test.each([
    ['2026-03-11', '2026-03-30', 'who gets it early has until the printed day'],
    ['2026-03-18', '2026-03-30', 'who gets it as expected has until the printed day'],
    ['2026-03-23', '2026-04-07', 'who gets it later has the days, to an open day after Easter'],
    ['2026-06-01', '2026-06-11', 'who gets it much later has the days'],
  ])('when it arrives %s is %s: %s', (arrived, deadline) => {
    expect(noticeDeadline({ printed: date('2026-03-30'), days: 10 }, date(arrived))).toBe(deadline);
  });
});
