import type { PlainDate, YearMonth } from './dates.ts';
import { assert } from './result.ts';

declare const debtorBrand: unique symbol;
declare const decisionBrand: unique symbol;
declare const municipalityBrand: unique symbol;
declare const batchBrand: unique symbol;
declare const letterBrand: unique symbol;
declare const noticeBrand: unique symbol;
declare const instalmentBrand: unique symbol;

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
/**
 * A notice's number: a letter that tells no decision. Nineteen digits that begin with 1, the day it was written, the debtor
 * and its place among that debtor's notices of the day, `1` `20260315` `000100123` `0`. Derived like a decision's number.
 */
export type NoticeId = bigint & { readonly [noticeBrand]: true };
/** A letter's number: its decision's number and its place among that decision's letters, or its notice's number. */
export type LetterId = bigint & { readonly [letterBrand]: true };
/** An instalment's number: due date and debtor, `20260401` `000100123`; a debtor has one instalment on a due date. */
export type InstalmentId = bigint & { readonly [instalmentBrand]: true };

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

/** Reads a decision's number as it is stored, or as it is printed on letters; null when it is none. */
export function parseDecisionId(text: string): DecisionId | null {
  const { month = '', printed = '', stored = '', ordinal = '' } = DECISION.exec(text)?.groups ?? {};
  const debtor = parseDebtorNumber(printed === '' ? stored.replace(/^0+/, '') : printed);
  if (debtor === null) return null;
  return BigInt(`${month}${String(debtor).padStart(10, '0')}${ordinal}`) as DecisionId;
}

const DECISION = /^(?<month>\d{4}(?:0[1-9]|1[0-2]))(?:-(?<printed>\d+)-|(?<stored>\d{10}))(?<ordinal>\d)$/;

/** The 14 digits of a decision's payment line: debtor (9), year and month (4), ordinal (1). */
export function paymentReference(id: DecisionId): string {
  const digits = id.toString();
  return digits.slice(7, 16) + digits.slice(2, 6) + digits.slice(16);
}

/** The letters about a decision, each with its place: the decision itself, and what is written before or after it. */
const letterPlaces = { decision: 0, hearing: 1, 'hearing-closed': 2, reversal: 3 } as const;
export type LetterPlace = keyof typeof letterPlaces;

export function letterId(decision: DecisionId, place: LetterPlace): LetterId {
  return (decision * 10n + BigInt(letterPlaces[place])) as LetterId;
}

/** The decision that a letter is about. Asserts that the letter is no notice. */
export function decisionOfLetter(letter: LetterId): DecisionId {
  assert(!isNoticeLetter(letter), `a notice is about no decision: ${letter}`);
  return (letter / 10n) as DecisionId;
}

/** Asserts that the letter is no notice. */
export function placeOfLetter(letter: LetterId): LetterPlace {
  assert(!isNoticeLetter(letter), `a notice has no place among a decision's letters: ${letter}`);
  const digit = Number(letter % 10n);
  for (const [place, its] of Object.entries(letterPlaces)) if (its === digit) return place as LetterPlace; // a key of it
  throw new Error(`not a letter number: ${letter}`);
}

const FIRST_NOTICE = 10n ** 18n;

/** A debtor has at most ten notices of a day. */
export function noticeId(writtenOn: PlainDate, debtor: DebtorNumber, place: number): NoticeId {
  if (!Number.isInteger(place) || place < 0 || place > 9)
    throw new Error(`a debtor has at most ten notices in a day: ${place}`);
  const yyyymmdd = BigInt(writtenOn.replaceAll('-', ''));
  return (FIRST_NOTICE + (yyyymmdd * 1_000_000_000n + BigInt(debtor)) * 10n + BigInt(place)) as NoticeId;
}

/**
 * The 14 digits of a notice's payment line: debtor (9), year (2), day of the year plus 400 (3), so that it never is a
 * decision's, whose month stands there. Null for all but the debtor's first notice of the day: there are no digits left.
 */
export function noticePaymentReference(id: NoticeId): string | null {
  const digits = id.toString();
  if (!digits.endsWith('0')) return null;
  const day = Temporal.PlainDate.from(`${digits.slice(1, 5)}-${digits.slice(5, 7)}-${digits.slice(7, 9)}`);
  return `${digits.slice(9, 18)}${digits.slice(3, 5)}${day.dayOfYear + 400}`;
}

/** As printed on letters: `20260315-100123-0`. */
export function readableNoticeId(id: NoticeId): string {
  const digits = id.toString();
  return `${digits.slice(1, 9)}-${Number(digits.slice(9, 18))}-${digits.slice(18)}`;
}

/** A notice is one letter, of the same number. */
export function letterOfNotice(notice: NoticeId): LetterId {
  return notice as bigint as LetterId; // a notice's number is its letter's
}

export function isNoticeLetter(letter: LetterId): boolean {
  return letter >= FIRST_NOTICE;
}

/** The notice that a letter is; null when it is about a decision. */
export function noticeOfLetter(letter: LetterId): NoticeId | null {
  return isNoticeLetter(letter) ? (letter as bigint as NoticeId) : null; // its number is the notice's
}

/** Whom a letter is about: every letter's number has the debtor's in it. */
export function debtorOfLetter(letter: LetterId): DebtorNumber {
  const digits = letter.toString();
  return debtorNumber(Number(isNoticeLetter(letter) ? digits.slice(9, 18) : digits.slice(6, 16)));
}

/** Reads a letter's number as printed in lists; null when it is none. */
export function parseLetterId(text: string): LetterId | null {
  return LETTER.test(text) || NOTICE.test(text) ? (BigInt(text) as LetterId) : null;
}

const LETTER = /^\d{17}[0-3]$/;
const NOTICE = /^1\d{4}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{10}$/;

export function instalmentId(dueOn: PlainDate, debtor: DebtorNumber): InstalmentId {
  return (BigInt(dueOn.replaceAll('-', '')) * 1_000_000_000n + BigInt(debtor)) as InstalmentId;
}
