import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { feeFigures } from './fee-figures.ts';
import { feeFor, feesThatStand, type FeeFacts } from './fees.ts';

function aLetter(changes: Partial<FeeFacts> = {}): FeeFacts {
  return {
    regime: 'gebyrloven',
    kind: 'reminder',
    letterOn: date('2026-03-02'),
    wanted: null,
    councilDecision: { on: date('2025-01-01') },
    benefitRepayment: false,
    commercial: false,
    held: false,
    claims: [
      { claim: 7n, principal: kroner(500), due: date('2026-02-01'), feeLetters: [] },
      { claim: 3n, principal: kroner(900), due: date('2026-02-15'), feeLetters: [] },
      { claim: 2n, principal: kroner(900), due: date('2026-02-15'), feeLetters: [] },
    ],
    onWhich: 'largest',
    ...changes,
  };
}

const answer = (changes: Partial<FeeFacts>) => {
  const fee = feeFor(aLetter(changes), feeFigures);
  return fee.ok ? fee.value : fee.refusal.tag;
};

describe('one fee for a letter about several claims', () => {
  test('is borne by the largest, and between equals by the lowest number', () => {
    expect(answer({})).toEqual({ amount: kroner(250), on: 2n });
  });

  test('or by the oldest, where the municipality has chosen that', () => {
    expect(answer({ onWhich: 'oldest' })).toEqual({ amount: kroner(250), on: 7n });
  });
});

describe('no fee', () => {
  test.each([
    ['for public law without distraint right', { regime: 'none' }, 'third-regime'],
    ['by a special law', { regime: 'special' }, 'third-regime'],
    ['without a decision', { councilDecision: null }, 'no-council-decision'],
    ['before the decision', { letterOn: date('2024-12-31') }, 'no-council-decision'],
    [
      'for repayment of benefits that nobody has decided it for',
      { councilDecision: null, benefitRepayment: true },
      'benefit-not-decided',
    ],
    ['while a hold stops fees', { held: true }, 'held'],
    ['above what the law allows', { wanted: kroner(251) }, 'above-cap'],
    ['that the law does not know', { kind: 'compensation' }, 'no-such-fee'],
    ['of compensation outside business', { regime: 'renteloven', kind: 'compensation' }, 'no-such-fee'],
  ] as const)('%s', (_, changes, refusal) => {
    expect(answer(changes)).toBe(refusal);
  });
});

test('a civil claim never bears more than three fees, nor two within ten days, however the letters come', () => {
  const days = fc.array(fc.nat(90), { maxLength: 15 }).map((list) => list.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(days, (offsets) => {
      const charged: string[] = [];
      for (const offset of offsets) {
        const letterOn = addDays(date('2026-01-01'), offset);
        const feeLetters = charged.map(date);
        const claims = [{ claim: 1n, principal: kroner(1), due: letterOn, feeLetters }];
        const fee = feeFor(aLetter({ regime: 'renteloven', letterOn, claims }), feeFigures);
        if (fee.ok) charged.push(letterOn);
      }
      expect(charged.length).toBeLessThanOrEqual(3);
      for (const [index, day] of charged.entries()) {
        const next = charged[index + 1];
        if (next !== undefined) expect(next >= addDays(date(day), 10)).toBe(true);
      }
    }),
  );
});

test('a fee stands when its letter was sent while something was still owed', () => {
  const letters = [{ on: date('2026-01-05') }, { on: date('2026-01-20') }];
  expect(feesThatStand(letters, date('2026-01-20'))).toEqual([{ on: '2026-01-05' }]);
  expect(feesThatStand(letters, null)).toEqual(letters);
});
