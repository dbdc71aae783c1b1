import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { arose } from './arose.ts';

const decree = date('2026-03-15');
const nothing = { from: null, to: null, origin: null };

describe('a claim arose', () => {
  test('when its period was, whenever it was decided or asked for', () => {
    const january = { from: date('2026-01-01'), to: date('2026-01-31'), origin: date('2026-04-20') };
    expect(arose(january, decree)).toBe('before');
    const april = { from: date('2026-04-01'), to: date('2026-04-30'), origin: date('2026-03-01') };
    expect(arose(april, decree)).toBe('since');
  });

  test('at its origin, where it has no period', () => {
    expect(arose({ ...nothing, origin: date('2026-03-14') }, decree)).toBe('before');
    expect(arose({ ...nothing, origin: date('2026-03-16') }, decree)).toBe('since');
  });

  test('at a time that a person must judge, where it spans the day, is of that day, or nobody has told', () => {
    const march = { from: date('2026-03-01'), to: date('2026-03-31'), origin: date('2026-03-01') };
    expect(arose(march, decree)).toBe('unclear');
    expect(arose({ ...nothing, origin: decree }, decree)).toBe('unclear');
    expect(arose(nothing, decree)).toBe('unclear');
  });
});
