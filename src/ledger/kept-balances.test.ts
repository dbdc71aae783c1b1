import { expect, test } from 'vitest';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { kroner } from '../kernel/money.ts';
import { changesOf } from './kept-balances.ts';
import { transfersIn, type Movement } from './lines.ts';
import { channelAccount, claimAccount, dueAccount, overpaidAccount, transitAccount } from './types.ts';

const anna = debtorNumber(100_001);
const bo = debtorNumber(100_002);
const [first, second] = [claimNumber(7n), claimNumber(12n)];

function changes(...movements: readonly Movement[]) {
  const on = date('2026-03-10');
  const recordedAt = Temporal.Instant.from('2026-03-10T09:00:00Z');
  const posting = { cause: 'payment', causeNumber: 1n, valueDate: on, bookingDate: on, recordedAt } as const;
  return changesOf(transfersIn(posting, movements)).map(({ account: { kind, number, debtor }, amount }) => [
    `${number} ${kind} ${debtor}`,
    amount,
  ]);
}

test('each account changes once, by what came in less what went out', () => {
  const moved = { debit: dueAccount(first, anna), credit: claimAccount(first) };
  expect(changes({ ...moved, amount: kroner(30) }, { ...moved, amount: kroner(12) })).toEqual([
    ['7 claim 0', -4_200n],
    ['7 due 100001', 4_200n],
  ]);
});

test('accounts that every payment touches are not kept', () => {
  expect(
    changes(
      { debit: channelAccount('bank'), credit: transitAccount(1n), amount: kroner(5) },
      { debit: transitAccount(1n), credit: overpaidAccount(anna), amount: kroner(5) },
    ),
  ).toEqual([['100001 overpaid 0', -500n]]);
});

test('an account that comes out as it was is left alone', () => {
  const amount = kroner(5);
  expect(
    changes(
      { debit: claimAccount(first), credit: dueAccount(first, anna), amount },
      { debit: dueAccount(first, bo), credit: claimAccount(first), amount },
    ),
  ).toEqual([
    ['7 due 100001', -500n],
    ['7 due 100002', 500n],
  ]);
});

test('they come in the order of their numbers, whatever order the money moved in', () => {
  const amount = kroner(1);
  const moved = changes(
    { debit: dueAccount(second, bo), credit: claimAccount(second), amount },
    { debit: dueAccount(second, anna), credit: claimAccount(second), amount },
    { debit: dueAccount(first, anna), credit: claimAccount(first), amount },
  );
  expect(moved.map(([account]) => account)).toEqual([
    '7 claim 0',
    '7 due 100001',
    '12 claim 0',
    '12 due 100001',
    '12 due 100002',
  ]);
});
