import { expect, test } from 'vitest';
import { oneAtATime, TooSlowError } from './one-at-a-time.ts';

test('many who ask at once are answered by one piece of work, and later ones by a new one', async () => {
  let done = 0;
  const ask = oneAtATime(() => Promise.resolve((done += 1)), 1_000);
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  expect(await ask()).toBe(2);
});

test('nobody waits longer than the bound, and the next is not held up by what never ended', async () => {
  const ends = [new Promise<string>(() => undefined), Promise.resolve('answer')];
  const ask = oneAtATime(() => ends.shift() ?? Promise.reject(new Error('asked too often')), 1);
  await expect(ask()).rejects.toThrow(TooSlowError);
  expect(await ask()).toBe('answer');
});

test('work that fails fails for everyone who waited, and is tried again', async () => {
  const ends = [Promise.reject(new Error('down')), Promise.resolve('answer')];
  ends[0]?.catch(() => undefined);
  const ask = oneAtATime(() => ends.shift() ?? Promise.reject(new Error('asked too often')), 1_000);
  const both = [ask(), ask()];
  for (const asked of both) await expect(asked).rejects.toThrow('down');
  expect(await ask()).toBe('answer');
});
