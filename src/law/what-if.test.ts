import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { stated } from '../kernel/explanation.ts';
import { kroner, ore, timesOre, zeroOre } from '../kernel/money.ts';
import { currentRule } from './rule-versions.ts';
import { whatIf, type WhatIfFacts } from './what-if.ts';

const DAY = date('2026-03-12');
const facts: WhatIfFacts = { netMonth: kroner(21_000), dependants: false, benefits: [], otherIncome: false };

function monthly(changes: Partial<WhatIfFacts> = {}): bigint | string {
  const answer = whatIf(DAY, { ...facts, ...changes });
  if (!answer.ok) return answer.refusal.tag;
  const { assessment } = answer.value;
  return assessment.outcome === 'plan' ? assessment.monthly / 100n : assessment.reason;
}

describe('what if', () => {
  test('the income is 21.000 kr. a month: what the table of 2026 says', () => {
    expect(monthly()).toBe(3_950n);
  });

  test('there are children, a benefit, a pension alone, or hardly any income', () => {
    expect(monthly({ dependants: true })).toBeLessThan(3_950n);
    expect(monthly({ benefits: ['kontanthjælp'] })).toBe('benefit');
    expect(monthly({ benefits: ['førtidspension'] })).toBe('pension-only');
    expect(monthly({ benefits: ['førtidspension'], otherIncome: true })).toBe(3_950n);
    expect(monthly({ netMonth: zeroOre })).toBe('low-income');
  });

  test('there is no table for the day: nothing is worked out', () => {
    const answer = whatIf(date('2050-01-01'), facts);
    expect(answer.ok ? null : answer.refusal.tag).toBe('no-table');
  });

  test('it is the rule that decides, for every income', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10_000_000n }), fc.boolean(), (month, dependants) => {
        const netMonth = ore(month);
        const decided = currentRule.assess(
          {
            calculationDate: DAY,
            income: { state: 'stated', netIncomeYear: timesOre(netMonth, 12), source: stated },
            dependants: { value: dependants, source: stated },
            benefits: { value: [], source: stated },
            otherIncome: { value: false, source: stated },
          },
          null,
        );
        const answer = whatIf(DAY, { ...facts, netMonth, dependants });
        expect(answer.ok && answer.value.assessment).toEqual(decided.ok && decided.value);
      }),
    );
  });
});
