import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { arrearsOfArrangement } from './plan-arrears.ts';

test('all that is late is missing of a plan, with the oldest day, of which a letter asks for what had fallen due when it was written', () => {
  const instalment = (due: string) => ({ due: date(due), amount: kroner(100) });
  const unpaid = [instalment('2026-04-01'), instalment('2026-05-01'), instalment('2026-06-01')];
  const late = { unpaid, missingSince: date('2026-04-01') };
  const demand = { on: date('2026-04-08'), by: date('2026-05-04') };
  const one = { missing: kroner(100), since: '2026-04-01', isOldest: false, demand, demanded: kroner(100) };
  expect(arrearsOfArrangement(late, demand, date('2026-05-01'))).toEqual(one);
  const two = { ...one, missing: kroner(200), isOldest: true };
  expect(arrearsOfArrangement(late, demand, date('2026-05-02'))).toEqual(two);
  expect(arrearsOfArrangement(late, demand, date('2026-05-05'))).toEqual(two);
  expect(arrearsOfArrangement(late, null, date('2026-05-02'))).toEqual({
    ...two,
    demand: null,
    demanded: zeroOre,
  });
  // What the letter asked for has been paid: nothing has been written about what is late now.
  const since = { unpaid: unpaid.slice(1), missingSince: date('2026-05-01') };
  expect(arrearsOfArrangement(since, demand, date('2026-05-02'))).toEqual({
    ...one,
    since: '2026-05-01',
    demand: null,
    demanded: zeroOre,
  });
  expect(arrearsOfArrangement({ unpaid, missingSince: null }, null, date('2026-04-02'))).toBeNull();
});
