import { describe, expect, test } from 'vitest';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { kroner, sumOre, zeroOre } from '../kernel/money.ts';
import { instalmentsOf, standingOf } from './standing.ts';
import type { ArrangementTerms } from './types.ts';

const terms: ArrangementTerms = {
  kind: 'plan',
  monthly: kroner(500),
  firstDue: date('2026-01-31'),
  dueDay: 31,
  lastDue: date('2026-03-31'),
};
const tolerance = { days: 5, amount: zeroOre };
const claims = [{ claim: claimNumber(1n), owed: kroner(1_200) }];

describe('a voluntary plan', () => {
  test('is equal instalments on the same day of the month, the last of which is what is left', () => {
    expect(instalmentsOf(terms, kroner(1_200))).toEqual([
      { due: '2026-01-31', amount: 50_000n },
      { due: '2026-02-28', amount: 50_000n },
      { due: '2026-03-31', amount: 20_000n },
    ]);
  });

  test.each([
    ['2026-01-30', 1_200, 0, null, '2026-01-31'],
    ['2026-01-31', 1_200, 500, '2026-01-31', '2026-02-28'],
    ['2026-02-28', 700, 500, '2026-02-28', '2026-03-31'],
    ['2026-02-28', 800, 600, '2026-01-31', '2026-03-31'],
    ['2026-02-28', 100, 0, null, '2026-03-31'],
    ['2026-03-31', 0, 0, null, null],
  ])('stands on %s with %i kr. left', (day, left, missing, since, next) => {
    const its = { left: kroner(left), paid: kroner(1_200 - left) };
    const standing = standingOf({ terms, claims, tolerance }, () => its, date(day));
    expect(sumOre(standing.unpaid.map(({ amount }) => amount))).toBe(kroner(left));
    expect(standing).toMatchObject({
      agreed: kroner(1_200),
      left: kroner(left),
      missing: kroner(missing),
      missingSince: since,
      nextDue: next,
      lastDue: '2026-03-31',
      besides: zeroOre,
    });
  });

  test('has of each instalment left what the payments have not covered, the first one first', () => {
    const its = { left: kroner(600), paid: kroner(600) };
    const { unpaid, next } = standingOf({ terms, claims, tolerance }, () => its, date('2026-01-31'));
    expect(next).toEqual({ due: '2026-02-28', amount: kroner(400) });
    expect(unpaid).toEqual([
      { due: '2026-02-28', amount: kroner(400) },
      { due: '2026-03-31', amount: kroner(200) },
    ]);
  });

  test.each([
    ['raised by 800', { left: 1_500, paid: 500 }, { left: 700, missing: 0, besides: 800 }],
    ['lowered to 900', { left: 400, paid: 500 }, { left: 400, missing: 0, besides: 0 }],
    ['lowered to 300', { left: 0, paid: 300 }, { left: 0, missing: 0, besides: 0 }],
    ['raised, and nothing was paid', { left: 2_000, paid: 0 }, { left: 1_200, missing: 500, besides: 800 }],
  ])('keeps its instalments when its claim is %s', (_, { left, paid }, expected) => {
    const its = { left: kroner(left), paid: kroner(paid) };
    expect(standingOf({ terms, claims, tolerance }, () => its, date('2026-01-31'))).toMatchObject({
      left: kroner(expected.left),
      missing: kroner(expected.missing),
      besides: kroner(expected.besides),
    });
  });
});
