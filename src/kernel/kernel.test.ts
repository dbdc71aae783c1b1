import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { birthDate, parseCprNumber } from './cpr-number.ts';
import {
  addDays,
  addMonths,
  addYears,
  ageOn,
  date,
  dayInCopenhagen,
  dayOfMonth,
  month,
  monthsBetween,
  parsePlainDate,
  readableDate,
  readableMonth,
  weekdayOf,
} from './dates.ts';
import { debtorNumber, decisionId, paymentReference, readableDecisionId } from './ids.ts';
import { kroner, ore, parseKroner, plainKroner, readableKroner } from './money.ts';
import { paymentLine } from './payment-line.ts';
import { runs } from '../../test/long/length.ts';

describe('money', () => {
  it('reads what it has written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -99_999_999_999_999n, max: 99_999_999_999_999n }), (amount) => {
        expect(parseKroner(plainKroner(ore(amount)))).toBe(amount);
      }),
    );
  });

  it('refuses comma, thousands mark, one decimal and more than twelve digits', () => {
    for (const text of ['1234,50', '1.234.50', '12.5', '1234567890123', '', ' 1', '1e3', '+1']) {
      expect(parseKroner(text)).toBeNull();
    }
  });

  it('is written 1.234,50 kr. for a Danish reader, to the øre also for large amounts', () => {
    expect(readableKroner(ore(123_450n))).toBe('1.234,50 kr.');
    expect(readableKroner(ore(1_234_567_890_123_456_789n))).toBe('12.345.678.901.234.567,89 kr.');
    expect(readableKroner(kroner(3950), 'en')).toBe('DKK 3,950.00');
  });
});

describe('dates', () => {
  it('accepts only days of the calendar', () => {
    for (const text of [
      '2026-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '2026-04-31',
      '20260301',
      '2026-03-00',
      '0000-01-01',
    ]) {
      expect(parsePlainDate(text)).toBeNull();
    }
    expect(parsePlainDate('2024-02-29')).toBe('2024-02-29');
  });

  it('agrees with Temporal on which days exist', () => {
    const number = (min: number, max: number, width: number) =>
      fc.integer({ min, max }).map((value) => String(value).padStart(width, '0'));
    fc.assert(
      fc.property(number(1900, 2100, 4), number(1, 12, 2), number(1, 31, 2), (year, monthNumber, day) => {
        const text = `${year}-${monthNumber}-${day}`;
        const exists = Temporal.PlainDate.from(text.slice(0, 8) + '01').daysInMonth >= Number(day);
        expect(parsePlainDate(text) !== null).toBe(exists);
      }),
    );
  });

  it('is written 3. marts 2026, and the month marts 2026', () => {
    expect(readableDate(date('2026-03-03'))).toBe('3. marts 2026');
    expect(readableDate(date('2026-03-03'), 'en')).toBe('3 March 2026');
    expect(readableMonth(month('2026-03'))).toBe('marts 2026');
  });

  it('puts the 31st on the last day of a shorter month, and 29 February three years on at 28 February', () => {
    expect(dayOfMonth(month('2026-04'), 31)).toBe('2026-04-30');
    expect(dayOfMonth(month('2026-04'), 1)).toBe('2026-04-01');
    expect(addYears(date('2024-02-29'), 3)).toBe('2027-02-28');
  });

  it('counts months and completed years', () => {
    expect(monthsBetween(month('2025-11'), month('2026-03'))).toBe(4);
    expect(ageOn(date('2008-03-02'), date('2026-03-01'))).toBe(17);
    expect(ageOn(date('2008-03-02'), date('2026-03-02'))).toBe(18);
  });
});

