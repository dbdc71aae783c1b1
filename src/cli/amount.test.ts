import { describe, expect, test } from 'vitest';
import { amountGiven, readAmount, wordsGiven } from './amount.ts';
import { Given } from './command.ts';

describe('an amount on the command line', () => {
  test.each([
    ['1.234,50', 123_450n],
    ['1234,50', 123_450n],
    ['1234.50', 123_450n],
    ['1234', 123_400n],
    ['1.234', 123_400n],
    ['1.234.567,00', 123_456_700n],
    ['0', 0n],
    ['0,05', 5n],
    ['-5,00', -500n],
  ])('%s is read', (text, amount) => {
    expect(readAmount(text)).toBe(amount);
  });

  test.each(['', '1,5', '1.23,50', '1,234.50', '12.34.567', '1234,5', '1 234', 'kr. 5', '1e3', '5,00 kr.'])(
    '%j is none',
    (text) => {
      expect(readAmount(text)).toBeNull();
      expect(() => amountGiven(new Given({ amount: text }), 'amount')).toThrow(/--amount skal være et beløb/);
    },
  );
});

test('words that are kept hold no CPR number and no line end', () => {
  const words = (text: string) => () => wordsGiven(new Given({ reason: text }), 'reason');
  expect(words('Klagen fik medhold')()).toBe('Klagen fik medhold');
  expect(words('om 610161-1234')).toThrow('--reason må ikke indeholde et CPR-nummer');
  expect(words('en\nto')).toThrow('--reason skal være højst 200 tegn på én linje');
  expect(words('x'.repeat(201))).toThrow('--reason skal være højst 200 tegn');
});
