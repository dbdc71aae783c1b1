import { expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { admits, openingOn } from './portal-opening.ts';

const [tester, other] = [debtorNumber(100001), debtorNumber(100002)];
const testing = { state: 'test', opensOn: date('2026-04-01'), testPersons: [tester] } as const;

test('a closed portal lets nobody in, an open one everybody, also who owes nothing', () => {
  const closed = { state: 'closed', opensOn: null, testPersons: [tester] } as const;
  expect(admits({ ...closed, testPersons: [tester] }, date('2026-03-12'), tester)).toBe(false);
  expect(admits({ ...closed, state: 'open', testPersons: [] }, date('2026-03-12'), null)).toBe(true);
});

test('in the test only the test persons get in', () => {
  const opening = { ...testing, testPersons: [tester] };
  expect([tester, other, null].map((each) => admits(opening, date('2026-03-31'), each))).toEqual([
    true,
    false,
    false,
  ]);
});

test('from the day of opening it is open by itself', () => {
  const opening = { ...testing, testPersons: [tester] };
  expect(openingOn(opening, date('2026-03-31'))).toBe('test');
  expect(openingOn(opening, date('2026-04-01'))).toBe('open');
  expect(admits(opening, date('2026-04-01'), other)).toBe(true);
});
