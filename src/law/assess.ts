import type { PlainDate } from '../kernel/dates.ts';
import type { Source, Step } from '../kernel/explanation.ts';
import type { Ore } from '../kernel/money.ts';
import { assert, ok, refuse, unreachable, type Result } from '../kernel/result.ts';
import { belowLimit, instalment, limitOf, percentage, tableOn, type Sourced } from './ability-to-pay.ts';
import { onlyDisabilityPension, receivesDeferringBenefit, type BenefitName } from './deferral.ts';
import type { Figures, NoIncomeInstalment } from './figures.ts';
import { netIncomeOfMonth, netIncomeOfYear, type IncomeRefusal, type MonthOfIncome } from './net-income.ts';

/** What the rule needs to know about a person on the day of the calculation. */
export interface Circumstances {
  readonly calculationDate: PlainDate;
  readonly income: IncomeInformation;
  /** Has children under 18 (forsørgerpligt). */
  readonly dependants: Sourced<boolean>;
  readonly benefits: Sourced<readonly BenefitName[]>;
  /** Has other income than førtidspension; asked only of those who receive it. */
  readonly otherIncome: Sourced<boolean>;
}

/**
 * `known`: the two months' reports (a known 0,00 kr. is income information). `stated`: a yearly amount documented
 * otherwise. `not-known`: the register answered, validly, with nothing. Income that was not obtained never gets here.
 */
export type IncomeInformation =
  | { readonly state: 'known'; readonly earlier: MonthOfIncome; readonly later: MonthOfIncome }
  | { readonly state: 'stated'; readonly netIncomeYear: Ore; readonly source: Source }
  | { readonly state: 'not-known'; readonly source: Source };

/** What § 4 leaves: a plan or deferral. */
export type Assessment =
  | {
      readonly outcome: 'plan';
      readonly reason: 'table';
      readonly monthly: Ore;
      readonly percent: number;
      readonly netIncomeYear: Ore;
      readonly table: string;
      readonly verified: boolean;
      /** Exactly at the low-income limit: able to pay, but a person should look (open question Q2). */
      readonly atLimit: boolean;
    }
  | { readonly outcome: 'plan'; readonly reason: 'no-income'; readonly monthly: Ore }
  | { readonly outcome: 'deferral'; readonly reason: 'benefit' | 'pension-only' }
  | {
      readonly outcome: 'deferral';
      readonly reason: 'low-income';
      readonly netIncomeYear: Ore;
      readonly table: string;
      readonly verified: boolean;
    };

export type AssessmentRefusal =
  | IncomeRefusal
  | { readonly tag: 'no-table'; readonly date: PlainDate }
  | { readonly tag: 'no-figure'; readonly figure: 'no-income-instalment'; readonly date: PlainDate };

/**
 * Plan or deferral, and how much a month (bek. 585/2023 §§ 4–6). The order is that of the order: benefit, førtidspension
 * only, no income information, limit, table. `steps`, when given, receives the whole way to the result.
 * Refuses when a figure for the date is missing or the reported income contradicts itself.
 */
export function assessByTable(
  figures: Figures,
  facts: Circumstances,
  steps: Step[] | null,
): Result<Assessment, AssessmentRefusal> {
  if (receivesDeferringBenefit(facts.benefits, steps)) return ok({ outcome: 'deferral', reason: 'benefit' });
  if (onlyDisabilityPension(facts.benefits, facts.otherIncome, steps)) {
    return ok({ outcome: 'deferral', reason: 'pension-only' });
  }
  const income = netIncome(facts.income, steps);
  if (!income.ok) return income;
  return income.value === null
    ? withoutIncomeInformation(figures, facts.calculationDate, steps)
    : byTable(figures, facts, income.value, steps);
}

/**
 * What can be said where the income was not obtained: a deferral because of a listed benefit rests on no income (§ 6, stk. 1),
 * so nobody waits for it. The steps are those of `assessByTable`. Null: the income is needed.
 */
