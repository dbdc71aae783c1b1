import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, addYears, date } from '../kernel/dates.ts';
import { nextOpenDay } from './closing-days.ts';
import { daysLeft, isTimeBarred, limitationUntil, priorityUntil, type Interruption } from './limitation.ts';

const anyDay = fc.nat(4_000).map((days) => addDays(date('2015-01-01'), days));
const anyInterruption: fc.Arbitrary<Interruption> = fc.oneof(
  fc.record({
    kind: fc.constant('acknowledged' as const),
    on: anyDay,
    existenceAndAmount: fc.boolean(),
    byAllWhoMust: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('judgment' as const, 'court' as const, 'distraint' as const, 'set-off' as const),
    on: anyDay,
  }),
);
const anyInterruptions = fc.array(anyInterruption, { maxLength: 5 });

describe('limitation', () => {
  test('ends the same day some years later, and never on a closing day', () => {
    fc.assert(
      fc.property(anyDay, anyInterruptions, (due, interruptions) => {
        const { until, from, years } = limitationUntil({ kind: 'ordinary', due, srb: null }, interruptions);
        expect(until).toBe(nextOpenDay(addYears(from, years)));
        expect(nextOpenDay(until)).toBe(until);
      }),
    );
  });

  test('is never earlier because of an interruption, and does not depend on the order they are told in', () => {
    fc.assert(
      fc.property(anyDay, anyInterruptions, anyInterruption, (due, interruptions, one) => {
        const basis = { kind: 'ordinary' as const, due, srb: null };
        const standing = limitationUntil(basis, interruptions);
        expect(limitationUntil(basis, [...interruptions, one]).until >= standing.until).toBe(true);
        const days = new Set(interruptions.map(({ on }) => on));
        if (days.size === interruptions.length)
          expect(limitationUntil(basis, interruptions.toReversed())).toEqual(standing);
      }),
    );
  });

  test('of interest and fees is never later than that of the main claim', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyInterruptions, (due, mainUntil, interruptions) => {
        const { until } = limitationUntil({ kind: 'charge', due, mainUntil }, interruptions);
        expect(until <= mainUntil).toBe(true);
      }),
    );
  });

  test('lasts through its last day', () => {
    const limitation = limitationUntil({ kind: 'ordinary', due: date('2017-10-12'), srb: null }, []);
    expect(isTimeBarred(limitation, date('2020-10-12'))).toBe(false);
    expect(isTimeBarred(limitation, date('2020-10-13'))).toBe(true);
    expect(daysLeft(limitation, date('2020-10-12'))).toBe(0);
    expect(daysLeft(limitation, date('2020-07-14'))).toBe(90);
    expect(daysLeft(limitation, date('2020-10-13'))).toBe(-1);
  });
});

test('priority in property lasts two years and three months, not moved', () => {
  expect(priorityUntil(date('2023-01-02'))).toBe('2025-04-02');
  expect(priorityUntil(date('2023-11-30'))).toBe('2026-02-28');
});
