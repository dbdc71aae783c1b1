import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
import { dayOfReceipt, type ReceiptDays } from './day-of-receipt.ts';

const days: ReceiptDays = {
  told: null,
  handedOver: date('2026-02-02'),
  confirmed: null,
  heard: date('2026-02-23'),
};

test('the day that the authority tells counts', () => {
  expect(dayOfReceipt({ ...days, told: date('2026-02-05') })).toBe('2026-02-05');
});

test('where it tells none, the day we handed the claim over', () => {
  expect(dayOfReceipt(days)).toBe('2026-02-02');
});

test('of a claim in hearing, the day we confirmed its data', () => {
  expect(dayOfReceipt({ ...days, confirmed: date('2026-02-12') })).toBe('2026-02-12');
});

test('a day before the claim was handed over, or after it was heard of, is not believed', () => {
  expect(dayOfReceipt({ ...days, told: date('2026-02-01') })).toBe('2026-02-02');
  expect(dayOfReceipt({ ...days, told: date('2026-02-24') })).toBe('2026-02-02');
});

const someDay = fc.integer({ min: 0, max: 60 }).map((ago) => addDays(date('2026-02-02'), ago));

test('it is never before the claim left, nor after it was heard of', () => {
  fc.assert(
    fc.property(fc.option(someDay), fc.option(someDay), someDay, (told, confirmed, heard) => {
      const on = dayOfReceipt({ ...days, told, confirmed, heard });
      expect(on >= days.handedOver && on <= heard).toBe(true);
    }),
  );
});
