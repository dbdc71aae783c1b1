import { month, type YearMonth } from '../../kernel/dates.ts';
import type { Dice } from './dice.ts';
import { inventedBusinessNumber } from './invented-numbers.ts';
import type { FortnightlyJob, MonthlyJob, Months } from './livelihood.ts';

/** A full-time job with the same pay every month and a small raise each April. */
export function steadyJob(
  dice: Dice,
  pay: readonly [from: number, to: number],
  months: Months = {},
): MonthlyJob {
  const [from, to] = pay;
  const start = Math.round(dice.whole(from, to) / 50) * 50;
  const raise = dice.whole(200, 700);
  return {
    employer: inventedBusinessNumber(dice),
    hours: '160.33',
    pay: (paid) => (paid < RAISE ? start : start + raise),
    ...months,
  };
}

const RAISE = month('2026-04');

/** A part-time job below the low-income limit, with pay that varies. */
export function smallJob(
  dice: Dice,
  pay: readonly [from: number, to: number],
  months: Months = {},
): MonthlyJob {
  const paid = new Map<YearMonth, number>();
  const [from, to] = pay;
  return {
    employer: inventedBusinessNumber(dice),
    hours: '62.00',
    pay: (paidIn) => {
      const amount = paid.get(paidIn) ?? dice.whole(from, to);
      paid.set(paidIn, amount);
      return amount;
    },
    ...months,
  };
}

/** A job by the hour, paid every fortnight, `hours` more or less. */
export function hourlyJob(dice: Dice, hours: number, months: Months = {}): FortnightlyJob {
  return {
    employer: inventedBusinessNumber(dice),
    rate: 50 * dice.whole(310, 390),
    hours: () => hours + dice.whole(-6, 6),
    ...months,
  };
}

/** The same job with one month's pay otherwise: a bonus, holiday pay, or none (null). */
export function withMonth(
  job: MonthlyJob,
  exceptional: YearMonth,
  change: (pay: number) => number | null,
): MonthlyJob {
  return {
    ...job,
    pay: (paid) => {
      const usual = job.pay(paid);
      return paid === exceptional && usual !== null ? change(usual) : usual;
    },
  };
}

/** The same job with other pay from a month on: a raise, or fewer hours. */
export function changedFrom(job: MonthlyJob, from: YearMonth, change: (pay: number) => number): MonthlyJob {
  return {
    ...job,
    pay: (paid) => {
      const usual = job.pay(paid);
      return paid >= from && usual !== null ? change(usual) : usual;
    },
  };
}
