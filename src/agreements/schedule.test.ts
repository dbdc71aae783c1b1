import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kr } from '../../test/vocabulary.ts';
import { addDays, date, dayOfMonth, addMonths, monthOf } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { addWeekdays, isBankClosingDay } from '../law/closing-days.ts';
import { dueDateAfter, dueDateFrom, firstDueDate, nextDueDate, scheduleOf } from './schedule.ts';

const days = fc.integer({ min: 0, max: 3_000 }).map((count) => addDays(date('2024-01-01'), count));
const rules = fc.record({
  dueDay: fc.integer({ min: 1, max: 31 }),
  noticeDays: fc.integer({ min: 0, max: 90 }),
  paperWeekdays: fc.integer({ min: 0, max: 30 }),
});

describe('the schedule of a plan', () => {
  it('is whole instalments and the rest as the last one', () => {
    expect(scheduleOf(kr(10_000), kr(3_950), date('2026-04-01'), 1)).toEqual([
      { firstDue: '2026-04-01', instalments: 2, amount: kr(3_950) },
      { firstDue: '2026-06-01', instalments: 1, amount: kr(2_100) },
    ]);
  });

  it('has no last part when the instalments come out even, and only the rest when the debt is small', () => {
    expect(scheduleOf(kr(700), kr(350), date('2026-04-01'), 1)).toEqual([
      { firstDue: '2026-04-01', instalments: 2, amount: kr(350) },
    ]);
    expect(scheduleOf(ore(1n), kr(350), date('2026-04-01'), 1)).toEqual([
      { firstDue: '2026-04-01', instalments: 1, amount: 1n },
    ]);
  });

  it('always adds up to the debt, to the øre, and no instalment is above the month’s amount', () => {
    const debts = fc.bigInt({ min: 1n, max: 1_000_000_000n });
    fc.assert(
      fc.property(debts, fc.bigInt({ min: 7n, max: 600n }), days, (owed, steps, from) => {
        const monthly = ore(steps * 5_000n);
        const parts = scheduleOf(ore(owed), monthly, from, 1);
        const sum = parts.reduce(
          (total, { amount, instalments }) => total + amount * BigInt(instalments),
          0n,
        );
        expect(sum).toBe(owed);
        expect(parts.every(({ amount }) => amount > 0n && amount <= monthly)).toBe(true);
      }),
    );
  });

  it('a plan without a debt or without an amount is our own mistake', () => {
    expect(() => scheduleOf(kr(0), kr(350), date('2026-04-01'), 1)).toThrow(/assertion/);
    expect(() => scheduleOf(kr(350), kr(0), date('2026-04-01'), 1)).toThrow(/assertion/);
  });
});

describe('the first due date', () => {
  const rule = { dueDay: 1, noticeDays: 14, paperWeekdays: 6 };

  it('is the first due day two weeks after the letter must have arrived on paper', () => {
    // Tuesday 10 March + 6 weekdays = Wednesday 18 March; + 14 days = 1 April.
    expect(firstDueDate(date('2026-03-10'), rule)).toBe('2026-04-01');
    // One day later it would be a day too short, and 1 May is a Friday.
    expect(firstDueDate(date('2026-03-11'), rule)).toBe('2026-05-01');
  });

  it('moves to the next bank day when it falls on a closing day', () => {
    // 1 March 2026 is a Sunday.
    expect(firstDueDate(date('2026-02-03'), rule)).toBe('2026-03-02');
    // 1 January is a holiday, and in 2027 the 2nd and 3rd are a weekend.
    expect(firstDueDate(date('2026-12-02'), rule)).toBe('2027-01-04');
  });

  it('is the last day of the month where the municipality collects on the 31st', () => {
    expect(firstDueDate(date('2026-04-01'), { ...rule, dueDay: 31 })).toBe('2026-04-30');
  });

  it('nobody is asked before they have had the notice, and never on a day when banks are closed', () => {
    fc.assert(
      fc.property(days, rules, (decidedOn, each) => {
        const due = firstDueDate(decidedOn, each);
        expect(due >= addDays(addWeekdays(decidedOn, each.paperWeekdays), each.noticeDays)).toBe(true);
        expect(isBankClosingDay(due)).toBe(false);
      }),
    );
  });
});

describe('the next due date', () => {
  const rule = { dueDay: 1, noticeDays: 14, paperWeekdays: 6 };

  it('is the first one after a day; a due date itself is not after itself', () => {
    expect(nextDueDate(date('2026-03-10'), rule)).toBe('2026-04-01');
    expect(nextDueDate(date('2026-04-01'), rule)).toBe('2026-05-01');
    expect(dueDateFrom(date('2026-04-01'), 1)).toBe('2026-04-01');
  });

  it('may be one that has moved over closing days from the day before', () => {
    // 1 March 2026 is a Sunday: on that day, the due date of March is still to come.
    expect(nextDueDate(date('2026-03-01'), rule)).toBe('2026-03-02');
    expect(nextDueDate(date('2026-03-02'), rule)).toBe('2026-04-01');
    // Saturday 31 January → Monday 2 February.
    expect(dueDateFrom(date('2026-02-01'), 31)).toBe('2026-02-02');
  });

  it('is never skipped and never comes twice, whatever the due day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: 1, max: 31 }), (day, dueDay) => {
        const due = dueDateFrom(day, dueDay);
        expect(due >= day && due <= addDays(day, 38)).toBe(true);
        expect(dueDateFrom(due, dueDay)).toBe(due);
        expect(nextDueDate(due, { ...rule, dueDay })).toBe(dueDateAfter(due, 1, dueDay));
      }),
    );
  });
});

describe('the due dates after the first', () => {
  it('come once a month, also when the first one moved into the month after its own', () => {
    // The 31st: Saturday 31 January → Monday 2 February; Saturday 28 February → 2 March; then 31 March.
    const dates = [0, 1, 2, 3].map((months) => dueDateAfter(date('2026-02-02'), months, 31));
    expect(dates).toEqual(['2026-02-02', '2026-03-02', '2026-03-31', '2026-04-30']);
  });

  it('always stand in the order of the months, each on the bank day for the due day', () => {
    fc.assert(
      fc.property(days, rules, (decidedOn, rule) => {
        const first = firstDueDate(decidedOn, rule);
        const dates = Array.from({ length: 14 }, (_, months) => dueDateAfter(first, months, rule.dueDay));
        expect(dates).toEqual(dates.toSorted());
        expect(new Set(dates).size).toBe(14);
        expect(dates.some(isBankClosingDay)).toBe(false);
        const last = dates[13] ?? first;
        const nominal = [monthOf(last), addMonths(monthOf(last), -1)].map((of) =>
          dayOfMonth(of, rule.dueDay),
        );
        expect(nominal.some((day) => day <= last && last <= addDays(day, 7))).toBe(true);
      }),
    );
  });
});
