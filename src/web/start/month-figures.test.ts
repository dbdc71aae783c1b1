import { expect, test } from 'vitest';
import { emptyReport, type RunReport } from '../../agreements/run-report.ts';
import { date, month } from '../../kernel/dates.ts';
import { batchNumber } from '../../kernel/ids.ts';
import { kroner } from '../../kernel/money.ts';
import { monthFigures } from './month-figures.ts';

function aReport(): RunReport {
  const report = emptyReport({
    month: month('2026-03'),
    calculationDate: date('2026-03-10'),
    factsAsOf: batchNumber(3),
    ruleVersion: '1',
  });
  report.debtors = 10;
  report.outcomes = { plan: 6, deferral: 3, none: 1 };
  report.changes.rise.count = 2;
  report.changes['start-deferral'].count = 1;
  report.drafts = 1;
  report.unchanged = 5;
  report.monthlyAfter = '12350.00';
  return report;
}

test('a caseworker is needed by those who were held back and by those whose draft waits', () => {
  // 10 people: 5 unchanged, 3 changed (one of them a draft), so 2 were held back.
  expect(monthFigures(aReport())).toEqual({
    month: '2026-03',
    debtors: 10,
    plan: 6,
    deferral: 3,
    noAnswer: 1,
    toPerson: 3,
    changes: 3,
    monthly: kroner(12350),
  });
});

test('a report that does not add up is not shown', () => {
  expect(() => monthFigures({ ...aReport(), debtors: 11 })).toThrow(/add up/);
  expect(() => monthFigures({ ...aReport(), unchanged: 9 })).toThrow(/counted twice/);
  expect(() => monthFigures({ ...aReport(), drafts: 4 })).toThrow(/counted twice/);
  expect(() => monthFigures({ ...aReport(), monthlyAfter: '12.350,00' })).toThrow(/amount/);
});
