import { describe, expect, test } from 'vitest';
import { kroner, zeroOre } from '../kernel/money.ts';
import { mayPay, type CitizenPaymentFacts, type MayPay } from './citizen-payment.ts';

const facts: CitizenPaymentFacts = { state: 'due', left: kroner(100), asked: zeroOre, over: false };

// Written down for every state, and not worked out.
const expected: Readonly<Record<CitizenPaymentFacts['state'], MayPay>> = {
  future: 'coming',
  due: 'now',
  overdue: 'now',
  reminded: 'now',
  demanded: 'now',
  defaulted: 'now',
  notified: 'now',
  'on-plan': 'coming',
  deferred: 'not-needed',
  disputed: 'not-needed',
  undecided: 'not-needed',
  held: 'not-needed',
  stopped: { no: 'stopped' },
  'in-transfer': { no: 'on-its-way' },
  'in-hearing': { no: 'on-its-way' },
  'at-recovery': { no: 'at-recovery' },
  paid: { no: 'paid' },
  'written-off': { no: 'ended' },
  withdrawn: { no: 'ended' },
  lapsed: { no: 'ended' },
  'time-barred': { no: 'ended' },
  discharged: { no: 'ended' },
};

describe('whether a citizen may pay a claim that is', () => {
  test.each(Object.entries(expected) as [CitizenPaymentFacts['state'], MayPay][])('%s', (state, answer) => {
    expect(mayPay({ ...facts, state })).toEqual(answer);
  });
});

test('a plan asks for its instalments, and for nothing between them', () => {
  expect(mayPay({ ...facts, state: 'on-plan', asked: kroner(10) })).toBe('now');
  expect(mayPay({ ...facts, state: 'on-plan' })).toBe('coming');
});

test('what has perhaps lapsed or become time-barred is not paid, also before anybody has said so', () => {
  for (const state of ['due', 'on-plan', 'deferred'] as const)
    expect(mayPay({ ...facts, state, over: true })).toEqual({ no: 'ended' });
});

test('where nothing is left, there is nothing to pay', () => {
  expect(mayPay({ ...facts, left: zeroOre })).toEqual({ no: 'paid' });
});
