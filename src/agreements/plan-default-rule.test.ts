import { describe, expect, test } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
import { debtorNumber, instalmentId } from '../kernel/ids.ts';
import { kroner } from '../kernel/money.ts';
import {
  areFresh,
  areOfAfter,
  benefitCycle,
  defaultNow,
  demandNow,
  isToLook,
  missedOn,
  NOTHING_WAITS,
} from './plan-default-rule.ts';

const rule = { graceDays: 5, deadlineDays: 14, registrationBankDays: 3, least: '1.00', pauseDays: 14 };
const nothing = NOTHING_WAITS;

describe('an instalment that was not paid', () => {
  test.each([
    ['2026-04-06', 'within the days of grace', { waits: 'day' }],
    [
      '2026-04-08',
      'before payments must have been registered: Easter has four closing days',
      { waits: 'day' },
    ],
    ['2026-04-09', 'when both are over', 'do'],
  ])('due on 1 April 2026 is looked at on %s: %s', (on, _, now) => {
    expect(demandNow(date('2026-04-01'), nothing, { rule, on: date(on) })).toEqual(now);
  });

  test('waits for what stops it, and for money that covers nothing', () => {
    const on = date('2026-04-20');
    const holds = ['returned-mail'] as const;
    expect(demandNow(date('2026-04-01'), { ...nothing, holds }, { rule, on })).toEqual({
      waits: 'returned-mail',
    });
    expect(demandNow(date('2026-04-01'), { ...nothing, unallocated: true }, { rule, on })).toEqual({
      waits: 'money-unallocated',
    });
  });

  test('is demanded together with those before it, and not with one that is still in time', () => {
    const unpaid = ['2026-03-02', '2026-04-01', '2026-05-01'].map((due) => ({
      instalment: instalmentId(date(due), debtorNumber(100_001)),
      dueOn: date(due),
      unpaid: kroner(100),
    }));
    const missed = missedOn(unpaid, rule, date('2026-05-04'));
    expect(missed.map(({ dueOn }) => dueOn)).toEqual(['2026-03-02', '2026-04-01']);
  });
});

describe('a demand that was not paid', () => {
  const demanded = { arrivedOn: date('2026-04-11'), deadline: date('2026-05-04') };

  test.each([
    ['2026-05-04', { waits: 'day' }],
    ['2026-05-06', { waits: 'day' }],
    ['2026-05-07', 'do'],
  ])('with the deadline 4 May 2026 is looked at on %s', (on, now) => {
    expect(defaultNow(demanded, nothing, { rule, on: date(on) })).toEqual(now);
  });

  test.each([
    ['2026-04-20', '2026-05-07', 'is too early to matter'],
    ['2026-05-06', '2026-05-22', 'gives days to pay in, and those for payments to be registered'],
  ])('and of which a hold was lifted on %s leads to nothing before %s: it %s', (restedTo, on) => {
    const waits = { ...nothing, restedTo: date(restedTo) };
    const before = addDays(date(on), -1);
    expect(defaultNow(demanded, waits, { rule, on: before })).toEqual({ waits: 'day' });
    expect(defaultNow(demanded, waits, { rule, on: date(on) })).toBe('do');
  });

  test('leads to nothing before it has arrived, however late it is', () => {
    const onItsWay = { arrivedOn: null, deadline: null };
    expect(defaultNow(onItsWay, nothing, { rule, on: date('2027-01-01') })).toEqual({
      waits: 'letter-not-arrived',
    });
  });

  test('never leads to a fee', () => {
    expect(benefitCycle(rule).steps.map(({ fee }) => fee)).toEqual([null, null]);
  });
});

test('facts are fresh for 35 days, and facts that were never asked for are not', () => {
  const on = date('2026-05-08');
  expect(areFresh(date('2026-04-03'), on)).toBe(true);
  expect(areFresh(date('2026-04-02'), on)).toBe(false);
  expect(areFresh(null, on)).toBe(false);
});

test('facts say whether somebody was able to pay by a day when they were asked for after it', () => {
  expect(areOfAfter(date('2026-05-05'), date('2026-05-04'))).toBe(true);
  expect(areOfAfter(date('2026-05-04'), date('2026-05-04'))).toBe(false);
  expect(areOfAfter(null, date('2026-05-04'))).toBe(false);
});

test('one about whom a person must look is looked at again after a week', () => {
  expect(isToLook(null, date('2026-05-08'))).toBe(true);
  expect(isToLook(date('2026-05-02'), date('2026-05-08'))).toBe(false);
  expect(isToLook(date('2026-05-01'), date('2026-05-08'))).toBe(true);
});
