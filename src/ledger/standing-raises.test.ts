import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { kroner } from '../kernel/money.ts';
import { standingRaises } from './standing-raises.ts';
import { takenOff } from './taken-off.ts';

const correction = (on: string, by: number) => ({
  on: date(on),
  bookedOn: date(on),
  raised: kroner(Math.max(0, by)),
  lowered: kroner(Math.max(0, -by)),
});
const raises = (...corrections: readonly (readonly [string, number])[]) =>
  standingRaises(corrections.map(([on, by]) => correction(on, by))).map(({ on, amount }) => [on, amount]);

test('a raise counts from the day it was decided', () => {
  expect(raises(['2026-01-20', 5_000])).toEqual([['2026-01-20', kroner(5_000)]]);
});

test('a raise that is undone never was', () => {
  expect(raises(['2026-01-20', 5_000], ['2026-02-20', -5_000])).toEqual([]);
  expect(raises(['2026-01-20', 5_000], ['2026-02-20', -11_000])).toEqual([]);
});

test('a lowering takes off the last raise before it first', () => {
  expect(raises(['2026-01-20', 5_000], ['2026-02-20', 1_000], ['2026-03-01', -2_000])).toEqual([
    ['2026-01-20', kroner(4_000)],
  ]);
});

test('what is added after a lowering counts from its own day', () => {
  expect(raises(['2026-01-20', -6_000], ['2026-01-21', 6_000])).toEqual([['2026-01-21', kroner(6_000)]]);
});

const paid = (on: string, amount: number) => ({ on: date(on), amount: kroner(amount), less: kroner(0) });

test('what is given back covers nothing that is paid later', () => {
  const givenBack = { on: date('2026-02-01'), amount: kroner(0), less: kroner(2_000) };
  expect(takenOff([paid('2026-01-10', 10_000), givenBack, paid('2026-04-01', 4_000)])).toEqual([
    { on: '2026-01-10', amount: kroner(8_000) },
    { on: '2026-04-01', amount: kroner(4_000) },
  ]);
});

test('of several payments the latest is given back first', () => {
  const givenBack = { on: date('2026-03-01'), amount: kroner(0), less: kroner(3_000) };
  expect(takenOff([paid('2026-02-10', 1_000), paid('2026-01-10', 5_000), givenBack])).toEqual([
    { on: '2026-01-10', amount: kroner(3_000) },
  ]);
});
