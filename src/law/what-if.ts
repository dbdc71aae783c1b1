import type { PlainDate } from '../kernel/dates.ts';
import { stated, type Step } from '../kernel/explanation.ts';
import { timesOre, type Ore } from '../kernel/money.ts';
import { ok, type Result } from '../kernel/result.ts';
import type { Assessment, AssessmentRefusal } from './assess.ts';
import type { BenefitName } from './deferral.ts';
import { currentRule } from './rule-versions.ts';

/** What somebody wonders about: what a month leaves after tax, and what else the rule asks. */
export interface WhatIfFacts {
  /** Income after tax a month. */
  readonly netMonth: Ore;
  /** Has children under 18. */
  readonly dependants: boolean;
  readonly benefits: readonly BenefitName[];
  /** Has other income than førtidspension. */
  readonly otherIncome: boolean;
}

export interface WhatIf {
  readonly assessment: Assessment;
  readonly steps: readonly Step[];
}

/**
 * What the rule of the day would say of other figures (bek. 585/2023 §§ 4–6): the same rule that decides, of a year of twelve such
 * months. Decides nothing and is not kept. Refuses where there is no table for the day.
 */
export function whatIf(
  day: PlainDate,
  { netMonth, dependants, benefits, otherIncome }: WhatIfFacts,
): Result<WhatIf, AssessmentRefusal> {
  const steps: Step[] = [];
  const assessed = currentRule.assess(
    {
      calculationDate: day,
      income: { state: 'stated', netIncomeYear: timesOre(netMonth, 12), source: stated },
      dependants: { value: dependants, source: stated },
      benefits: { value: benefits, source: stated },
      otherIncome: { value: otherIncome, source: stated },
    },
    steps,
  );
  return assessed.ok ? ok({ assessment: assessed.value, steps }) : assessed;
}
