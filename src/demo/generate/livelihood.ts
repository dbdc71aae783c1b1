import { addDays, firstDayOf, lastDayOf, type PlainDate, type YearMonth } from '../../kernel/dates.ts';
import { kroner, ore, zeroOre } from '../../kernel/money.ts';
import { assert } from '../../kernel/result.ts';
import type { ReportOnTheWire } from '../../outside/eindkomst/answer.ts';
import { monthsOf, payDay, type Horizon } from './calendar.ts';
import { benefit, bIncome, wages } from './pay.ts';
import type { Livelihood, Setting } from './types.ts';

const TAX_FREE_MONTH = kroner(5_500);
const TAX_FREE_FORTNIGHT = kroner(2_540);
const TAX_FREE_MONTH_ON_BENEFIT = kroner(4_500);

/** Whole months, both included; left out = from before the horizon, or to after it. */
export interface Months {
  readonly from?: YearMonth;
  readonly to?: YearMonth;
}

export interface MonthlyJob extends Months {
  readonly employer: string;
  /** Whole kroner in field 57; null = no pay that month. */
  readonly pay: (month: YearMonth) => number | null;
  readonly hours: string;
  /** True: the tax card's allowance is used by another job. */
  readonly secondary?: boolean;
}

export function monthlyJob(job: MonthlyJob, horizon: Horizon): Livelihood {
  return livelihood(
    monthsOf(horizon, job).flatMap((month) => {
      const pay = job.pay(month);
      if (pay === null) return [];
      const payment = {
        ...wholeMonth(month),
        payer: job.employer,
        amount: kroner(pay),
        allowance: job.secondary === true ? zeroOre : TAX_FREE_MONTH,
      };
      return [wages(payment, job.hours)];
    }),
  );
}

export interface FortnightlyJob extends Months {
  readonly employer: string;
  /** Øre per hour. */
  readonly rate: number;
  /** Whole hours in the fortnight that is paid on a day. */
  readonly hours: (paidOn: PlainDate) => number;
}

/** Pay every second Friday for the fortnight that ended five days before: two pay days in most months, three in some. */
export function fortnightlyJob(job: FortnightlyJob, horizon: Horizon): Livelihood {
  const months = monthsOf(horizon, job);
  const [first, last] = [months[0], months.at(-1)];
  const reports: ReportOnTheWire[] = [];
  if (first === undefined || last === undefined) return livelihood([]);
  for (let paidOn = SOME_PAY_FRIDAY; paidOn <= lastDayOf(last); paidOn = addDays(paidOn, 14)) {
    if (paidOn < firstDayOf(first)) continue;
    const hours = job.hours(paidOn);
    const payment = {
      payer: job.employer,
      periodFrom: addDays(paidOn, -18),
      periodTo: addDays(paidOn, -5),
      paidOn,
      amount: ore(BigInt(hours) * BigInt(job.rate)),
      allowance: TAX_FREE_FORTNIGHT,
    };
    reports.push(wages(payment, `${hours}.00`));
  }
  return livelihood(reports);
}

const SOME_PAY_FRIDAY = '2020-01-03' as PlainDate; // a Friday before every horizon

/** Benefits as the registers know them: name in the benefit index, income type and payer in the income register. */
const paidBenefits = {
  kontanthjælp: { incomeType: '06', payer: 'municipality' },
  ressourceforløbsydelse: { incomeType: '06', payer: 'municipality' },
  sygedagpenge: { incomeType: '07', payer: 'municipality' },
  // Numbers that fail the check for business numbers: nobody's.
  arbejdsløshedsdagpenge: { incomeType: '04', payer: '30000002' },
  førtidspension: { incomeType: '04', payer: '30000001' },
  folkepension: { incomeType: '04', payer: '30000001' },
  su: { incomeType: '01', payer: '30000003' },
} as const;

export interface BenefitSpell extends Months {
  readonly name: keyof typeof paidBenefits;
  /** Whole kroner a month before tax. */
  readonly monthly: number;
  /** First day of the grant; the first day of `from` where it is left out. */
  readonly since?: PlainDate;
  /** Last day of the grant, where it is not the last day of `to`. */
  readonly until?: PlainDate;
}

/** A benefit: the grant in the benefit index, and its monthly payments in the income register. */
export function benefitSpell(spell: BenefitSpell, setting: Setting): Livelihood {
  const { incomeType, payer } = paidBenefits[spell.name];
  const from = spell.since ?? (spell.from === undefined ? undefined : firstDayOf(spell.from));
  assert(from !== undefined, 'a benefit has begun some day');
  const to = spell.until ?? (spell.to === undefined ? null : lastDayOf(spell.to));
  const reports = monthsOf(setting, spell).map((month) => {
    const payment = {
      ...wholeMonth(month),
      payer: payer === 'municipality' ? setting.municipality.seNumber : payer,
      amount: kroner(spell.monthly),
      allowance: TAX_FREE_MONTH_ON_BENEFIT,
    };
    return benefit(payment, incomeType);
  });
  return { ...livelihood(reports), grants: [{ name: spell.name, period: { from, to } }] };
}

/** A grant that the income register knows nothing of: tax-free, or ended before the horizon. */
export function grantOnly(name: string, from: PlainDate, to: PlainDate | null): Livelihood {
  return { reports: [], grants: [{ name, period: { from, to } }] };
}

/** Fees paid by a customer: B-income. */
export function fees(payer: string, monthly: number, horizon: Horizon): Livelihood {
  return livelihood(
    monthsOf(horizon).map((month) =>
      bIncome({ ...wholeMonth(month), payer, amount: kroner(monthly), allowance: zeroOre }),
    ),
  );
}

export function together(...parts: readonly Livelihood[]): Livelihood {
  return {
    reports: parts.flatMap((part) => part.reports),
    grants: parts.flatMap((part) => part.grants),
  };
}

function livelihood(reports: readonly ReportOnTheWire[]): Livelihood {
  return { reports: reports.map((report) => ({ report, knownFrom: null })), grants: [] };
}

function wholeMonth(month: YearMonth) {
  return { periodFrom: firstDayOf(month), periodTo: lastDayOf(month), paidOn: payDay(month) };
}
