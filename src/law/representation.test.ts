import { describe, expect, test } from 'vitest';
import { ownScopes, powerScopes, recordedScopes } from './representation.ts';

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

describe('for another, by what is recorded', () => {
  const grown = { age: 40, isDead: false };

  test.each([
    ['guardian', grown, ['see', 'pay', 'write', 'sign', 'self']],
    ['power-of-attorney', grown, ['see', 'pay', 'write']],
    ['custody-holder', { ...grown, age: 14 }, ['see', 'pay', 'write']],
    ['custody-holder', { ...grown, age: 15 }, ['see', 'pay']],
    ['custody-holder', { ...grown, age: 17 }, ['see', 'pay']],
    ['custody-holder', { ...grown, age: 18 }, []],
    ['custody-holder', { ...grown, age: null }, []],
    ['estate', grown, []],
    ['estate', { ...grown, isDead: true }, ['see', 'pay', 'write']],
    ['guardian', { ...grown, isDead: true }, []],
    ['power-of-attorney', { ...grown, isDead: true }, []],
    ['custody-holder', { age: 14, isDead: true }, []],
  ] as const)('%s of %o: %o', (basis, represented, scopes) => {
    expect(recordedScopes(basis, represented)).toEqual(scopes);
  });
});

describe('for another, by powers given elsewhere', () => {
  const lives = { age: null, isDead: false };

  test.each([
    ['power', [], []],
    ['power', ['see'], ['see']],
    ['power', ['see', 'pay'], ['see', 'pay']],
    ['power', ['act'], ['see', 'pay', 'write']],
    ['power', ['sign'], ['see', 'pay', 'write']],
    ['company', ['see'], ['see']],
    ['company', ['sign'], ['see', 'pay', 'write', 'sign']],
  ] as const)('%s with %o: %o', (basis, powers, scopes) => {
    expect(powerScopes(basis, powers, lives)).toEqual(scopes);
  });

  test('of who is dead: nothing', () => {
    expect(powerScopes('power', ['act'], { ...lives, isDead: true })).toEqual([]);
  });
});
