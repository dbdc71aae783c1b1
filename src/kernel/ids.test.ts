import { describe, expect, test } from 'vitest';
import { date, month } from './dates.ts';
import {
  debtorNumber,
  debtorOfLetter,
  decisionId,
  decisionOfLetter,
  isNoticeLetter,
  letterId,
  letterOfNotice,
  noticeId,
  noticeOfLetter,
  parseDecisionId,
  parseLetterId,
  placeOfLetter,
  readableDecisionId,
  readableNoticeId,
} from './ids.ts';

describe('a decision is named', () => {
  const decision = decisionId(month('2026-03'), debtorNumber(100_123), 2);

  test('as it is stored and as it is printed on letters', () => {
    expect(readableDecisionId(decision)).toBe('202603-100123-2');
    expect(parseDecisionId('202603-100123-2')).toBe(decision);
    expect(parseDecisionId(decision.toString())).toBe(decision);
  });

  test.each([
    ['a month of the year 13', '202613-100123-2'],
    ['a debtor number with noughts before it', '202603-0100123-2'],
    ['no debtor', '20260300000000000'],
    ['a CPR number', '0101801234'],
    ['a letter’s number', '202603000010012320'],
    ['nothing', ''],
  ])('and not as %s', (_, text) => {
    expect(parseDecisionId(text)).toBeNull();
  });
});

describe('a letter is named', () => {
  const about = letterId(decisionId(month('2026-03'), debtorNumber(100_123), 2), 'hearing');
  const notice = noticeId(date('2026-03-15'), debtorNumber(100_123), 4);

  test('by the decision that it is about, and its place among that decision’s letters', () => {
    expect(parseLetterId('202603000010012321')).toBe(about);
    expect([decisionOfLetter(about), placeOfLetter(about)]).toEqual([about / 10n, 'hearing']);
    expect([isNoticeLetter(about), noticeOfLetter(about)]).toEqual([false, null]);
  });

  test('by the day and the debtor where it tells no decision', () => {
    expect(notice).toBe(1_20260315_000100123_4n);
    expect(readableNoticeId(notice)).toBe('20260315-100123-4');
    expect(parseLetterId('1202603150001001234')).toBe(notice);
    expect([isNoticeLetter(letterOfNotice(notice)), noticeOfLetter(letterOfNotice(notice))]).toEqual([
      true,
      notice,
    ]);
  });

  test('and says in either form whom it is about', () => {
    expect([debtorOfLetter(about), debtorOfLetter(letterOfNotice(notice))]).toEqual([100_123, 100_123]);
    const longest = noticeId(date('2026-03-15'), debtorNumber(999_999_999), 9);
    expect(debtorOfLetter(letterOfNotice(longest))).toBe(999_999_999);
  });

  test('a notice is never taken for a letter about a decision', () => {
    expect(() => decisionOfLetter(letterOfNotice(notice))).toThrow(/no decision/);
    expect(() => placeOfLetter(letterOfNotice(notice))).toThrow(/no place/);
  });

  test.each([
    ['a day that cannot be', '1202613150001001234'],
    ['another kind of number of nineteen digits', '2202603150001001234'],
    ['a letter’s place that there is none of', '202603000010012329'],
    ['an empty line', ''],
  ])('and not as %s', (_, text) => {
    expect(parseLetterId(text)).toBeNull();
  });

  test('a debtor has no eleventh notice of a day', () => {
    expect(() => noticeId(date('2026-03-15'), debtorNumber(100_123), 10)).toThrow(/at most ten/);
  });
});
