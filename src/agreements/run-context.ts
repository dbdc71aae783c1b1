import type { YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { FactsQuestion } from '../facts/as-of.ts';
import { incomeMonths } from '../facts/income-months.ts';
import type { DecisionRule } from './decision-rule.ts';
import type { MonthContext } from './finding.ts';

/** What a month is judged and decided by: the same for every debtor of a run. */
export interface RunContext extends MonthContext {
  readonly rule: MonthContext['rule'];
  readonly decisions: DecisionRule;
  readonly incomeLagMonths: number;
  /** The run is 0; a debtor looked at again within the month has the next number, and a reason. */
  readonly ordinal: number;
  readonly because: string | null;
  /** The person who asked for it; null for the run. */
  readonly proposedBy: string | null;
  /** The version of the municipality's configuration that `decisions` is from. */
  readonly configurationVersion: number;
}

/** The question for the facts of a month's run about some debtors. */
export function factsQuestion(
  {
    month,
    factsAsOf: asOf,
    incomeLagMonths,
  }: {
    readonly month: YearMonth;
    readonly factsAsOf: RunContext['factsAsOf'];
    readonly incomeLagMonths: number;
  },
  debtors: readonly DebtorNumber[],
): FactsQuestion {
  const { earlier, later } = incomeMonths(month, incomeLagMonths);
  return { debtors, month, earlierMonth: earlier, laterMonth: later, asOf };
}
