import { describe, expect, it } from 'vitest';
import { aDebtor, pay } from '../../test/vocabulary.ts';
import { incomeInformation } from './income-information.ts';

function informationOf(debtor: ReturnType<typeof aDebtor>) {
  const { earlier, later } = debtor.facts();
  return incomeInformation(earlier, later);
}

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
