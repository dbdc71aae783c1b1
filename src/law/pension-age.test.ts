import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  date,
  dayOfMonth,
  month,
  monthOf,
  type PlainDate,
} from '../kernel/dates.ts';
import pensionAgeList from '../../statute/pension-age.json' with { type: 'json' };
import { pensionAgeReachedOn, reachesPensionAgeSoon } from './pension-age.ts';

describe('the state pension age (lov om social pension § 1 a)', () => {
  it.each([
    ['1953-12-31', '2018-12-31'],
    ['1954-01-31', '2019-07-31'],
    ['1954-06-30', '2019-12-30'],
    ['1954-07-01', '2020-07-01'],
    ['1955-03-31', '2021-09-30'],
    ['1955-07-01', '2022-07-01'],
    ['1959-05-20', '2026-05-20'],
    ['1962-12-31', '2029-12-31'],
    ['1963-01-01', '2031-01-01'],
    ['1967-01-01', '2036-01-01'],
    ['1970-12-31', '2039-12-31'],
    ['1971-01-01', '2041-01-01'],
  ])('one born %s reaches it %s', (born, reached) => {
    expect(pensionAgeReachedOn(date(born))).toBe(reached);
  });

  it('is there for everybody, with no day of birth left out or in twice', () => {
    const { entries } = pensionAgeList;
    expect([entries[0]?.bornFrom, entries.at(-1)?.bornTo]).toEqual([null, null]);
    for (const [index, { bornFrom }] of entries.slice(1).entries())
      expect(bornFrom).toBe(addDays(date(entries[index]?.bornTo ?? ''), 1));
  });
});

describe('that it is near', () => {
  const born = date('1959-05-20');

  it.each([
    ['2026-01-31', false],
    ['2026-02-01', true],
    ['2026-05-20', true],
    ['2026-05-21', false],
  ])('is said on %s: %s', (day, soon) => {
    expect(reachesPensionAgeSoon(born, date(day))).toBe(soon);
  });

  it.each([1, 10, 20, 31])('is said by a run on day %i of each month two months before at least', (place) => {
    const days = Array.from({ length: 16 }, (_, at) => dayOfMonth(addMonths(month('2026-01'), at), place));
    for (let reached = date('2026-05-01'); reached <= '2027-04-30'; reached = addDays(reached, 1)) {
      const first = days.find((day) => reachesPensionAgeSoon(addYears(reached, -67), day));
      expect(first !== undefined && twoMonthsAfter(first) <= reached, `${first} ${reached}`).toBe(true);
    }
  });
});

function twoMonthsAfter(day: PlainDate): PlainDate {
  return dayOfMonth(addMonths(monthOf(day), 2), Number(day.slice(8)));
}
