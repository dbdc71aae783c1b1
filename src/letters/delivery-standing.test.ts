import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { arrivalOf, followUps, nothingTold, standingAfter } from './delivery-standing.ts';
import type { DeliveryChannel, DeliveryEvent } from './delivery-types.ts';

type Dated = 'handed' | 'sent' | 'available' | 'returned';
const event = (state: Dated, on: string): DeliveryEvent => ({ state, on: date(on) });
const failed = (on: string, code: 'not-registered' | 'rejected' = 'rejected'): DeliveryEvent => ({
  state: 'failed',
  on: date(on),
  code,
});

function arrivalWith(channel: DeliveryChannel, today: string, ...events: readonly DeliveryEvent[]) {
  const rule = { channel, today: date(today), paperWeekdays: 6 };
  return arrivalOf(standingAfter(nothingTold, events), rule)?.on ?? null;
}

describe('a letter counts as arrived', () => {
  test('in Digital Post the day it is available, be it a Sunday', () => {
    expect(arrivalWith('digital', '2026-03-20', event('available', '2026-03-15'))).toBe('2026-03-15');
  });

  test('on paper six weekdays after it was sent: over a weekend, and over Easter', () => {
    expect(arrivalWith('paper', '2026-03-18', event('sent', '2026-03-10'))).toBe('2026-03-18');
    // 2, 3, 5 and 6 April 2026 are Easter.
    expect(arrivalWith('paper', '2026-04-30', event('sent', '2026-03-30'))).toBe('2026-04-10');
  });

  test('on paper not before the day has come', () => {
    expect(arrivalWith('paper', '2026-03-17', event('sent', '2026-03-10'))).toBeNull();
  });

  test('on paper not when it came back that day or before', () => {
    const sent = event('sent', '2026-03-10');
    expect(arrivalWith('paper', '2026-03-30', sent, event('returned', '2026-03-18'))).toBeNull();
    expect(arrivalWith('paper', '2026-03-30', sent, event('returned', '2026-03-19'))).toBe('2026-03-18');
  });

  test('on paper not when the post gave it up before', () => {
    expect(arrivalWith('paper', '2026-03-30', event('sent', '2026-03-10'), failed('2026-03-12'))).toBeNull();
  });

  test('by hand only when a person says so', () => {
    expect(arrivalWith('by-hand', '2026-12-30', event('sent', '2026-03-10'))).toBeNull();
  });

  test('once', () => {
    const arrived: DeliveryEvent = { state: 'arrived', on: date('2026-03-11'), code: 'available' };
    expect(arrivalWith('digital', '2026-03-20', event('available', '2026-03-11'), arrived)).toBeNull();
    expect(standingAfter(nothingTold, [arrived, { ...arrived, on: date('2026-03-10') }]).arrivedOn).toBe(
      '2026-03-11',
    );
  });
});

describe('what follows from news', () => {
  const after = (channel: DeliveryChannel, ...events: readonly DeliveryEvent[]) =>
    followUps(channel, nothingTold, standingAfter(nothingTold, events));

  test('nothing, while a letter is only on its way', () => {
    expect(after('paper', event('handed', '2026-03-10'), event('sent', '2026-03-11'))).toEqual([]);
  });

  test('paper instead, when there is no Digital Post any longer', () => {
    expect(after('digital', failed('2026-03-11', 'not-registered'))).toEqual([{ tag: 'on-paper' }]);
  });

  test('a person, when it failed for another reason, or failed on paper', () => {
    const trouble = (code: string) => ({ reason: 'failed', on: '2026-03-11', code, arrivedOn: null });
    expect(after('digital', failed('2026-03-11'))).toEqual([
      { tag: 'not-arrived', trouble: trouble('rejected') },
    ]);
    expect(after('paper', failed('2026-03-11', 'not-registered'))).toEqual([
      { tag: 'not-arrived', trouble: trouble('not-registered') },
    ]);
  });

  test('a person and no paper, when it had arrived and is said to have failed', () => {
    const before = standingAfter(nothingTold, [
      { state: 'arrived', on: date('2026-03-11'), code: 'available' },
    ]);
    const now = standingAfter(before, [failed('2026-03-12', 'not-registered')]);
    expect(followUps('digital', before, now)).toEqual([
      {
        tag: 'not-arrived',
        trouble: { reason: 'failed', on: '2026-03-12', code: 'not-registered', arrivedOn: '2026-03-11' },
      },
    ]);
  });

  test('nothing a second time', () => {
    const before = standingAfter(nothingTold, [event('returned', '2026-03-12'), failed('2026-03-11')]);
    expect(followUps('paper', before, standingAfter(before, [event('returned', '2026-03-13')]))).toEqual([]);
  });
});

test('the first day of each kind counts, in whatever order it is told', () => {
  const events = [
    event('sent', '2026-03-12'),
    event('sent', '2026-03-11'),
    failed('2026-03-14', 'rejected'),
    failed('2026-03-13', 'not-registered'),
    event('handed', '2026-03-10'),
  ];
  const standing = standingAfter(nothingTold, events);
  expect(standing).toEqual(standingAfter(nothingTold, events.toReversed()));
  expect(standing).toMatchObject({
    handedOn: '2026-03-10',
    sentOn: '2026-03-11',
    failed: { on: '2026-03-13', code: 'not-registered' },
  });
});
