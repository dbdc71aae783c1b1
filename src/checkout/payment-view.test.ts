import { describe, expect, test } from 'vitest';
import { kroner } from '../kernel/money.ts';
import { aCheckout, BEGUN_AT, later } from '../../test/checkouts.ts';
import { secondsToNextLook } from './look-times.ts';
import { isMoving, paymentView } from './payment-view.ts';
import type { Checkout } from './state-machine.ts';

const redirect = 'https://pay.example/1';
const open = { state: 'open', redirect } as const;
const paid = { state: 'paid', captured: kroner(1_250) } as const;
const returnedAt = later({ minutes: 1 });

// The truth table: what is known of a payment, after how long, and what is shown.
const rows: readonly (readonly [string, Partial<Checkout>, Temporal.DurationLike, string])[] = [
  ['asked for a moment ago', {}, { seconds: 3 }, 'preparing'],
  ['asked for, and no answer', { trouble: 'no-answer' }, { seconds: 20 }, 'checking'],
  ['open, and the provider is silent', { ...open, trouble: 'no-answer' }, { minutes: 1 }, 'checking'],
  ['open, and nobody came back', open, { minutes: 5 }, 'open'],
  ['open, and somebody came back', { ...open, returnedAt }, { minutes: 2 }, 'returned'],
  ['open, and to be stopped', { ...open, stopAskedAt: returnedAt }, { minutes: 2 }, 'checking'],
  ['approved, not taken', { state: 'authorized' }, { minutes: 2 }, 'authorized'],
  ['taken and in the ledger', paid, { minutes: 2 }, 'paid'],
  ['aborted, expired or cancelled', { state: 'stopped', stoppedWhy: 'aborted' }, { minutes: 2 }, 'not-paid'],
  ['sent back', { ...paid, refunded: kroner(1_250) }, { hours: 40 }, 'sent-back'],
  ['unknown for a week', { ...open, trouble: 'no-answer' }, { hours: 7 * 24 }, 'unknown'],
];

describe('a payment is shown', () => {
  test.each(rows)('%s', (_, known, after, shown) => {
    expect(paymentView(aCheckout(known), later(after)).is).toBe(shown);
  });

  test('never as not made, unless the provider has said so; never as made, unless it is in the ledger', () => {
    for (const [, known, after] of rows) {
      const { is } = paymentView(aCheckout(known), later(after));
      expect(is === 'not-paid').toBe(known.state === 'stopped');
      expect(is === 'paid' || is === 'sent-back').toBe(known.state === 'paid');
    }
  });

  test('the same, however often and however the browser came back, once more is known', () => {
    for (const known of [paid, { state: 'stopped' } as const, { state: 'authorized' } as const])
      expect(paymentView(aCheckout({ ...known, returnedAt }), later({ minutes: 2 }))).toEqual(
        paymentView(aCheckout(known), later({ minutes: 2 })),
      );
  });

  test('with what was taken where that is another amount, and with what is held', () => {
    const some = aCheckout({ ...paid, captured: kroner(1_000), held: kroner(200) });
    expect(paymentView(some, BEGUN_AT)).toEqual({ is: 'paid', otherAmount: true, held: 'some' });
  });

  test('with a way to stop it a minute after the browser came back', () => {
    const back = aCheckout({ ...open, returnedAt });
    expect(paymentView(back, later({ seconds: 90 }))).toMatchObject({ is: 'returned', mayStop: false });
    expect(paymentView(back, later({ minutes: 2 }))).toMatchObject({ is: 'returned', mayStop: true });
  });
});

test('what is final does not move', () => {
  expect(isMoving(paymentView(aCheckout(paid), BEGUN_AT))).toBe(false);
  expect(isMoving(paymentView(aCheckout(open), BEGUN_AT))).toBe(true);
});

test('a payment is looked at often at first, then once an hour for a week, then once a day', () => {
  const ages = [0, 15, 50, 2_400, 4_725, 90_000, 700_000];
  expect(ages.map(secondsToNextLook)).toEqual([15, 30, 60, 2_400, 3_600, 3_600, 86_400]);
});
