import type { YearMonth } from './dates.ts';

declare const debtorBrand: unique symbol;
declare const decisionBrand: unique symbol;
declare const municipalityBrand: unique symbol;
declare const batchBrand: unique symbol;

/** The municipality's own number for a debtor, from 100001; the number that people and commands use instead of CPR. */
export type DebtorNumber = number & { readonly [debtorBrand]: true };
/** A municipality's three-digit code, `998`. */
export type MunicipalityCode = string & { readonly [municipalityBrand]: true };
/** The number of a batch of facts, given out in the order in which batches were committed. */
export type BatchNumber = number & { readonly [batchBrand]: true };
/**
 * A decision's number: month, debtor, and its place among that debtor's decisions of the month, `202603` `0000100123` `0`.
 * Derived from what it is about, so that a repeated run gives the same number; ordered by time, so that indexes grow at one end.
 */
export type DecisionId = bigint & { readonly [decisionBrand]: true };

export function parseDebtorNumber(text: string): DebtorNumber | null {
  return /^[1-9]\d{5,8}$/.test(text) ? (Number(text) as DebtorNumber) : null;
}

export function debtorNumber(value: number): DebtorNumber {
  if (!Number.isInteger(value) || value < 100_000 || value > 999_999_999)
    throw new Error(`not a debtor number: ${value}`);
  return value as DebtorNumber;
}

export function parseMunicipalityCode(text: string): MunicipalityCode | null {
  return /^\d{3}$/.test(text) ? (text as MunicipalityCode) : null;
}

export function municipalityCode(text: string): MunicipalityCode {
  const parsed = parseMunicipalityCode(text);
  if (parsed === null) throw new Error(`not a municipality code: ${text}`);
  return parsed;
}

export function batchNumber(value: number): BatchNumber {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`not a batch number: ${value}`);
  return value as BatchNumber;
}

export function decisionId(month: YearMonth, debtor: DebtorNumber, ordinal: number): DecisionId {
  if (ordinal < 0 || ordinal > 9)
    throw new Error(`a debtor has at most ten decisions in a month: ${ordinal}`);
  const yyyymm = BigInt(month.slice(0, 4) + month.slice(5));
  return ((yyyymm * 10_000_000_000n + BigInt(debtor)) * 10n + BigInt(ordinal)) as DecisionId;
}

/** As printed on letters: `202603-100123-0`. */
export function readableDecisionId(id: DecisionId): string {
  const digits = id.toString();
  return `${digits.slice(0, 6)}-${Number(digits.slice(6, 16))}-${digits.slice(16)}`;
}

/** The 14 digits of a decision's payment line: debtor (9), year and month (4), ordinal (1). */
export function paymentReference(id: DecisionId): string {
  const digits = id.toString();
  return digits.slice(7, 16) + digits.slice(2, 6) + digits.slice(16);
}
