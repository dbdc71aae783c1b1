import { describe, expect, test } from 'vitest';
import { holdsCprNumber, withoutCprNumbers } from './cpr-number.ts';

describe('a CPR number in words', () => {
  test.each([
    '610112-4234',
    '610112-4234 kr.',
    '6101124234 kr.',
    '610112 4234 krævet',
    '6101124234',
    '610112 4234',
    '61 01 12 42 34',
    'nr.100180–4234.',
  ])('is found however it is written, and told without its last four digits: %s', (text) => {
    expect(holdsCprNumber(text)).toBe(true);
    expect(withoutCprNumbers(text)).not.toMatch(/4234|42 34/);
  });

  test.each([
    '9999991234',
    '123456789012',
    '4501260017',
    '12 34 56 78',
    '12 03 26 1250 kr.',
    '120326 1250,50 kroner',
    '12 03 26 1250,-',
    '',
  ])('is not seen in numbers that cannot be one: %s', (text) => expect(holdsCprNumber(text)).toBe(false));
});
