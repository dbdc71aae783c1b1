import { addMonths, type YearMonth } from '../kernel/dates.ts';

/** The two months whose income counts in a run, `earlier` directly before `later`. */
export interface IncomeMonths {
  readonly earlier: YearMonth;
  readonly later: YearMonth;
}

/** The two months whose income counts: those `lag` and `lag + 1` before the run's month (open question Q3). */
export function incomeMonths(month: YearMonth, lag: number): IncomeMonths {
  return { earlier: addMonths(month, -lag - 1), later: addMonths(month, -lag) };
}
