import { expect, test } from 'vitest';
import { cookieSet, cookieTaken, tokenIn } from './cookies.ts';

const overHttps = { name: 'afdrag-998', secure: true };
const onThisMachine = { name: 'afdrag-998', secure: false };
const token = 'a'.repeat(43);

test('over https the cookie is for this host alone, out of reach of scripts, and gone when the browser closes', () => {
  expect(cookieSet(overHttps, token)).toBe(
    `__Host-afdrag-998=${token}; Path=/; HttpOnly; Secure; SameSite=Lax`,
  );
});

test('on one’s own machine, without https, it is the same without what needs https', () => {
  expect(cookieSet(onThisMachine, token)).toBe(`afdrag-998=${token}; Path=/; HttpOnly; SameSite=Lax`);
});

test('it is taken away with the flags it was set with', () => {
  expect(cookieTaken(overHttps)).toBe(
    '__Host-afdrag-998=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax',
  );
});

test.each([
  [`afdrag-998=${token}`, token],
  [`other=1; afdrag-998=${token}; more=2`, token],
  [`afdrag-997=${token}`, null],
  [`xafdrag-998=${token}`, null],
  [`afdrag-998=${token}; afdrag-998=${'b'.repeat(43)}`, null],
  [`afdrag-998=${token}x`, null],
  ['afdrag-998=', null],
  [`afdrag-998=${'a'.repeat(42)}"`, null],
  ['', null],
  [undefined, null],
])('"%s" holds the token %s', (header, found) => {
  expect(tokenIn(header, onThisMachine)).toBe(found);
});

test('over https a cookie without the protected name is none of ours', () => {
  expect(tokenIn(`afdrag-998=${token}`, overHttps)).toBeNull();
  expect(tokenIn(`__Host-afdrag-998=${token}`, overHttps)).toBe(token);
});
