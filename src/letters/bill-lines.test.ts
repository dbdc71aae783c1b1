import { describe, expect, test } from 'vitest';
import type { Bill } from '../claims/bills.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { localClaimTypes } from '../law/claim-types.ts';
import { billLines } from './bill-lines.ts';

const main: Bill = {
  claim: claimNumber(1n),
  main: claimNumber(1n),
  level: 'main',
  type: 'CFFAKTU',
  description: 'Madservice maj 2026',
  reference: 'M-17',
  of: null,
  period: null,
  srb: date('2026-05-01'),
  joint: false,
};
const of = { type: main.type, description: main.description, reference: main.reference };
const days = { from: date('2026-05-01'), to: date('2026-05-03') };
const interest: Bill = {
  ...main,
  claim: claimNumber(1_001n),
  level: 'interest',
  type: 'RENTE',
  description: null,
  reference: null,
  of,
  period: days,
};
const fee: Bill = { ...interest, claim: claimNumber(1_901n), level: 'fee', type: 'KFOPGEB' };

function named(...bills: Bill[]) {
  return billLines(
    bills.map((bill) => ({ bill, owed: kroner(2) })),
    localClaimTypes,
  ).map(({ what, reference }) => [what, reference]);
}

describe('the lines of bills in a letter', () => {
  test('are the bill, and under it its interest and its fees', () => {
    expect(named(main, interest, fee)).toEqual([
      ['Madservice maj 2026', 'M-17'],
      ['Renter', null],
      ['Rykkergebyr', null],
    ]);
  });

  test('say what interest and fees are of, where the bill itself has been paid', () => {
    expect(named(interest, fee)).toEqual([
      ['Renter af Madservice maj 2026', 'M-17'],
      ['Rykkergebyr for Madservice maj 2026', 'M-17'],
    ]);
  });
});
