import { describe, expect, test } from 'vitest';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { instalmentsOf, standingOf } from './standing.ts';
import type { ArrangementTerms } from './types.ts';

const terms: ArrangementTerms = {
  kind: 'plan',
  monthly: kroner(500),
  firstDue: date('2026-01-31'),
  dueDay: 31,
  lastDue: date('2026-03-31'),
};
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
    const standing = standingOf({ terms, owed: kroner(1_200), claims }, () => kroner(left), date(day));
    expect(standing).toEqual({
      left: kroner(left),
      missing: kroner(missing),
      missingSince: since,
      nextDue: next,
    });
  });
});
