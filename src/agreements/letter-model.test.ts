import { describe, expect, it } from 'vitest';
import { demoConfiguration, letterOf, type LetterStory } from '../../test/letter-story.ts';
import {
  aDeferral,
  aManualPlan,
  aPlan,
  aSuspension,
  automatic,
  byPerson,
  heard,
} from '../../test/standing.ts';
import { aClaim, aClaimSince, aDebtor, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { decidedOf } from './deciding.ts';
import type { Decision } from './types.ts';

const poor = aDebtor().withIncome(9_000, 9_000);
const onBenefit = aDebtor().receiving('kontanthjælp');
const second = aClaim({
  claimNumber: claimNumber(2n),
  balance: kr(500),
  periodFrom: date('2025-04-01'),
  periodTo: date('2025-04-30'),
});

/** Approved by a second person on a later day. */
function approved(proposal: Decision): Decision {
  return decidedOf(proposal, { on: date('2026-04-07'), by: 'Bodil', due: byDue, configurationVersion: 2 });
}
const byDue = { dueDay: 1, noticeDays: 14, paperWeekdays: 6, transferWaitDays: 14 };
/** A caseworker's amount instead of what the run proposed (§ 6, stk. 2). */
const fixedByCaseworker: Partial<Decision> = {
  change: 'manual',
  terms: aManualPlan(300).terms,
  because: 'Du bor gratis hos dine forældre.',
  proposedBy: 'Anne',
};

describe('the letter about a plan', () => {
  it('tells the amount, the first day, the payment line and how it was before', () => {
    expect(letterOf(aDebtor())).toMatchObject({
      kind: 'plan',
      decisionReference: '202603-100001-0',
      decisionDate: '2026-03-10',
      monthly: '3950.00',
      firstDueDate: '2026-04-01',
      totalOwed: '10000.00',
      previous: { state: 'none' },
      decidedBy: { how: 'automatic' },
      paymentLine: expect.stringMatching(/^\+71<00010000126030\d \+81234567<$/),
    });
  });

  it('says that it is a rise, a fall, or payment after deferral, and what was before', () => {
    expect(letterOf(aDebtor(), { inForce: aPlan(2_100) })).toMatchObject({
      kind: 'rise',
      previous: { state: 'plan', monthly: '2100.00' },
    });
    expect(letterOf(aDebtor(), { inForce: aPlan(5_000) })).toMatchObject({
      kind: 'fall',
      countsFrom: '2026-03-10',
    });
    for (const inForce of [aDeferral(), aSuspension()])
      expect(letterOf(aDebtor(), { inForce })).toMatchObject({
        kind: 'resume',
        previous: { state: 'deferral' },
      });
  });

  it('about a fall counts from the day it was found, also when it is approved weeks later', () => {
    const story = { inForce: aPlan(5_000), rule: byPerson, decided: approved };
    expect(letterOf(aDebtor(), story)).toMatchObject({
      kind: 'fall',
      decisionDate: '2026-04-07',
      countsFrom: '2026-03-10',
    });
    expect(letterOf(aDebtor(), { inForce: aPlan(2_100) })).toMatchObject({ countsFrom: null });
  });

  it('tells which claims are new, corrected or gone when that is what changed', () => {
    const inForce = aPlan(3_950, { covers: [aClaim({ raised: kr(12_000) }), second] });
    const letter = letterOf(aDebtor(), {
      inForce,
      withdrawn: [second.claimNumber],
      gone: [second],
      claims: [aClaim(), aClaim({ claimNumber: claimNumber(3n) })],
    });
    expect(letter).toMatchObject({
      kind: 'claims-changed',
      claimChanges: [
        { change: 'reduced', before: '12000.00', now: '10000.00' },
        { change: 'new', before: '0.00', now: '10000.00' },
        { change: 'gone', before: '500.00', now: '0.00' },
      ],
    });
    const raised = letterOf(aDebtor(), {
      inForce: aPlan(3_950, { covers: [aClaim({ raised: kr(9_000) })] }),
    });
    expect(raised).toMatchObject({
      claimChanges: [{ change: 'raised', before: '9000.00', now: '10000.00' }],
    });
  });

  it('without income information is told as the fixed amount', () => {
    const silent = aDebtor().withoutIncomeInformation();
    const hearing = { kind: 'income-request' as const, closedOn: date('2026-04-02') };
    expect(letterOf(silent, { rule: byPerson, decided: approved, hearing })).toMatchObject({
      kind: 'plan-without-income',
      monthly: '350.00',
      hearing: { state: 'no-answer', askedOn: '2026-03-10', deadline: '2026-04-01' },
    });
  });

  it('that a caseworker fixed tells the reasons, and that a caseworker decided (§ 6, stk. 2)', () => {
    const story: LetterStory = {
      inForce: aDeferral(),
      claims: [aClaim(), second],
      rule: heard,
      hearing: { closedOn: date('2026-04-02') },
      decided: (proposal) => approved({ ...proposal, ...fixedByCaseworker }),
    };
    expect(letterOf(onBenefit, story)).toMatchObject({
      kind: 'individual-plan',
      monthly: '300.00',
      because: 'Du bor gratis hos dine forældre.',
      decidedBy: { how: 'caseworker' },
    });
  });

  it('that a caseworker fixed stays the same when other claims come under it', () => {
    const story: LetterStory = {
      inForce: aManualPlan(300),
      claims: [aClaim(), second],
      decided: approved,
    };
    expect(letterOf(onBenefit, story)).toMatchObject({
      kind: 'claims-changed',
      monthly: '300.00',
      previous: { state: 'plan', monthly: '300.00' },
      decidedBy: { how: 'approved' },
    });
  });

  it('about another claim while a rise waits tells the amount as it was, and what the calculation gives', () => {
    const story: LetterStory = {
      inForce: aPlan(2_500),
      claims: [aClaim(), second],
      rule: { ...automatic, runsToConfirmRise: 2 },
    };
    expect(letterOf(aDebtor(), story)).toMatchObject({
      kind: 'claims-changed',
      monthly: '2500.00',
      heldBack: '3950.00',
    });
  });

  it('that a person approved says so, and never by name', () => {
    const letter = letterOf(aDebtor(), { rule: byPerson, decided: approved });
    expect(letter).toMatchObject({
      decisionDate: '2026-04-07',
      decidedBy: { how: 'approved', title: 'medarbejder' },
    });
    expect(JSON.stringify(letter)).not.toContain('Bodil');
  });

  it('says why the matter was taken up again', () => {
    const because = 'Du har vist os nye lønsedler.';
    expect(letterOf(aDebtor(), { inForce: aPlan(5_000), because })).toMatchObject({ because });
    expect(letterOf(aDebtor())).toMatchObject({ because: null });
  });
});

describe('what the letter tells about the hearing', () => {
  const story: LetterStory = { rule: heard, decided: approved };

  it('a fall, deferral and the same for other claims need none', () => {
    for (const each of [{ inForce: aPlan(5_000) }, { inForce: aPlan(3_950), claims: [aClaim(), second] }])
      expect(letterOf(aDebtor(), each)).toMatchObject({ hearing: { state: 'not-needed' } });
    expect(letterOf(poor)).toMatchObject({ hearing: { state: 'not-needed' } });
  });

  it('the municipality’s ground where nobody was heard about what burdens', () => {
    expect(letterOf(aDebtor())).toMatchObject({ hearing: { state: 'left-out', ground: expect.any(String) } });
  });

  it('that we asked and got no answer, with the deadline that was theirs', () => {
    const hearing = { deadline: date('2026-04-07'), closedOn: date('2026-04-08') };
    expect(letterOf(aDebtor(), { ...story, hearing })).toMatchObject({
      hearing: { state: 'no-answer', askedOn: '2026-03-10', deadline: '2026-04-07' },
    });
  });

  it('what the debtor answered, and what we say to it', () => {
    const hearing = { answer: 'Jeg har fået barn.', reply: 'Det har vi regnet med.' };
    expect(letterOf(aDebtor(), { ...story, hearing })).toMatchObject({
      hearing: { state: 'answered', askedOn: '2026-03-10', ...hearing },
    });
  });

  it('an answer to which nobody has replied is not passed over in silence', () => {
    const hearing = { answer: 'Jeg har fået barn.' };
    expect(() => letterOf(aDebtor(), { ...story, hearing })).toThrow('an answer is replied to');
  });

  it('nobody is told of a plan without either a hearing or a ground for leaving it out', () => {
    const decided = (proposal: Decision) => ({ ...proposal, hearingLeftOut: null });
    expect(() => letterOf(aDebtor(), { decided })).toThrow('without a hearing and without a ground');
  });

  it('the ground that counted when it was proposed, whatever the municipality has chosen since', () => {
    const configuration = { ...demoConfiguration, hearing: { leftOut: null, days: 14 } };
    expect(letterOf(aDebtor(), { configuration })).toMatchObject({
      hearing: { state: 'left-out', ground: 'Retssag' },
    });
  });
});

describe('the letter about deferral', () => {
  it('tells the ground: the benefit, or the income and the limit it is under', () => {
    expect(letterOf(onBenefit)).toMatchObject({
      kind: 'deferral',
      countsFrom: '2026-03-10',
      ground: { ground: 'benefit', benefits: ['kontanthjælp'] },
    });
    expect(letterOf(poor.withChildren('2018-04-04'))).toMatchObject({
      ground: { ground: 'low-income', netIncomeOfYear: '108000.00', limit: '181390.00', dependants: true },
    });
  });

  it('is a suspension where a plan rests, and tells that plan (§ 7)', () => {
    expect(letterOf(onBenefit, { inForce: aPlan(2_100) })).toMatchObject({
      kind: 'suspension',
      countsFrom: '2026-03-10',
      previous: { state: 'plan', monthly: '2100.00' },
    });
  });

  it('about a suspension counts from the day it was found, also when it is approved weeks later', () => {
    const story = { inForce: aPlan(2_100), rule: byPerson, decided: approved };
    expect(letterOf(onBenefit, story)).toMatchObject({
      kind: 'suspension',
      decisionDate: '2026-04-07',
      countsFrom: '2026-03-10',
    });
  });

  it('stays a letter about deferral when other claims come under it', () => {
    expect(letterOf(onBenefit, { inForce: aSuspension(), claims: [aClaim(), second] })).toMatchObject({
      kind: 'deferral',
      previous: { state: 'deferral' },
      claimChanges: [{ change: 'new' }],
    });
  });
});

describe('the letter about lapse', () => {
  const old = aClaimSince('2023-02-20');

  it('tells the claim, the day, what the years are counted from, and that nothing remains', () => {
    const letter = letterOf(poor, { inForce: aDeferral('low-income', { covers: [old] }), claims: [old] });
    expect(letter).toMatchObject({
      kind: 'lapse',
      lapseYears: 3,
      lapsedClaims: [
        {
          amount: '10000.00',
          lapsedOn: '2026-02-20',
          countedFrom: '2023-02-20',
          ground: 'years-passed',
        },
      ],
      claims: [],
      totalOwed: '0.00',
      now: { state: 'none' },
      ground: null,
      basis: [],
    });
  });

  it('that a caseworker has judged tells so, with the reasons, and that a person decided', () => {
    const judged: LetterStory = {
      inForce: aDeferral('low-income', { covers: [old] }),
      claims: [old],
      decided: (proposal) =>
        approved({
          ...proposal,
          state: 'waiting',
          decided: null,
          terms: { outcome: 'lapse', reason: 'judged' },
          because: 'Du fik henstand i alle årene.',
          proposedBy: 'Anna',
        }),
    };
    expect(letterOf(poor, judged)).toMatchObject({
      kind: 'lapse',
      lapsedClaims: [{ lapsedOn: '2026-02-20', ground: 'judged' }],
      because: 'Du fik henstand i alle årene.',
      decidedBy: { how: 'caseworker' },
      ground: null,
    });
  });

  it('counts from the day the municipality learned of it where that is later (39-12)', () => {
    const learned = { ...old, knownFrom: date('2023-02-25'), lapseEarliest: date('2026-02-25') };
    const letter = letterOf(poor, {
      inForce: aDeferral('low-income', { covers: [learned] }),
      claims: [learned],
    });
    expect(letter).toMatchObject({ lapsedClaims: [{ countedFrom: '2023-02-25', lapsedOn: '2026-02-25' }] });
  });

  it('tells what remains and what holds for it', () => {
    const claims = [old, second];
    const covering = aDeferral('benefit', { covers: claims });
    expect(letterOf(onBenefit, { inForce: covering, claims })).toMatchObject({
      kind: 'lapse',
      claims: [{ owed: '500.00' }],
      totalOwed: '500.00',
      now: { state: 'deferral' },
    });
  });

  it('of the whole rest by deferral tells the ground of the deferral and how it was found', () => {
    const inForce = aPlan(2_100, { from: '2025-05-10', covers: [old] });
    const letter = letterOf(onBenefit, { inForce, claims: [old] });
    expect(letter).toMatchObject({
      kind: 'lapse',
      lapsedClaims: [{ lapsedOn: '2026-03-10', ground: 'deferral-after-years' }],
      ground: { ground: 'benefit' },
    });
    expect('basis' in letter && letter.basis.length).toBeGreaterThan(0);
  });

  it('of some of the claims is told in the letter about the suspension of the others', () => {
    const claims = [old, second];
    const inForce = aPlan(2_100, { from: '2025-05-10', covers: claims });
    expect(letterOf(onBenefit, { inForce, claims })).toMatchObject({
      kind: 'suspension',
      totalOwed: '500.00',
      lapsedClaims: [{ amount: '10000.00', ground: 'deferral-after-years' }],
    });
  });
});
