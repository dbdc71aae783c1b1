import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comesFromElsewhere, formToken, isFormToken } from './csrf.ts';

const key = randomBytes(32);

test('each page has another token, and all of them are good in their session', () => {
  const tokens = Array.from({ length: 20 }, () => formToken(key));
  expect(new Set(tokens).size).toBe(20);
  expect(tokens.every((token) => isFormToken(token, key))).toBe(true);
});

test('a token of another session is none', () => {
  expect(isFormToken(formToken(randomBytes(32)), key)).toBe(false);
});

test('no token that was changed, cut or made up is taken', () => {
  const bytes = Buffer.from(formToken(key), 'base64url');
  fc.assert(
    fc.property(fc.nat(63), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ change;
      expect(isFormToken(changed.toString('base64url'), key)).toBe(false);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => !isFormToken(text, key)));
  expect(isFormToken(Buffer.alloc(64).toString('base64url'), key)).toBe(false);
});

test.each([
  ['same-origin', false],
  [undefined, false],
  ['same-site', true],
  ['cross-site', true],
  ['none', true],
])('a form that is sent by %s comes from elsewhere: %s', (site, elsewhere) => {
  expect(comesFromElsewhere(site)).toBe(elsewhere);
});
