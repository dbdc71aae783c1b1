import { describe, expect, test } from 'vitest';
import { composed, letterText, partText } from '../../test/letter-text.ts';
import type { HearingLetter } from './model.ts';
import {
  sampleHearing,
  sampleHearingClosed,
  sampleIncomeRequest,
  sampleIndividualPlan,
} from './sample-letters.ts';

describe('the hearing', () => {
  const hearing = sampleHearing();

  test('says what is meant to be decided, that it is not decided, and until when to answer', () => {
    const text = partText(hearing, 'result');
    expect(text).toContain('Vi regner med, at du skal betale 2.100 kr. om måneden.');
    expect(text).toContain('Det er ikke besluttet endnu.');
    expect(text).toContain('Svar senest den 24. marts 2026.');
  });

  test.each<[string, Pick<HearingLetter, 'intended' | 'previous'>, string, string]>([
    [
      'a first plan',
      { intended: 'plan', previous: { state: 'none' } },
      'Vi regner med, at du skal betale 2.100 kr. om måneden.',
      'Du skal ikke betale noget, før du har fået et brev med en afgørelse.',
    ],
    [
      'a rise',
      { intended: 'rise', previous: { state: 'plan', monthly: '1800.00' } },
      'Du betaler 1.800 kr. om måneden nu. Vi regner med, at beløbet skal stige til 2.100 kr. om måneden.',
      'Indtil du har fået et brev med en afgørelse, betaler du 1.800 kr. om måneden, som du plejer.',
    ],
    [
      'payment after deferral',
      { intended: 'resume', previous: { state: 'deferral' } },
      'Lige nu skal du ikke betale noget.',
      'Du skal stadig ikke betale noget, før du har fået et brev med en afgørelse.',
    ],
  ])('about %s says what holds until then', (_, what, meant, meanwhile) => {
    const text = partText({ ...hearing, ...what }, 'result');
    expect(text).toContain(meant);
    expect(text).toContain(meanwhile);
  });

  test('gives the whole time to answer also to those who get the letter late', () => {
    expect(partText(hearing, 'how-to-answer')).toContain(
      'Får du brevet sent, har du altid mindst 14 dage til at svare fra den dag, du fik det.',
    );
  });

  test('shows the facts with their source, and the rule', () => {
    expect(partText(hearing, 'calculation')).toContain('eIndkomst, hentet 2. marts 2026');
    expect(partText(hearing, 'legal-rules')).toContain('Forvaltningsloven § 19');
  });

  test('is no decision: it says so kindly, and has no complaint guidance', () => {
    expect(partText(hearing, 'what-then')).toContain('Dette brev er ikke en afgørelse.');
    expect(partText(hearing, 'complaint-guidance')).toBe('');
    expect(letterText(hearing)).not.toContain('Ankestyrelsen');
  });

  test('about a caseworker’s amount gives the concrete reasons and asks about expenses', () => {
    const individual = sampleIndividualPlan();
    const letter: HearingLetter = {
      ...hearing,
      intended: 'individual-plan',
      monthly: '300.00',
      basis: individual.basis,
      because: individual.because,
      previous: { state: 'deferral' },
    };
    expect(partText(letter, 'because')).toContain('Hvorfor overvejer vi det?');
    expect(partText(letter, 'because')).toContain('Du bor gratis hos din familie');
    expect(partText(letter, 'how-to-answer')).toContain('dine udgifter er større, end vi tror');
  });
});

describe('the request for income information', () => {
  const request = sampleIncomeRequest();

  test('says that we lack it, until when to tell, and how', () => {
    expect(composed(request).title).toBe('Vi mangler oplysninger om din indkomst');
    expect(partText(request, 'result')).toContain('Fortæl os om din indkomst senest den 24. marts 2026.');
    expect(partText(request, 'how-to-document')).toContain('dine lønsedler for de seneste to måneder');
  });

  test('says what happens otherwise: the fixed amount of the model, told in a decision first', () => {
    const text = partText(request, 'what-then');
    expect(text).toContain('skal du efter reglerne betale et fast beløb. Det er 350 kr. om måneden.');
    expect(text).toContain('Også det får du et brev med en afgørelse om, før du skal betale.');
    expect(partText({ ...request, monthly: '370.00' }, 'what-then')).toContain('Det er 370 kr. om måneden.');
  });

  test('is also the hearing: one may say anything, and it is no decision', () => {
    expect(partText(request, 'how-to-answer')).toContain('Er du uenig i andet i brevet, så skriv også det.');
    expect(partText(request, 'what-then')).toContain('Dette brev er ikke en afgørelse.');
  });
});

describe('the end of a hearing without a decision', () => {
  test('thanks for an answer, and says that nothing changes', () => {
    const closed = sampleHearingClosed();
    const text = partText(closed, 'result');
    expect(text).toContain('Vi skrev til dig den 10. februar 2026');
    expect(text).toContain('Tak for dit svar.');
    expect(text).toContain('Du betaler 1.800 kr. om måneden, som du plejer.');
    expect(partText({ ...closed, answered: false }, 'result')).not.toContain('Tak');
    expect(partText({ ...closed, previous: { state: 'deferral' } }, 'result')).toContain(
      'Du skal stadig ikke betale noget nu.',
    );
  });
});
