import { describe, expect, it } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
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
    ['2026-03-19', false],
    ['2026-03-20', true],
    ['2026-05-20', true],
    ['2026-05-21', false],
  ])('is said on %s: %s', (day, soon) => {
    expect(reachesPensionAgeSoon(born, date(day))).toBe(soon);
  });

  it('is reckoned to the end of a month that is shorter', () => {
    expect(reachesPensionAgeSoon(date('1959-02-28'), date('2025-12-31'))).toBe(true);
    expect(reachesPensionAgeSoon(date('1959-03-01'), date('2025-12-31'))).toBe(false);
  });
});
