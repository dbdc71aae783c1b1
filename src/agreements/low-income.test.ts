import { describe, expect, it } from 'vitest';
import { ableToPay, entitledToDeferral, lowIncome, notFound } from '../../test/standing.ts';
import { kr } from '../../test/vocabulary.ts';
import { lowIncomeIsConfirmed } from './low-income.ts';

// The limit of 2026 without children is 145.460 kr. a year, 12.121,67 kr. a month.
describe('a low income that would end a debt', () => {
  it('is confirmed when two runs found it, and two of their months are low each by itself', () => {
    expect(lowIncomeIsConfirmed(lowIncome(9_000, 9_000), lowIncome(9_000, 9_000))).toBe(true);
    expect(lowIncomeIsConfirmed(lowIncome(9_000, 12_000), lowIncome(21_000, 9_000))).toBe(true);
    expect(lowIncomeIsConfirmed(lowIncome(21_000, 9_000), lowIncome(9_000, 21_000))).toBe(true);
  });

  it('is not confirmed by one low month that both runs looked at', () => {
    expect(lowIncomeIsConfirmed(lowIncome(9_000, 21_000), lowIncome(21_000, 9_000))).toBe(false);
  });

  it('a month exactly at the limit is no low month', () => {
    expect(lowIncomeIsConfirmed(lowIncome(9_000, 12_122), lowIncome(21_000, 9_000))).toBe(false);
    expect(lowIncomeIsConfirmed(lowIncome(9_000, 12_121), lowIncome(21_000, 9_000))).toBe(true);
  });

  it('with children the limit is theirs', () => {
    const now = { ...lowIncome(9_000, 15_000), dependants: true };
    expect(lowIncomeIsConfirmed(now, lowIncome(21_000, 9_000))).toBe(true);
  });

  it('is not confirmed by a run that found something else, or nothing, or by no run at all', () => {
    const now = lowIncome(9_000, 9_000);
    for (const before of [ableToPay(2_100), entitledToDeferral('benefit'), notFound, undefined])
      expect(lowIncomeIsConfirmed(now, before)).toBe(false);
  });

  it('a yearly income that the citizen has documented is no single month', () => {
    const stated = { ...lowIncome(0, 0), earlierMonth: null, laterMonth: null, netIncomeYear: kr(108_000) };
    expect(lowIncomeIsConfirmed(stated, lowIncome(21_000, 9_000))).toBe(true);
  });
});
