import { describe, expect, test } from 'vitest';
import { letterModel } from './model.ts';
import { sampleJudgedLapse, sampleLapseLetter } from './sample-lapses.ts';
import {
  sampleDeferralLetter,
  sampleHearing,
  sampleHeldBack,
  sampleIndividualPlan,
  sampleLetters,
  samplePlanLetter,
  sampleReversal,
  sampleTransferNotice,
} from './sample-letters.ts';

describe('a letter model', () => {
  test('survives being archived as JSON and read again', () => {
    for (const letter of Object.values(sampleLetters())) {
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

  test.each([
    ['a first plan after a plan', { ...samplePlanLetter(), previous: onPlan('1800.00') }],
    ['a rise that is none', { ...samplePlanLetter(), kind: 'rise', previous: onPlan('2100.00') }],
    ['a rise from nothing', { ...samplePlanLetter(), kind: 'rise' }],
    [
      'a fall that is a rise',
      { ...samplePlanLetter(), kind: 'fall', countsFrom: '2026-03-03', previous: onPlan('1800.00') },
    ],
    ['payment again without a deferral', { ...samplePlanLetter(), kind: 'resume' }],
    ['a suspension without a plan', { ...sampleDeferralLetter('suspension'), previous: { state: 'none' } }],
    [
      'a deferral of a plan that is not called suspension',
      { ...sampleDeferralLetter(), previous: onPlan('900.00') },
    ],
    ['a transfer without a plan that was broken', { ...sampleTransferNotice(), previous: { state: 'none' } }],
    [
      'a hearing about a rise that is none',
      { ...sampleHearing(), intended: 'rise', previous: onPlan('2100.00') },
    ],
  ])('is refused when it says something else than what was in force: %s', (_, letter) => {
    expect(problems(letter)).toEqual(['previous']);
  });

  test('about other claims names at least one', () => {
    const letter = sampleLetters()['claims-changed'];
    expect(problems(letter)).toEqual([]);
    expect(problems({ ...letter, claimChanges: [] })).toEqual(['claimChanges']);
  });

  test('holds back an amount only where the old one goes on, and only a higher one', () => {
    const letter = sampleHeldBack();
    expect(problems(letter)).toEqual([]);
    expect(problems({ ...letter, heldBack: '1900.00' })).toEqual(['heldBack']);
    expect(problems({ ...letter, heldBack: '1800.00' })).toEqual(['heldBack']);
    expect(
      problems({ ...letter, kind: 'fall', countsFrom: letter.decisionDate, previous: onPlan('2800.00') }),
    ).toEqual(['heldBack']);
    expect(problems({ ...samplePlanLetter(), heldBack: '2800.00' })).toEqual(['heldBack']);
  });

  test('about a decision that was taken back asks nothing of one that never came into force', () => {
    const letter = sampleReversal();
    const reversed = { ...letter.reversed, reached: false };
    expect(problems({ ...letter, reversed })).toEqual(['takenBack']);
    expect(problems({ ...letter, reversed, takenBack: '0.00' })).toEqual(['takenBack']);
    expect(problems({ ...letter, reversed, takenBack: '0.00', paidBeyond: '0.00' })).toEqual([]);
  });

  test('about a decision that was taken back comes after that decision', () => {
    const letter = sampleReversal();
    const reversed = { ...letter.reversed, decidedOn: '2026-03-04' };
    expect(problems({ ...letter, reversed })).toEqual(['reversed']);
    expect(problems({ ...letter, reversed: { ...reversed, decidedOn: letter.letterDate } })).toEqual([]);
  });

  test('about a decision that another has replaced says what that other decided', () => {
    const letter = { ...sampleReversal(), replacedSince: true };
    expect(problems({ ...letter, now: { state: 'undecided' } })).toEqual(['now']);
    expect(problems({ ...letter, now: { state: 'deferral' } })).toEqual([]);
    expect(problems({ ...letter, now: { state: 'settled' } })).toEqual([]);
  });

  test('about a caseworker’s amount has reasons, and a person who decided', () => {
    const letter = sampleIndividualPlan();
    expect(problems({ ...letter, because: null })).toEqual(['because']);
    expect(problems({ ...letter, decidedBy: { how: 'automatic' } })).toEqual(['decidedBy']);
    expect(problems({ ...sampleHearing(), intended: 'individual-plan' })).toEqual(['because']);
  });

  test('about the rest that lapses by a deferral has the ground of the deferral', () => {
    const letter = sampleLapseLetter();
    const lapsedClaims = letter.lapsedClaims.map((each) => ({ ...each, ground: 'deferral-after-years' }));
    expect(problems({ ...letter, lapsedClaims })).toEqual(['ground']);
    expect(problems({ ...letter, lapsedClaims, ground: { ground: 'pension-only' } })).toEqual([]);
  });

  test('about a lapse that a person has judged has reasons, and that person', () => {
    const letter = sampleJudgedLapse();
    expect(problems(letter)).toEqual([]);
    expect(problems({ ...letter, because: null })).toEqual(['because']);
    const decidedBy = { how: 'approved', title: 'sagsbehandler' };
    expect(problems({ ...letter, decidedBy })).toEqual(['decidedBy']);
  });

  test('about a fall says from which day, and never one after the decision', () => {
    const letter = sampleLetters().fall;
    expect(problems({ ...letter, countsFrom: null })).toEqual(['countsFrom']);
    expect(problems({ ...letter, countsFrom: '2026-03-04' })).toEqual(['countsFrom']);
    expect(problems({ ...letter, countsFrom: '2026-03-03' })).toEqual([]);
  });

  test('that asks leaves time to answer', () => {
    const letter = sampleHearing();
    expect(problems({ ...letter, answerBy: letter.letterDate })).toEqual(['answerBy']);
  });

  test('of before there were copies and changes is still read', () => {
    const letter = samplePlanLetter();
    const { because: _because, lapsedClaims: _lapsed, claimChanges: _changes, ...older } = letter;
    const { heldBack: _heldBack, countsFrom: _countsFrom, ...old } = older;
    const { onBehalfOf: _behalf, ...recipient } = old.recipient;
    expect(letterModel.parse({ ...old, recipient })).toEqual(letter);
  });

  test('holds amounts as kroner with a point, and days of the calendar', () => {
    expect(problems({ ...samplePlanLetter(), monthly: '2.100,00' })).toContain('monthly');
    expect(problems({ ...samplePlanLetter(), monthly: '0.00' })).toContain('monthly');
    expect(problems({ ...samplePlanLetter(), firstDueDate: '2026-02-30' })).toContain('firstDueDate');
  });
});

function onPlan(monthly: string) {
  return { state: 'plan', monthly };
}

function problems(model: unknown): string[] {
  const parsed = letterModel.safeParse(model);
  return parsed.success ? [] : parsed.error.issues.map(({ path }) => path.join('.'));
}
