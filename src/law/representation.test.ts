import { describe, expect, test } from 'vitest';
import { ownScopes } from './representation.ts';

describe('for oneself', () => {
  const grown = { age: 40, guardianship: false, owes: true };

  test('one may do everything', () => {
    expect(ownScopes(grown)).toEqual(['see', 'pay', 'write', 'sign', 'self']);
    expect(ownScopes({ ...grown, age: 18 })).toContain('sign');
  });

  test('under 18 or under guardianship one signs no plan', () => {
    for (const one of [
      { ...grown, age: 17 },
      { ...grown, age: 15 },
      { ...grown, guardianship: true },
    ])
      expect(ownScopes(one)).toEqual(['see', 'pay', 'write', 'self']);
  });

  test('under 15 one is not let in: the parents act', () => {
    expect(ownScopes({ ...grown, age: 14 })).toEqual([]);
    expect(ownScopes({ age: 14, guardianship: false, owes: false })).toEqual([]);
  });

  test('who owes nothing may look and ask, and has nothing to pay or to sign', () => {
    expect(ownScopes({ ...grown, owes: false })).toEqual(['see', 'write', 'self']);
  });
});