export function assessByBenefit(
  { benefits }: Pick<Circumstances, 'benefits'>,
  steps: Step[] | null,
): Assessment | null {
  return receivesDeferringBenefit(benefits, steps) ? { outcome: 'deferral', reason: 'benefit' } : null;
}

function netIncome(income: IncomeInformation, steps: Step[] | null): Result<Ore | null, IncomeRefusal> {
  const known = income.state !== 'not-known';
  steps?.push({
    question: 'income-known',
    paragraph: 'bek. 585/2023 § 5, stk. 2',
    inputs: [{ name: 'state', unit: 'code', value: income.state, source: sourceOf(income) }],
    operation: 'any-current-information',
    rounding: null,
    result: { unit: 'yes-no', value: known },
  });
  switch (income.state) {
    case 'not-known':
      return ok(null);
    case 'stated':
      steps?.push({
        question: 'net-income-stated',
        paragraph: 'gældsinddrivelsesbekendtgørelsen § 11, stk. 1',
        inputs: [{ name: 'stated-year', unit: 'kroner', value: income.netIncomeYear, source: income.source }],
        operation: 'as-stated',
        rounding: null,
        result: { unit: 'kroner', value: income.netIncomeYear },
      });
      return ok(income.netIncomeYear);
    case 'known': {
      const earlier = netIncomeOfMonth(income.earlier, steps);
      if (!earlier.ok) return earlier;
      const later = netIncomeOfMonth(income.later, steps);
      if (!later.ok) return later;
      return ok(netIncomeOfYear(earlier.value, later.value, steps));
    }
    default:
      return unreachable(income);
  }
}

function sourceOf(income: IncomeInformation): Source {
  return income.state === 'known' ? income.later.source : income.source;
}

function withoutIncomeInformation(
  figures: Figures,
  day: PlainDate,
  steps: Step[] | null,
): Result<Assessment, AssessmentRefusal> {
  const applies = ({ from, to, order }: NoIncomeInstalment) =>
    order === 'bek. 585/2023' && from <= day && (to === null || day <= to);
  const fixed = figures.noIncomeInstalments.find(applies);
  if (fixed === undefined) return refuse({ tag: 'no-figure', figure: 'no-income-instalment', date: day });
  steps?.push({
    question: 'instalment-without-income',
    paragraph: 'bek. 585/2023 § 5, stk. 2',
    inputs: [{ name: 'fixed-amount', unit: 'kroner', value: fixed.monthly, source: STATUTE }],
    operation: 'fixed-amount',
    rounding: null,
    result: { unit: 'kroner', value: fixed.monthly },
  });
  return ok({ outcome: 'plan', reason: 'no-income', monthly: fixed.monthly });
}

const STATUTE: Source = { register: 'statute', batch: null, reference: 'bek. 585/2023 § 5, stk. 2' };

function byTable(
  figures: Figures,
  facts: Circumstances,
  netIncomeYear: Ore,
  steps: Step[] | null,
): Result<Assessment, AssessmentRefusal> {
  const table = tableOn(figures.tables, facts.calculationDate);
  if (table === null) return refuse({ tag: 'no-table', date: facts.calculationDate });
  const input = { netIncomeYear, dependants: facts.dependants, table };
  const { id, verified } = table;
  if (belowLimit(input, steps)) {
    return ok({ outcome: 'deferral', reason: 'low-income', netIncomeYear, table: id, verified });
  }
  const percent = percentage(input, steps);
  const monthly = instalment(netIncomeYear, percent, steps);
  assert(monthly > 0n, 'above the limit the table always gives something to pay');
  const atLimit = netIncomeYear === limitOf(table, facts.dependants.value);
  return ok({
    outcome: 'plan',
    reason: 'table',
    monthly,
    percent,
    netIncomeYear,
    table: id,
    verified,
    atLimit,
  });
}
