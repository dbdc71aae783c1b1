import { z } from 'zod';
import { stated } from '../../kernel/explanation.ts';
import { plainKroner } from '../../kernel/money.ts';
import { unreachable } from '../../kernel/result.ts';
import type { Assessment, AssessmentRefusal } from '../../law/assess.ts';
import { readBenefits } from '../../law/deferral.ts';
import { currentRule } from '../../law/rule-versions.ts';
import { dateText, jsonQuestion, kronerText } from './question.ts';

const shape = z
  .strictObject({
    date: dateText,
    netIncomeYear: kronerText.nullish(),
    dependants: z.boolean(),
    benefits: z.array(z.string()),
    otherIncome: z.boolean().optional(),
  })
  .refine((line) => line.otherIncome !== undefined || !line.benefits.includes('førtidspension'), {
    path: ['otherIncome'],
    message: 'must be said for førtidspension',
  });

/** `assess --stdin`: plan or deferral from stated circumstances, by the current rule. */
export const assessQuestion = jsonQuestion(shape, (line) => {
  const benefits = readBenefits(line.benefits);
  if (!benefits.ok) return { error: `benefits: unknown benefit "${benefits.refusal.name}"` };
  const income = line.netIncomeYear ?? null;
  const assessed = currentRule.assess(
    {
      calculationDate: line.date,
      income:
        income === null
          ? { state: 'not-known', source: stated }
          : { state: 'stated', netIncomeYear: income, source: stated },
      dependants: { value: line.dependants, source: stated },
      benefits: { value: benefits.value, source: stated },
      otherIncome: { value: line.otherIncome ?? false, source: stated },
    },
    null,
  );
  return assessed.ok ? { answer: assessmentJson(assessed.value) } : { error: refusalText(assessed.refusal) };
});

/** The outcome as the commands print it. */
export function assessmentJson(assessment: Assessment): Record<string, unknown> {
  const { outcome, reason } = assessment;
  switch (reason) {
    case 'table':
      return {
        outcome,
        percent: assessment.percent,
        monthly: plainKroner(assessment.monthly),
        table: assessment.table,
        verified: assessment.verified,
      };
    case 'no-income':
      return { outcome, percent: null, monthly: plainKroner(assessment.monthly), reason, table: null };
    case 'low-income':
      return {
        outcome,
        reason,
        table: assessment.table,
        ...(assessment.verified ? {} : { verified: false }),
      };
    case 'benefit':
    case 'pension-only':
      return { outcome, reason, table: null };
    default:
      return unreachable(assessment);
  }
}

export function refusalText(refusal: AssessmentRefusal): string {
  switch (refusal.tag) {
    case 'no-table':
      return `no ability-to-pay table for ${refusal.date}: nothing can be decided before the table is in statute/`;
    case 'no-figure':
      return `no ${refusal.figure} for ${refusal.date}`;
    case 'reversal-without-original':
      return `a reversal takes back more than was reported${refusal.employer === '' ? '' : ` by employer ${refusal.employer}`} for the period from ${refusal.periodFrom}`;
    case 'negative-net-income':
      return `tax and contributions exceed the income of ${refusal.month}`;
    default:
      return unreachable(refusal);
  }
}
