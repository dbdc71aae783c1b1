import { describe, expect, test } from 'vitest';
import { month } from './dates.ts';
import { debtorNumber, decisionId, parseDecisionId, readableDecisionId } from './ids.ts';

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
