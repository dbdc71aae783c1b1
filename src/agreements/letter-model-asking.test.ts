import { describe, expect, it } from 'vitest';
import { basisOf, letterOf, type LetterStory } from '../../test/letter-story.ts';
import { aDeferral, aManualPlan, aPlan, heard } from '../../test/standing.ts';
import { aClaim, aDebtor, kr } from '../../test/vocabulary.ts';
import { claimNumber } from '../claims/types.ts';
import { date } from '../kernel/dates.ts';
import { letterModelOf } from './letter-model.ts';
import type { Decision } from './types.ts';

const onBenefit = aDebtor().receiving('kontanthjælp');
const second = aClaim({
  claimNumber: claimNumber(2n),
  balance: kr(500),
  periodFrom: date('2025-04-01'),
  periodTo: date('2025-04-30'),
});
/** A caseworker's amount instead of what the run proposed (§ 6, stk. 2). */
const fixedByCaseworker: Partial<Decision> = {
  change: 'manual',
  terms: aManualPlan(300).terms,
  because: 'Du bor gratis hos dine forældre.',
  proposedBy: 'Anne',
};

describe('the letter that asks before anything is decided', () => {
  const asking: LetterStory = { rule: heard, place: 'hearing', hearing: {} };

  it('tells what is meant to be decided, and until when one can answer', () => {
    expect(letterOf(aDebtor(), asking)).toMatchObject({
      kind: 'hearing',
      intended: 'plan',
      letterDate: '2026-03-10',
      answerBy: '2026-04-01',
      answerDays: 14,
      monthly: '3950.00',
      because: null,
    });
  });

  it('tells a rise and payment after deferral as that', () => {
    expect(letterOf(aDebtor(), { ...asking, inForce: aPlan(2_100) })).toMatchObject({
      intended: 'rise',
      previous: { state: 'plan', monthly: '2100.00' },
    });
    expect(letterOf(aDebtor(), { ...asking, inForce: aDeferral() })).toMatchObject({ intended: 'resume' });
  });

  it('about a caseworker’s amount tells the reasons', () => {
    const story: LetterStory = {
      ...asking,
      inForce: aDeferral(),
      claims: [aClaim(), second],
      decided: (proposal) => ({ ...proposal, ...fixedByCaseworker, state: 'hearing', decided: null }),
    };
    expect(letterOf(onBenefit, story)).toMatchObject({
      intended: 'individual-plan',
      monthly: '300.00',
      because: 'Du bor gratis hos dine forældre.',
    });
  });

  it('asks for the income where it is not known', () => {
    const silent = aDebtor().withoutIncomeInformation();
    const hearing = { kind: 'income-request' as const };
    expect(letterOf(silent, { ...asking, hearing })).toMatchObject({
      kind: 'income-request',
      monthly: '350.00',
      answerBy: '2026-04-01',
    });
  });

  it('has a letter after it where nothing came of it', () => {
    const closed = { ...asking, place: 'hearing-closed' as const, hearing: { closedOn: date('2026-04-10') } };
    expect(letterOf(aDebtor(), closed)).toMatchObject({
      kind: 'hearing-closed',
      letterDate: '2026-04-10',
      askedOn: '2026-03-10',
      answered: false,
    });
    const answered = { ...closed, hearing: { ...closed.hearing, answer: 'Jeg har fået barn.' } };
    expect(letterOf(aDebtor(), answered)).toMatchObject({ answered: true });
  });
});

describe('each copy of a letter', () => {
  it('is addressed to its recipient and says on whose behalf', () => {
    const guardian = {
      number: 1,
      role: 'addressee' as const,
      channel: 'paper' as const,
      name: 'Værge Prøve',
      address: ['Prøvevej 1', '9998 Prøveby'],
      onBehalfOf: { name: aDebtor().person.name, role: 'guardian' as const, how: 'instead' as const },
    };
    expect(letterOf(aDebtor(), { copy: { recipient: guardian } }).recipient).toEqual({
      name: 'Værge Prøve',
      address: { kind: 'shown', lines: ['Prøvevej 1', '9998 Prøveby'] },
      onBehalfOf: guardian.onBehalfOf,
    });
  });

  it('has no address where none may be printed', () => {
    const hidden = {
      number: 0,
      role: 'addressee' as const,
      channel: 'digital' as const,
      name: 'Prøve',
      address: [],
      onBehalfOf: null,
    };
    expect(letterOf(aDebtor(), { copy: { recipient: hidden } }).recipient.address).toEqual({
      kind: 'digital-only',
    });
  });

  it('in English is the same letter with the calculation in English', () => {
    const [danish, english] = (['da', 'en'] as const).map((language) =>
      letterOf(aDebtor(), { copy: { language } }),
    );
    expect(english).toMatchObject({ language: 'en', monthly: '3950.00' });
    const questions = (letter: typeof danish) =>
      letter !== undefined && 'basis' in letter ? letter.basis.map(({ question }) => question) : [];
    expect(questions(english)).toEqual(questions(danish));
    expect(JSON.stringify(english)).not.toBe(JSON.stringify({ ...danish, language: 'en' }));
  });

  it('is not written where nobody has said what a decision by that law must tell about complaints', () => {
    const basis = basisOf(aDebtor(), {
      claims: [aClaim({ law: 'dagtilbudsloven', lapseEarliest: null, helpStopped: null })],
    });
    const recipient = {
      number: 0,
      role: 'addressee' as const,
      channel: 'digital' as const,
      name: 'Prøve',
      address: [],
      onBehalfOf: null,
    };
    expect(letterModelOf(basis, { language: 'da', recipient })).toEqual({
      ok: false,
      refusal: { tag: 'no-complaint-guidance', law: 'dagtilbudsloven', decision: 'plan', on: '2026-03-10' },
    });
  });
});
