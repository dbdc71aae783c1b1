import { expect, test } from 'vitest';
import { Stopwatch } from './stopwatch.ts';

test('a stopwatch adds up each part by its name, also of what fails, and tells the longest first', async () => {
  const stopwatch = new Stopwatch();
  const busy = (milliseconds: number) => () => {
    const until = performance.now() + milliseconds;
    while (performance.now() < until);
    return Promise.resolve('done');
  };
  expect(await stopwatch.time('short', busy(2))).toBe('done');
  await stopwatch.time('long', busy(10));
  const failing = stopwatch.time('long', () => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
  const seconds = stopwatch.seconds();
  expect(Object.keys(seconds)).toEqual(['long', 'short']);
  expect(seconds['long']).toBeGreaterThanOrEqual(0.01);
  expect(seconds['short']).toBeGreaterThanOrEqual(0.002);
});
