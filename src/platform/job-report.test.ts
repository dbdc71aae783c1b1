import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { debtorNumber, municipalityCode } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import {
  emptyTally,
  mergeReports,
  reportOf,
  tallyForNextAttempt,
  withOutcomes,
  type Outcome,
  type Tally,
} from './job-report.ts';

const kinds = { changes: ['reminder', 'default'], amounts: ['fees'] };
const about = {
  job: 'dunning',
  municipality: municipalityCode('998'),
  on: date('2026-03-11'),
  configuration: 4,
};
const told = (tally: Tally) => reportOf(tally, about);
const reminded = (debtor: number, fee = 25_000n): Outcome => ({
  debtor: debtorNumber(100_000 + debtor),
  change: 'reminder',
  consequence: 'reminder',
  amounts: { fees: ore(fee) },
});
const waits = (debtor: number): Outcome => ({
  debtor: debtorNumber(100_000 + debtor),
  change: null,
  consequence: 'waits-for-objection',
});

describe('the report of a daily job', () => {
  test('tells what was changed, what followed and what it came to', () => {
    const tally = withOutcomes(emptyTally(kinds), [reminded(1), waits(2), reminded(3, 10_000n)]);
    expect(told(tally)).toEqual({
      ...about,
      claims: 3,
      unchanged: 1,
      consequences: { reminder: 2, 'waits-for-objection': 1 },
      changes: { reminder: { count: 2, debtors: [100_001, 100_003] }, default: { count: 0, debtors: [] } },
      amounts: { fees: '350.00' },
    });
  });

  test('is the same in whatever order the pages were written', () => {
    const pages = [[reminded(7), waits(1)], [reminded(2)], [reminded(5), reminded(2)]];
    const add = (tally: Tally, page: Outcome[]) => withOutcomes(tally, page);
    const forwards = pages.reduce(add, emptyTally(kinds));
    expect(told(pages.toReversed().reduce(add, emptyTally(kinds)))).toEqual(told(forwards));
  });

  test('names the first ten debtors by number and counts them all', () => {
    const many = Array.from({ length: 50 }, (_, index) => reminded(50 - index));
    const { reminder } = told(withOutcomes(emptyTally(kinds), many)).changes;
    expect(reminder?.count).toBe(50);
    expect(reminder?.debtors).toEqual(Array.from({ length: 10 }, (_, index) => 100_001 + index));
  });

  test('adds up what all attempts of a day have changed, and counts what waits once', () => {
    const killed = withOutcomes(emptyTally(kinds), [reminded(1), waits(2)]);
    const whole = withOutcomes(tallyForNextAttempt(killed), [waits(2), reminded(3)]);
    expect(told(whole)).toEqual(told(withOutcomes(emptyTally(kinds), [reminded(1), waits(2), reminded(3)])));
  });

  test('can be stored with each page and gone on with', () => {
    const tally = withOutcomes(emptyTally(kinds), [reminded(1), waits(2)]);
    expect(JSON.parse(JSON.stringify(tally))).toEqual(tally);
  });

  test('refuses a change or an amount that the job has not named', () => {
    const odd = { ...waits(1), change: 'surprise' };
    expect(() => withOutcomes(emptyTally(kinds), [odd])).toThrow('surprise is no kind of change');
    const paid = { ...reminded(1), amounts: { gifts: ore(1n) } };
    expect(() => withOutcomes(emptyTally(kinds), [paid])).toThrow('gifts is no amount');
  });
});

describe('the reports of two jobs of a day', () => {
  const one = told(withOutcomes(emptyTally(kinds), [reminded(2), waits(3)]));

  test('are told as one: what both count adds up, and debtors stand in their order', () => {
    const other = told(withOutcomes(emptyTally({ changes: ['reminder'], amounts: ['fees'] }), [reminded(1)]));
    const both = mergeReports('dunning', [one, other]);
    expect(both).toMatchObject({ job: 'dunning', claims: 3, unchanged: 1, amounts: { fees: '500.00' } });
    expect(both.changes['reminder']).toEqual({ count: 2, debtors: [100_001, 100_002] });
  });

  test('of different days are not', () => {
    expect(() => mergeReports('dunning', [one, { ...one, on: date('2026-03-12') }])).toThrow('one day');
  });
});
