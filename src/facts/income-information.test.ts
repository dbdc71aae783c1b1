import { describe, expect, it } from 'vitest';
import { aDebtor, pay } from '../../test/vocabulary.ts';
import { date, month } from '../kernel/dates.ts';
import { batchNumber } from '../kernel/ids.ts';
import { kroner } from '../kernel/money.ts';
import { incomeInformation } from './income-information.ts';
import type { StatedIncome } from './stated-income.ts';

function informationOf(debtor: ReturnType<typeof aDebtor>, stated: StatedIncome | null = null) {
  const { earlier, later } = debtor.facts();
  return incomeInformation(earlier, later, stated);
}

const documented: StatedIncome = {
  netIncomeYear: kroner(252_000),
  from: month('2026-03'),
  to: month('2026-08'),
  evidence: 'Lønsedler for januar og februar 2026',
  statedOn: date('2026-03-02'),
  recordedBy: 'prøve',
  batch: batchNumber(7),
};

describe('the three states of income', () => {
  it('reports in both months are known income, each month with the batch that told it', () => {
    expect(informationOf(aDebtor().withIncome(20_000, 21_000))).toMatchObject({
      state: 'known',
      earlier: {
        month: '2025-12',
        reports: [{ paidOn: '2025-12-31' }],
        source: { register: 'eindkomst', batch: 1 },
      },
      later: {
        month: '2026-01',
        reports: [{ paidOn: '2026-01-31' }],
        source: { register: 'eindkomst', batch: 1 },
      },
    });
  });

  it('reports in one month make the other a known 0 kr.', () => {
    expect(informationOf(aDebtor().withReports(pay('2025-12', 20_000)))).toMatchObject({
      state: 'known',
      later: { reports: [] },
    });
    expect(informationOf(aDebtor().withReports(pay('2026-01', 20_000)))).toMatchObject({
      state: 'known',
      earlier: { reports: [] },
    });
  });

  it('a report of 0 kr. is information, not the lack of it', () => {
    expect(informationOf(aDebtor().withIncome(0, 0)).state).toBe('known');
  });

  it('a valid answer with nothing in it is "not known", with the batch that said so', () => {
    expect(informationOf(aDebtor().withoutIncomeInformation())).toEqual({
      state: 'not-known',
      source: { register: 'eindkomst', batch: 1, reference: null },
    });
  });

  it('pay from other months than the two does not count as information', () => {
    expect(informationOf(aDebtor().withReports(pay('2025-11', 20_000), pay('2026-02', 20_000))).state).toBe(
      'not-known',
    );
  });
});

describe('income that the citizen has documented', () => {
  const statedInformation = {
    state: 'stated',
    netIncomeYear: kroner(252_000),
    source: { register: 'stated', batch: 7, reference: null },
  };

  it('counts before what the register has reported', () => {
    expect(informationOf(aDebtor().withIncome(20_000, 21_000), documented)).toEqual(statedInformation);
  });

  it('counts when the register knows nothing', () => {
    expect(informationOf(aDebtor().withoutIncomeInformation(), documented)).toEqual(statedInformation);
  });

  it('counts when the register’s answer is missing; without it nothing is known', () => {
    const { later } = aDebtor().facts();
    expect(incomeInformation(null, null, documented)).toEqual(statedInformation);
    expect(incomeInformation(null, later, documented)).toEqual(statedInformation);
    expect(incomeInformation(null, later, null)).toBeNull();
    expect(incomeInformation(later, null, null)).toBeNull();
  });
});
