import { afterAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { confirmLine, tellBank } from '../../src/payments/bank-lines.ts';
import { unconfirmedLines, watchUnconfirmed } from '../../src/payments/unconfirmed-lines.ts';
import { reconciled } from './books-town.ts';
import { aLedger, anna, claimRow, pay } from './ledger-town.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf, TOWN } from './town.ts';

/** Movements that somebody told of before a statement did. */
const town = await aRecoveryTown();
afterAll(() => town[Symbol.asyncDispose]());

function told(reference: string, amount: number, day: string, causeNumber: bigint) {
  const bankDay = date(day);
  return {
    reference,
    amount: kroner(amount),
    bankDay,
    kind: 'receipt',
    toldBy: 'operator',
    cause: 'payment',
    causeNumber,
    bookedOn: bankDay,
    by: 'prøve',
    at: morningOf(day),
  } as const;
}

async function watched(on: string) {
  const clock = () => morningOf(on);
  const found = await watchUnconfirmed({
    database: town.db,
    municipality: TOWN,
    on: date(on),
    clock,
    days: 14,
  });
  const open = await town.do((tx) => openItems(tx, { debtor: null, kind: 'bank-line-unconfirmed' }));
  return { ...found, items: open.map(({ about }) => about) };
}

test('what nobody has confirmed is counted, with its sum and age; money out does not hide money in', async () => {
  await town.do((tx) =>
    tellBank(tx, [told('ind 1', 500, '2026-01-28', 1n), told('ud 1', -300, '2026-02-02', 2n)]),
  );
  const found = await town.do((tx) => unconfirmedLines(tx, date('2026-02-04')));
  expect(found).toEqual({ lines: 2, amount: kroner(800), oldestDays: 7 });
  expect(await town.do((tx) => unconfirmedLines(tx, date('2026-01-20')))).toMatchObject({ oldestDays: 0 });
});

test('the reconciliation tells how old they are on the last day of the books, whatever day it is read on', async () => {
  await using books = await aLedger(claimRow(1, 1_000));
  await pay(books, anna, 300);
  for (const readOn of ['2025-01-01', '2027-01-01'])
    expect((await reconciled(books, date(readOn))).unconfirmed).toMatchObject({ lines: 1, oldestDays: 0 });
});

test('a person is told of a month when its days have passed, once, and no more when statements have confirmed it', async () => {
  expect(await watched('2026-02-11')).toMatchObject({ items: [] });
  expect(await watched('2026-02-12')).toMatchObject({ months: ['2026-01'], items: ['2026-01'] });
  expect(await watched('2026-02-17')).toMatchObject({ items: ['2026-01', '2026-02'] });
  expect((await watched('2026-02-17')).items).toHaveLength(2);
  const statement = {
    account: '9999 1234567',
    reference: 'ind 1',
    amount: kroner(500),
    bankDay: date('2026-01-29'),
  };
  await town.do((tx) => confirmLine(tx, statement, ['ind 1']));
  expect(await watched('2026-02-18')).toMatchObject({ lines: 1, oldestDays: 16, items: ['2026-02'] });
});
