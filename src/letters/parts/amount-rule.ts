import type { HearingLetter, PlanLetter } from '../model.ts';

/**
 * Which rule gave the monthly amount, seen from the calculation: the table (bek. 585/2023 § 5, stk. 1), the `fixed` amount
 * without income information (§ 5, stk. 2), or a caseworker's `individual` judgement (§ 6, stk. 2).
 */
export function amountRule({ basis }: PlanLetter | HearingLetter): 'table' | 'fixed' | 'individual' {
  if (basis.some(({ question }) => question === 'instalment')) return 'table';
  return basis.some(({ question }) => question === 'instalment-without-income') ? 'fixed' : 'individual';
}
