import { expect, test } from 'vitest';
import { roomOf } from './room.ts';

test('nobody takes all the room, and what has left makes room again', () => {
  const room = roomOf({ all: 10, each: 4 });
  const first = room('a', 3);
  expect([room('a', 2), room('b', 4) === null, room('c', 3) === null]).toEqual([null, false, false]);
  expect(room('d', 1)).toBe(null);
  first?.();
  expect(room('a', 3)).not.toBe(null);
});

test('one that is larger than all of it comes in alone', () => {
  const room = roomOf({ all: 10, each: 4 });
  const alone = room('a', 11);
  expect([alone === null, room('b', 1)]).toEqual([false, null]);
  alone?.();
  expect(room('b', 1)).not.toBe(null);
});
