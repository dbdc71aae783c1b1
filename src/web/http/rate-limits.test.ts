import { expect, test } from 'vitest';
import { rateLimiter } from './rate-limits.ts';

test('so many are let through at once, then one more as time goes, each address by itself', () => {
  let now = 0;
  const limit = rateLimiter({ most: 3, seconds: 60 }, () => now);
  expect([limit('a'), limit('a'), limit('a')]).toEqual([0, 0, 0]);
  expect(limit('a')).toBe(20);
  expect(limit('b')).toBe(0);
  now = 19_000;
  expect(limit('a')).toBe(1);
  now = 20_000;
  expect(limit('a')).toBe(0);
  expect(limit('a')).toBe(20);
});

test('who waits long enough begins anew, and has no more than that saved up', () => {
  let now = 0;
  const limit = rateLimiter({ most: 2, seconds: 10 }, () => now);
  expect([limit('a'), limit('a'), limit('a')]).toEqual([0, 0, 5]);
  now = 3_600_000;
  expect([limit('a'), limit('a'), limit('a')]).toEqual([0, 0, 5]);
});

test('a thousand times more askers than are kept do not stop anybody who asks again', () => {
  let now = 0;
  const limit = rateLimiter({ most: 1, seconds: 1 }, () => now);
  for (let asker = 0; asker < 30_000; asker += 1) expect(limit(`10.0.${asker}`)).toBe(0);
  now = 1_000;
  expect(limit('10.0.1')).toBe(0);
});
