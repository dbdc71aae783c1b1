import { describe, expect, test } from 'vitest';
import { letterModel } from './model.ts';
import { sampleDeferralLetter, samplePlanLetter } from './sample-letters.ts';

describe('a letter model', () => {
  test('survives being archived as JSON and read again', () => {
    for (const letter of [samplePlanLetter(), sampleDeferralLetter()]) {
      expect(letterModel.parse(JSON.parse(JSON.stringify(letter)))).toEqual(letter);
    }
  });

  test('is refused when the total is not the sum of the claims', () => {
    expect(problems({ ...samplePlanLetter(), totalOwed: '24871.49' })).toContain('totalOwed');
    expect(problems({ ...sampleDeferralLetter(), totalOwed: '1.00' })).toContain('totalOwed');
  });

  test('is refused when the shares of the first instalment do not add up to it', () => {
    const letter = samplePlanLetter();
    const claims = letter.claims.map((claim) => ({ ...claim, shareOfFirstInstalment: '100.00' }));
    expect(problems({ ...letter, claims })).toContain('claims');
  });

  test('takes a first instalment that is the whole of a small debt', () => {
    const letter = samplePlanLetter();
    const [claim] = letter.claims;
    const claims = [{ ...claim, owed: '400.00', shareOfFirstInstalment: '400.00' }];
    expect(problems({ ...letter, claims, totalOwed: '400.00' })).toEqual([]);
  });

  test('is refused when it shows no way to pay', () => {
    const letter = samplePlanLetter();
    const sender = { ...letter.sender, bankAccount: null };
    expect(problems({ ...letter, sender, paymentLine: null })).toContain('paymentLine');
    expect(problems({ ...letter, sender })).toEqual([]);
  });

  test('holds amounts as kroner with a point, and days of the calendar', () => {
    expect(problems({ ...samplePlanLetter(), monthly: '2.100,00' })).toContain('monthly');
    expect(problems({ ...samplePlanLetter(), monthly: '0.00' })).toContain('monthly');
    expect(problems({ ...samplePlanLetter(), firstDueDate: '2026-02-30' })).toContain('firstDueDate');
  });
});

function problems(model: unknown): string[] {
  const parsed = letterModel.safeParse(model);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}
