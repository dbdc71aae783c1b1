import { expect, test } from 'vitest';
import { parseCvrNumber } from './cvr-number.ts';

test('a CVR number has eight digits of which the last checks the others', () => {
  expect(parseCvrNumber('10000009')).toBe('10000009');
  expect(parseCvrNumber('10000008')).toBeNull();
  expect(parseCvrNumber('1000000')).toBeNull();
  expect(parseCvrNumber('DK10000009')).toBeNull();
  expect(parseCvrNumber('00000000')).toBeNull();
});
