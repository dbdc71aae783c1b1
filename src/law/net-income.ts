import { ore, timesOre, type Ore } from '../kernel/money.ts';
import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import type { Source, Step } from '../kernel/explanation.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';

/**
 * One report to the income register about one pay period. `kind` I adds, T (tilbageførsel) takes back a report made
 * before. Amounts are never negative; the comment names the field's number on the wire.
 */
export interface IncomeReport {
  readonly kind: 'I' | 'T';
  readonly employer: string;
  readonly periodFrom: PlainDate;
  readonly periodTo: PlainDate;
  /** The day the pay was at the person's disposal; decides the month (months by pay date). */
  readonly paidOn: PlainDate;
  /** Field 12: 00 pay, 04 other personal income, 06 cash benefit … */
  readonly incomeType: string;
  readonly amounts: IncomeAmounts;
}

export interface IncomeAmounts {
  /** 57: A-income with labour-market contribution, after the employee's ATP and pension. */
  readonly contributory: Ore;
  /** 58: A-income without labour-market contribution (benefits, pensions). */
  readonly nonContributory: Ore;
  /** 59: A-tax withheld. */
  readonly tax: Ore;
  /** 60: labour-market contribution withheld. */
  readonly labourContribution: Ore;
  /** 70: B-income with labour-market contribution. */
  readonly contributoryB: Ore;
  /** 71: B-income without. */
  readonly nonContributoryB: Ore;
}

export interface MonthOfIncome {
  readonly month: YearMonth;
  readonly reports: readonly IncomeReport[];
  readonly source: Source;
}

export type IncomeRefusal =
  | { readonly tag: 'reversal-without-original'; readonly employer: string; readonly periodFrom: PlainDate }
  | { readonly tag: 'negative-net-income'; readonly month: YearMonth };

const PARAGRAPH = 'gældsinddrivelsesbekendtgørelsen § 11, stk. 1';

/**
 * Net income of one month, in øre: 57 + 58 + 70 + 71 − 59 − 60 after reversals. ATP and pension are already out of 57.
 * Refuses when a reversal takes back more than was reported for the employer and pay period (no field may become
 * negative), and when tax exceeds income. Formula: open questions Q3 and Q5.
 */
export function netIncomeOfMonth(income: MonthOfIncome, steps: Step[] | null): Result<Ore, IncomeRefusal> {
  const orphan = reversalWithoutOriginal(income.reports);
  if (orphan !== null) return refuse(orphan);
  const total = sumReports(income.reports);
  const gross = total.contributory + total.nonContributory + total.contributoryB + total.nonContributoryB;
  const net = ore(gross - total.tax - total.labourContribution);
  if (net < 0n) return refuse({ tag: 'negative-net-income', month: income.month });
  steps?.push({
    question: 'net-income-of-month',
    paragraph: PARAGRAPH,
    inputs: [
      { name: 'month', unit: 'month', value: income.month, source: null },
      { name: 'contributory-pay', unit: 'kroner', value: ore(total.contributory), source: income.source },
      { name: 'other-pay', unit: 'kroner', value: ore(total.nonContributory), source: income.source },
      {
        name: 'b-income',
        unit: 'kroner',
        value: ore(total.contributoryB + total.nonContributoryB),
        source: income.source,
      },
      { name: 'tax', unit: 'kroner', value: ore(total.tax), source: income.source },
      {
        name: 'labour-contribution',
        unit: 'kroner',
        value: ore(total.labourContribution),
        source: income.source,
      },
    ],
    operation: 'pay-minus-tax-and-contribution',
    rounding: null,
    result: { unit: 'kroner', value: net },
  });
  return ok(net);
}

/**
 * Yearly net income from the two latest months: the lower of them times twelve (§ 11, stk. 4, as the recovery authority
 * does it; SKM2018.169.LSR, SKM2018.171.LSR; open question Q3). Øre.
 */
export function netIncomeOfYear(earlier: Ore, later: Ore, steps: Step[] | null): Ore {
  const lower = earlier < later ? earlier : later;
  const year = timesOre(lower, 12);
  steps?.push({
    question: 'net-income-of-year',
    paragraph: 'gældsinddrivelsesbekendtgørelsen § 11, stk. 4',
    inputs: [
      { name: 'earlier-month', unit: 'kroner', value: earlier, source: null },
      { name: 'later-month', unit: 'kroner', value: later, source: null },
    ],
    operation: 'lower-month-times-12',
    rounding: null,
    result: { unit: 'kroner', value: year },
  });
  return year;
}

interface Total {
  contributory: bigint;
  nonContributory: bigint;
  tax: bigint;
  labourContribution: bigint;
  contributoryB: bigint;
  nonContributoryB: bigint;
}

function sumReports(reports: readonly IncomeReport[]): Total {
  const total = {
    contributory: 0n,
    nonContributory: 0n,
    tax: 0n,
    labourContribution: 0n,
    contributoryB: 0n,
    nonContributoryB: 0n,
  };
  for (const { kind, amounts } of reports) add(total, amounts, kind === 'T' ? -1n : 1n);
  return total;
}

function add(total: Total, amounts: IncomeAmounts, sign: bigint): void {
  total.contributory += sign * amounts.contributory;
  total.nonContributory += sign * amounts.nonContributory;
  total.tax += sign * amounts.tax;
  total.labourContribution += sign * amounts.labourContribution;
  total.contributoryB += sign * amounts.contributoryB;
  total.nonContributoryB += sign * amounts.nonContributoryB;
}

function reversalWithoutOriginal(reports: readonly IncomeReport[]): IncomeRefusal | null {
  if (!reports.some((report) => report.kind === 'T')) return null;
  const byPeriod = Map.groupBy(
    reports,
    (report) => `${report.employer} ${report.periodFrom} ${report.periodTo}`,
  );
  for (const group of byPeriod.values()) {
    const total = sumReports(group);
    if (Object.values(total).some((field: bigint) => field < 0n)) {
      const [first] = group as [IncomeReport];
      return { tag: 'reversal-without-original', employer: first.employer, periodFrom: first.periodFrom };
    }
  }
  return null;
}
