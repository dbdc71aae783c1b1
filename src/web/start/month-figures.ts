import type { RunReport } from '../../agreements/run-report.ts';
import type { YearMonth } from '../../kernel/dates.ts';
import { parseKroner, type Ore } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';

/** A finished month in numbers of people and one sum. */
export interface MonthFigures {
  readonly month: YearMonth;
  /** People in the run; the three outcomes below add up to it. */
  readonly debtors: number;
  readonly plan: number;
  readonly deferral: number;
  /** The rule had no answer: a fact was missing or wrong. */
  readonly noAnswer: number;
  /** People whose case the run left to a caseworker: nothing decided, or a draft to approve. */
  readonly toPerson: number;
  /** Changes of what applies to a person, drafts among them. */
  readonly changes: number;
  /** What all plans in force together ask for a month, in øre. */
  readonly monthly: Ore;
}

/** The figures of a run's report. Asserts that the report adds up. */
export function monthFigures(report: RunReport): MonthFigures {
  const { plan, deferral, none } = report.outcomes;
  const changes = Object.values(report.changes).reduce((sum, { count }) => sum + count, 0);
  // Everyone is unchanged, changed, or left as they were because a person must look first.
  const held = report.debtors - report.unchanged - changes;
  const monthly = parseKroner(report.monthlyAfter);
  assert(plan + deferral + none === report.debtors, 'the outcomes of a run add up to its people');
  assert(held >= none && report.drafts <= changes, 'nobody in a run is counted twice');
  assert(monthly !== null, 'the sum of a run is an amount');
  return {
    month: report.month,
    debtors: report.debtors,
    plan,
    deferral,
    noAnswer: none,
    toPerson: held + report.drafts,
    changes,
    monthly,
  };
}
