import type { Step } from '../kernel/explanation.ts';
import { refuse, ok, type Result } from '../kernel/result.ts';
import type { Sourced } from './ability-to-pay.ts';
import { benefits as knownBenefits, type Benefit } from './figures.ts';
import type { IncomeReport } from './net-income.ts';

export type BenefitName = string;

export interface UnknownBenefit {
  readonly tag: 'unknown-benefit';
  readonly name: string;
}

/** Reads benefit names as people and registers write them (case and surrounding blanks do not matter). */
export function readBenefits(names: readonly string[]): Result<readonly BenefitName[], UnknownBenefit> {
  const read: BenefitName[] = [];
  for (const written of names) {
    const name = written.trim().toLocaleLowerCase('da-DK');
    if (!knownBenefits.has(name)) return refuse({ tag: 'unknown-benefit', name: written });
    read.push(name);
  }
  return ok(read);
}

const PARAGRAPH = 'bek. 585/2023 § 6, stk. 1';

/** Does the person receive a benefit that § 6, stk. 1 names? Wages beside it change nothing (open question Q11). */
export function receivesDeferringBenefit(
  benefits: Sourced<readonly BenefitName[]>,
  steps: Step[] | null,
): boolean {
  const receives = benefits.value.some((name) => known(name).defers);
  steps?.push({
    question: 'receives-deferring-benefit',
    paragraph: PARAGRAPH,
    inputs: [{ name: 'benefits', unit: 'codes', value: benefits.value, source: benefits.source }],
    operation: 'any-on-the-list',
    rounding: null,
    result: { unit: 'yes-no', value: receives },
  });
  return receives;
}

/** Is førtidspension the person's only income (§ 6, stk. 1)? Then payment is deferred also above the limit. */
export function onlyDisabilityPension(
  benefits: Sourced<readonly BenefitName[]>,
  otherIncome: Sourced<boolean>,
  steps: Step[] | null,
): boolean {
  const otherBenefit = benefits.value.some((name) => known(name).otherIncome);
  const only = benefits.value.includes('førtidspension') && !otherBenefit && !otherIncome.value;
  steps?.push({
    question: 'only-disability-pension',
    paragraph: PARAGRAPH,
    inputs: [
      { name: 'benefits', unit: 'codes', value: benefits.value, source: benefits.source },
      { name: 'other-income', unit: 'yes-no', value: otherIncome.value, source: otherIncome.source },
    ],
    operation: 'disability-pension-and-nothing-else',
    rounding: null,
    result: { unit: 'yes-no', value: only },
  });
  return only;
}

/** Do the reports show other income than a pension or benefit: pay with labour-market contribution, or B-income? */
export function showsOtherIncome(reports: readonly IncomeReport[]): boolean {
  let pay = 0n;
  let bIncome = 0n;
  for (const { kind, amounts } of reports) {
    const sign = kind === 'T' ? -1n : 1n;
    pay += sign * amounts.contributory;
    bIncome += sign * (amounts.contributoryB + amounts.nonContributoryB);
  }
  return pay > 0n || bIncome > 0n;
}

function known(name: BenefitName): Benefit {
  const benefit = knownBenefits.get(name);
  if (benefit === undefined) throw new Error(`a benefit reached the rule without being read: ${name}`);
  return benefit;
}
