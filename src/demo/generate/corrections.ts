import type { PlainDate, YearMonth } from '../../kernel/dates.ts';
import { payDay, type Horizon } from './calendar.ts';
import { monthlyJob, together, type MonthlyJob } from './livelihood.ts';
import { reversalOf } from './pay.ts';
import type { Livelihood } from './types.ts';

/** The job's pay of one month is taken back on a day and reported anew, with another amount. */
export function corrected(
  job: MonthlyJob,
  { month, pay, on }: { readonly month: YearMonth; readonly pay: number; readonly on: PlainDate },
  horizon: Horizon,
): Livelihood {
  const before = monthlyJob({ ...job, from: month, to: month }, horizon);
  const after = monthlyJob({ ...job, from: month, to: month, pay: () => pay }, horizon);
  const correction = [
    ...before.reports.map(({ report }) => reversalOf(report)),
    ...after.reports.map(({ report }) => report),
  ];
  return together(monthlyJob(job, horizon), {
    reports: correction.map((report) => ({ report, knownFrom: on })),
    grants: [],
  });
}

/** A job whose pay of one month is reported only on a later day. */
export function reportedLate(job: MonthlyJob, month: YearMonth, on: PlainDate, horizon: Horizon): Livelihood {
  const { reports, grants } = monthlyJob(job, horizon);
  const paidOn = payDay(month);
  return {
    reports: reports.map((one) => (one.report.paidOn === paidOn ? { ...one, knownFrom: on } : one)),
    grants,
  };
}

/** A former employer takes back pay that it never reported. */
export function reversalWithoutOriginal(job: MonthlyJob, month: YearMonth, on: PlainDate): Livelihood {
  const never = monthlyJob(job, { from: month, to: month });
  return {
    reports: never.reports.map(({ report }) => ({ report: reversalOf(report), knownFrom: on })),
    grants: [],
  };
}

/** Cuts everything that happens after a day: no pay, no grant beyond it. */
export function endedOn(day: PlainDate, { reports, grants }: Livelihood): Livelihood {
  return {
    reports: reports.filter(({ report }) => report.paidOn <= day),
    grants: grants
      .filter(({ period }) => period.from <= day)
      .map(({ name, period }) => ({
        name,
        period: { from: period.from, to: period.to !== null && period.to < day ? period.to : day },
      })),
  };
}
