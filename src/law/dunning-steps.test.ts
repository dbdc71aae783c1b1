import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { isBankClosingDay } from './closing-days.ts';
import {
  nextStep,
  stepNow,
  type Course,
  type CourseFacts,
  type LifeCycle,
  type LifeCycleStep,
} from './dunning-steps.ts';
import type { HoldReason } from './holds.ts';

const reminder: LifeCycleStep = {
  do: 'reminder',
  after: { from: 'srb', days: 10, bankDaysForPayments: 3 },
  letter: true,
  fee: kroner(100),
  deadlineDays: 10,
  warnsOfTransfer: false,
  by: { ground: 'council' },
};
const cycle = (...steps: LifeCycleStep[]): LifeCycle => ({ name: 'bill', steps });
const begun: Course = { step: 0, lastDeadline: null, lastFeeOn: null, approved: false };
const facts: CourseFacts = {
  srb: date('2026-01-12'),
  missedOn: null,
  arrivedOn: null,
  letterOnItsWay: false,
  unallocated: false,
  restedTo: null,
  feeDaysBetween: 10,
};

describe('the day of a step', () => {
  test('is the latest of all that it waits for, each of them told', () => {
    const due = nextStep(cycle(reminder), { ...begun, lastFeeOn: date('2026-01-20') }, facts);
    expect(due?.days).toEqual([
      { why: 'days-passed', on: '2026-01-22' },
      { why: 'payments-registered', on: '2026-01-15' },
      { why: 'fee-allowed', on: '2026-01-30' },
    ]);
    expect(due?.on).toBe('2026-01-30');
  });

  test('is never the last day for payment itself, and payments always have time to be registered', () => {
    fc.assert(
      fc.property(
        fc.nat(1_000),
        fc.constantFrom(0, 1, 10),
        fc.constantFrom(0, 1, 3),
        (offset, days, bankDays) => {
          const srb = addDays(date('2024-01-01'), offset);
          const step = { ...reminder, after: { from: 'srb' as const, days, bankDaysForPayments: bankDays } };
          const on = nextStep(cycle(step), begun, { ...facts, srb })?.on ?? srb;
          expect(on > srb && on >= addDays(srb, days)).toBe(true);
          let left = bankDays;
          for (let day = addDays(srb, 1); day <= on; day = addDays(day, 1))
            if (!isBankClosingDay(day)) left--;
          expect(left).toBeLessThanOrEqual(0);
        },
      ),
    );
  });

  test('is counted from the last timely day where what was agreed has moved that past the last deadline', () => {
    const after = { from: 'previous-deadline', days: 1, bankDaysForPayments: 3 } as const;
    const course = { ...begun, lastDeadline: date('2025-12-29') };
    const due = nextStep(cycle({ ...reminder, after }), course, { ...facts, srb: date('2026-03-02') });
    expect(due?.on).toBe('2026-03-05');
  });

  test('leaves payments made while the claim rested the time to be registered', () => {
    const rested = { ...facts, srb: date('2025-12-01'), restedTo: date('2026-02-06') };
    const after = { ...reminder.after, bankDaysForPayments: 0 };
    expect(nextStep(cycle(reminder), begun, rested)?.on).toBe('2026-02-11');
    expect(nextStep(cycle({ ...reminder, after }), begun, rested)?.on).toBe('2026-02-09');
  });

  test('is not known while what it is counted from is not', () => {
    const demand = { ...reminder, after: { ...reminder.after, from: 'missed' as const } };
    const due = nextStep(cycle(demand), begun, facts);
    expect([due?.on, due?.days]).toEqual([null, []]);
  });

  test('is no day at all when every step is taken', () => {
    expect(nextStep(cycle(reminder), { ...begun, step: 1 }, facts)).toBeNull();
  });

  test('a letter that gives fewer than ten days is our own mistake', () => {
    expect(() => nextStep(cycle({ ...reminder, deadlineDays: 9 }), begun, facts)).toThrow(
      'at least ten days',
    );
  });
});

describe('on the day', () => {
  const day = date('2026-01-22');
  const now = (changes: Partial<CourseFacts>, holds: readonly HoldReason[] = [], step = reminder) => {
    const due = nextStep(cycle(step), begun, { ...facts, ...changes });
    return due === null ? null : stepNow(due, holds, day);
  };

  test('the step is taken', () => {
    expect(now({})).toBe('do');
  });

  test.each([
    ['a hold', {}, ['objection'], { waits: 'objection' }],
    ['a letter on its way', { letterOnItsWay: true }, [], { waits: 'letter-not-arrived' }],
    ['its day', { srb: date('2026-01-13') }, [], { waits: 'day' }],
    ['money that is not allocated', { unallocated: true }, [], { waits: 'money-unallocated' }],
  ] as const)('it waits for %s', (_, changes, holds, expected) => {
    expect(now(changes, holds)).toEqual(expected);
  });

  test('it waits for the person who must take it', () => {
    expect(now({}, [], { ...reminder, by: 'person' })).toEqual({ waits: 'person' });
  });

  test('a claim at Gældsstyrelsen gets no reminder', () => {
    expect(now({}, ['recovery'])).toEqual({ waits: 'recovery' });
  });
});
