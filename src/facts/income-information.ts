import type { BatchNumber } from '../kernel/ids.ts';
import type { YearMonth } from '../kernel/dates.ts';
import type { Source } from '../kernel/explanation.ts';
import type { IncomeInformation } from '../law/assess.ts';
import type { IncomeReport } from '../law/net-income.ts';
import type { StatedIncome } from './stated-income.ts';

/** What we know of one month's income; null = never obtained. */
export interface IncomeOfMonth {
  readonly month: YearMonth;
  readonly known: boolean;
  readonly reports: readonly IncomeReport[];
  readonly batch: BatchNumber;
}

/**
 * The income of the two months in the rule's words; null when the register's answer is missing and nothing else is known.
 * What the citizen has documented counts before the register, whatever the register says or fails to say (open question
 * Q3). Nothing reported in either month: not known. Reports in one only: the other is a known 0,00 kr., because the person
 * is known to the register and nothing was paid (open question Q3: which months).
 */
export function incomeInformation(
  earlier: IncomeOfMonth,
  later: IncomeOfMonth,
  stated: StatedIncome | null,
): IncomeInformation;
export function incomeInformation(
  earlier: IncomeOfMonth | null,
  later: IncomeOfMonth | null,
  stated: StatedIncome | null,
): IncomeInformation | null;
export function incomeInformation(
  earlier: IncomeOfMonth | null,
  later: IncomeOfMonth | null,
  stated: StatedIncome | null,
): IncomeInformation | null {
  if (stated !== null) {
    return { state: 'stated', netIncomeYear: stated.netIncomeYear, source: told('stated', stated) };
  }
  if (earlier === null || later === null) return null;
  if (!earlier.known && !later.known) return { state: 'not-known', source: told('eindkomst', later) };
  return {
    state: 'known',
    earlier: { month: earlier.month, reports: earlier.reports, source: told('eindkomst', earlier) },
    later: { month: later.month, reports: later.reports, source: told('eindkomst', later) },
  };
}

function told(register: Source['register'], { batch }: { readonly batch: BatchNumber }): Source {
  return { register, batch, reference: null };
}
