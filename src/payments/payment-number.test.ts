import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { paymentNumber } from './payment-number.ts';

const received = { channel: 'bank' as const, reference: 'A-1', receivedOn: date('2026-03-10') };

test('a payment’s number is its day and eleven digits of its own, the same each time', () => {
  const number = paymentNumber(received, 0);
  expect(number.toString()).toMatch(/^20260310\d{11}$/);
  expect(paymentNumber({ ...received }, 0)).toBe(number);
});

test('another reference, channel or day has another number', () => {
  const numbers = [
    received,
    { ...received, reference: 'A-2' },
    { ...received, channel: 'counter' as const },
    { ...received, receivedOn: date('2026-03-11') },
  ].map((each) => paymentNumber(each, 0));
  expect(new Set(numbers).size).toBe(4);
});

test('payments of a later day have higher numbers, whatever their references', () => {
  const later = paymentNumber({ ...received, receivedOn: date('2026-03-11') }, 0);
  for (const reference of ['1', '2', '3', 'x'])
    expect(paymentNumber({ ...received, reference }, 0)).toBeLessThan(later);
});

test('who meets a payment with the same digits takes the next ones, within the day', () => {
  expect(paymentNumber(received, 1)).toBe(paymentNumber(received, 0) + 1n);
});

test('the last day that a date can be still fits the database’s numbers', () => {
  const last = paymentNumber({ ...received, receivedOn: date('9199-12-31') }, 0);
  expect(last).toBeLessThan(2n ** 63n);
});
