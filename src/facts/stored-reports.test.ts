import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amounts, pay } from '../../test/vocabulary.ts';
import { addDays, date } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import type { IncomeReport } from '../law/net-income.ts';
import { readStoredReports, storeReports } from './stored-reports.ts';

const amount = fc.oneof(fc.constant(0n), fc.bigInt({ min: 1n, max: 99_999_999_999_999n })).map(ore);
const day = fc.integer({ min: 0, max: 1_000 }).map((count) => addDays(date('2024-01-01'), count));
const reports: fc.Arbitrary<IncomeReport> = fc.record({
  kind: fc.constantFrom('I', 'T'),
  employer: fc.stringMatching(/^\d{8}$/),
  periodFrom: day,
  periodTo: day,
  paidOn: day,
  incomeType: fc.constantFrom('00', '04', '06', '"'),
  amounts: fc.record({
    contributory: amount,
    nonContributory: amount,
    tax: amount,
    labourContribution: amount,
    contributoryB: amount,
    nonContributoryB: amount,
  }),
});

function read(stored: string): IncomeReport[] {
  return readStoredReports(JSON.parse(stored) as unknown[]);
}

describe('income reports as they are stored', () => {
  it('come back as they were told, to the øre, also amounts that no JSON number can hold', () => {
    fc.assert(
      fc.property(reports, (report) => {
        expect(read(storeReports([report]))).toEqual([report]);
      }),
    );
  });

  it('are the same text in whatever order the register tells them, so that nothing new is no new fact', () => {
    fc.assert(
      fc.property(
        fc
          .array(reports, { maxLength: 6 })
          .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([told, toldAgain]) => {
          expect(storeReports(toldAgain)).toBe(storeReports(told));
          expect(storeReports(read(storeReports(told)))).toBe(storeReports(told));
        },
      ),
    );
  });

  it('differ when a single øre differs', () => {
    const report = pay('2026-01', 20_000);
    const corrected = { ...report, amounts: amounts({ contributory: ore(2_000_001n) }) };
    expect(storeReports([corrected])).not.toBe(storeReports([report]));
  });

  it('keep a report that stands twice as two', () => {
    const report = pay('2026-01', 20_000);
    expect(read(storeReports([report, report]))).toHaveLength(2);
  });

  it('of a month without any are an empty list', () => {
    expect(storeReports([])).toBe('[]');
  });
});
