import { describe, expect, it } from 'vitest';
import { kr } from '../../test/vocabulary.ts';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import type { PaidOrGivenBack } from '../ledger/paid-on-claim.ts';
import { paidSince } from './paid-since.ts';

const lapsed = date('2026-04-05');
let payments = 0n;

function paid(amount: number, on: string): PaidOrGivenBack {
  payments += 1n;
  return { payment: payments, amount: kr(amount), valueDate: date(on) };
}

function back(amount: number): PaidOrGivenBack {
  return { givenBackTo: debtorNumber(100_001), amount: kr(amount), from: 'source' };
}

describe('what was paid on a claim since the day it lapsed', () => {
  it.each([
    ['what was paid the day before does not count', [paid(300, '2026-04-04')], 0],
    ['what was paid on the day itself counts', [paid(300, '2026-04-05')], 300],
    [
      'everything paid since then counts',
      [paid(300, '2026-04-01'), paid(200, '2026-04-06'), paid(50, '2026-05-01')],
      250,
    ],
    [
      'a payment that is registered late counts from the day the money came',
      [paid(300, '2026-04-06'), paid(200, '2026-04-03')],
      300,
    ],
    [
      'what a correction has given back since is not given back twice',
      [paid(300, '2026-04-06'), back(200)],
      100,
    ],
    [
      'a correction gives back the last payments first',
      [paid(300, '2026-04-01'), paid(200, '2026-04-06'), back(250)],
      0,
    ],
    [
      'what a correction gave back before does not count against a later payment',
      [paid(300, '2026-03-01'), back(300), paid(200, '2026-04-06')],
      200,
    ],
    ['nothing was paid', [], 0],
  ])('%s', (_, movements, expected) => {
    expect(paidSince(lapsed, movements)).toBe(kr(expected));
  });
});
