import { expect, test } from 'vitest';
import { typedAmount } from './typed-amount.ts';

test.each([
  ['21000', 2_100_000n],
  ['21.000', 2_100_000n],
  ['21.000,50 kr.', 2_100_050n],
  ['21000,5', 2_100_050n],
  ['21 000 kr', 2_100_000n],
  ['21.50', 2_150n],
  ['0', 0n],
] as const)('%s is understood', (typed, amount) => {
  expect(typedAmount(typed, 'da')).toBe(amount);
});

test('in English the marks are the other way round', () => {
  expect(typedAmount('DKK 21,000.50', 'en')).toBe(2_100_050n);
  expect(typedAmount('21,000', 'en')).toBe(2_100_000n);
});

test.each(['', 'mange', '-5', '21.00.0', '1,2,3', '10000000000'])('%s is no amount', (typed) => {
  expect(typedAmount(typed, 'da')).toBeNull();
});
