import { timesOre, type Ore } from '../kernel/money.ts';
import { limitOf } from '../law/ability-to-pay.ts';
import { figuresEdition1 } from '../law/figures.ts';
import type { Found } from './types.ts';

/** What is asked of a finding of low income. */
export type LowIncome = Pick<Extract<Found, { outcome: 'deferral' }>, LowIncomeFields>;
type LowIncomeFields = 'outcome' | 'reason' | 'earlierMonth' | 'laterMonth' | 'table' | 'dependants';

/** A finding that may be one of low income. */
export type MaybeLow = LowIncome | Pick<Extract<Found, { outcome: 'plan' | 'none' }>, 'outcome' | 'reason'>;

/**
 * Whether a low income is more than one low month (docs/legal-review.md): two runs in a row found it, and at least two of
 * the months that they looked at are below the limit each by itself. One low month counts in two runs, because the lower
 * of two months is used; that alone must not delete a debt. A documented yearly income is no single month.
 */
export function lowIncomeIsConfirmed(now: LowIncome, before: MaybeLow | undefined): boolean {
  if (before?.outcome !== 'deferral' || before.reason !== 'low-income') return false;
  const months = [before.earlierMonth, before.laterMonth, now.laterMonth];
  const limit = limitBehind(now);
  if (limit === null || now.laterMonth === null) return now.laterMonth === null;
  return months.filter((month) => month !== null && timesOre(month, 12) < limit).length >= 2;
}

function limitBehind({ table: id, dependants }: LowIncome): Ore | null {
  const table = figuresEdition1.tables.find((each) => each.id === id);
  return table === undefined ? null : limitOf(table, dependants);
}
