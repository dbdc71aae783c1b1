import type { BatchNumber } from '../kernel/ids.ts';
import type { YearMonth } from '../kernel/dates.ts';
import type { IncomeInformation } from '../law/assess.ts';
import type { IncomeReport } from '../law/net-income.ts';

/** What we know of one month's income; null = never obtained. */
export interface IncomeOfMonth {
  readonly month: YearMonth;
  readonly known: boolean;
  readonly reports: readonly IncomeReport[];
  readonly batch: BatchNumber;
}

/**
 * The two months together, in the rule's words. Nothing in either month: not known. Reports in one only: the other is a
 * known 0,00 kr., because the person is known to the register and nothing was paid (open question Q3: which months).
 */
export function incomeInformation(earlier: IncomeOfMonth, later: IncomeOfMonth): IncomeInformation {
  const source = ({ batch }: IncomeOfMonth) => ({ register: 'eindkomst', batch, reference: null }) as const;
  if (!earlier.known && !later.known) return { state: 'not-known', source: source(later) };
  return {
    state: 'known',
    earlier: { month: earlier.month, reports: earlier.reports, source: source(earlier) },
    later: { month: later.month, reports: later.reports, source: source(later) },
  };
}