describe('a CPR number', () => {
  it('is checked for form and date only', () => {
    expect(parseCprNumber('010180-1234')).toBe('0101801234');
    expect(parseCprNumber('0101801234')).toBe('0101801234');
    for (const text of ['3102801234', '0113801234', '010180123', '010180 1234', '0001801234', '9901801234']) {
      expect(parseCprNumber(text)).toBeNull();
    }
  });

  it('may be a replacement number, whose day is sixty too high', () => {
    const cpr = parseCprNumber('6101801234');
    expect(cpr === null ? null : birthDate(cpr)).toBe('1980-01-01');
  });

  it('takes the century from its seventh digit', () => {
    const born = (text: string) => {
      const cpr = parseCprNumber(text);
      return cpr === null ? null : birthDate(cpr);
    };
    expect(born('0101053000')).toBe('1905-01-01');
    expect(born('0101054000')).toBe('2005-01-01');
    expect(born('0101384000')).toBe('1938-01-01');
    expect(born('0101055000')).toBe('2005-01-01');
    expect(born('0101585000')).toBe('1858-01-01');
  });
});

describe('a decision’s number', () => {
  it('says month, debtor and place, and gives the payment line its digits', () => {
    const id = decisionId(month('2026-03'), debtorNumber(100_123), 0);
    expect(readableDecisionId(id)).toBe('202603-100123-0');
    expect(paymentReference(id)).toBe('00010012326030');
    expect(paymentLine('71', paymentReference(id), '81234567')).toMatch(
      /^\+71<00010012326030\d \+81234567<$/,
    );
  });

  it('grows with time', () => {
    const debtor = debtorNumber(100_123);
    expect(decisionId(month('2026-04'), debtorNumber(100_001), 0)).toBeGreaterThan(
      decisionId(month('2026-03'), debtor, 9),
    );
  });
});

describe('the day in Copenhagen', () => {
  it('begins there and not in London, in winter and in summer, whatever was asked before', () => {
    const days = [
      ['2026-03-10T22:59:59.999Z', '2026-03-10'],
      ['2026-03-10T23:00:00Z', '2026-03-11'],
      ['2026-07-10T21:59:59.999Z', '2026-07-10'],
      ['2026-07-10T22:00:00Z', '2026-07-11'],
      ['2026-03-10T23:59:00Z', '2026-03-11'],
      ['2026-03-10T22:00:00Z', '2026-03-10'],
      ['1955-03-10T23:30:00Z', '1955-03-11'],
    ] as const;
    for (const [moment, day] of days) expect(dayInCopenhagen(Temporal.Instant.from(moment))).toBe(day);
  });

  it('is what the calendar says, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -2_000_000_000, max: 4_000_000_000 })), (seconds) => {
        for (const second of seconds) {
          const moment = Temporal.Instant.fromEpochMilliseconds(second * 1_000);
          const told = moment.toZonedDateTimeISO('Europe/Copenhagen').toPlainDate().toString();
          expect(dayInCopenhagen(moment)).toBe(told);
        }
      }),
    );
  });
});

describe('days that are counted', () => {
  const known = [
    date('0001-01-01'),
    date('1900-02-28'),
    date('2000-02-28'),
    date('2024-02-29'),
    date('2026-12-31'),
  ];

  it('are those of the calendar, also over leap years and centuries', () => {
    for (const day of known)
      expect(addDays(day, 1)).toBe(Temporal.PlainDate.from(day).add({ days: 1 }).toString());
    fc.assert(
      fc.property(
        fc.integer({ min: -700_000, max: 2_900_000 }),
        fc.integer({ min: -5_000, max: 5_000 }),
        (from, days) => {
          const start = Temporal.PlainDate.from('1970-01-01').add({ days: from });
          expect(addDays(date(start.toString()), days)).toBe(start.add({ days }).toString());
          expect(weekdayOf(date(start.toString()))).toBe(start.dayOfWeek);
        },
      ),
      runs(2_000),
    );
  });

  it('end where a year has no four digits', () => {
    expect(() => addDays(date('9999-12-31'), 1)).toThrow('no day');
    expect(() => addYears(date('9997-12-31'), 3)).toThrow('no day');
    expect(() => addMonths(month('9999-12'), 1)).toThrow('no month');
    expect(addMonths(month('0001-02'), -1)).toBe('0001-01');
  });
});
