import type { IncomeAmounts } from '../../law/net-income.ts';

/** Field numbers of the income register. On the wire each is 100000000000000000 + number. */
export const REPORT_KIND = 11;
export const INCOME_TYPE = 12;
export const KIND_OF_INCOME = 19;
export const REVERSAL_MARK = 21;
export const PAID_HOURS = 96;
export const EMPLOYEE_ATP = 199;

/** The amounts that the rule of net income asks for, by field number. */
export const AMOUNT_FIELDS: ReadonlyMap<number, keyof IncomeAmounts> = new Map([
  [57, 'contributory'],
  [58, 'nonContributory'],
  [60, 'labourContribution'],
  [59, 'tax'],
  [70, 'contributoryB'],
  [71, 'nonContributoryB'],
]);

const BASE = 100_000_000_000_000_000n;

/** 57 → `100000000000000057`. */
export function wireField(number: number): string {
  return (BASE + BigInt(number)).toString();
}

/** `100000000000000057` → 57; null when it is not the identifier of a field. */
export function fieldNumber(identifier: string): number | null {
  if (!/^\d{1,30}$/.test(identifier)) return null;
  const number = BigInt(identifier) - BASE;
  return number > 0n && number < 1_000_000n ? Number(number) : null;
}
