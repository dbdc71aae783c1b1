import { describe, expect, test } from 'vitest';
import { composed, letterText, partText } from '../../test/letter-text.ts';
import { date } from '../kernel/dates.ts';
import type { ReversalLetter } from './model.ts';
import { sampleReversal } from './sample-letters.ts';

const reversal = sampleReversal();
const nothingMoved = { takenBack: '0.00', paidBeyond: '0.00' };

describe('the letter about a decision that was taken back', () => {
  test('says which decision, what it said, and that it no longer applies', () => {
    expect(composed(reversal).title).toBe('Vi har taget vores afgørelse fra 6. januar 2026 tilbage');
    const text = partText(reversal, 'result');
    expect(text).toContain('Den 6. januar 2026 besluttede vi, at du skulle betale 2.800 kr. om måneden.');
    expect(text).toContain('Den gælder ikke længere.');
    expect(composed(reversal).reference).toContainEqual(['Afgørelse nr.', '202601-100123-0']);
  });

  test('says that nothing was to be paid, when that is what was taken back', () => {
    const letter: ReversalLetter = {
      ...reversal,
      ...nothingMoved,
      reversed: { ...reversal.reversed, terms: { state: 'deferral' } },
    };
    expect(partText(letter, 'result')).toContain('besluttede vi, at du ikke skulle betale noget.');
    expect(partText(letter, 'what-holds-now')).not.toContain('i banken');
  });

  test('gives the caseworker’s reasons as they were written, also in English', () => {
    expect(partText(reversal, 'because')).toContain('Du har klaget og vist os dine lønsedler.');
    expect(partText(sampleReversal('en'), 'because')).toContain(
      'reasons are (in Danish):\nDu har klaget og vist os dine lønsedler.',
    );
  });

  test('says that a person decided it, how to complain, and what to do meanwhile', () => {
    expect(partText(reversal, 'who-decided')).toContain('En medarbejder i Opkrævning har besluttet');
    const text = partText(reversal, 'complaint-guidance');
    expect(text).toContain('inden 4 uger, fra du har fået dette brev');
    expect(text).toContain('Du skal betale, mens din klage bliver behandlet');
    const deferral = partText({ ...reversal, now: { state: 'deferral' } }, 'complaint-guidance');
    expect(deferral).toContain('Du skal heller ikke betale noget, mens din klage bliver behandlet');
    const settled = partText({ ...reversal, now: { state: 'settled' } }, 'complaint-guidance');
    expect(settled).not.toContain('mens din klage');
  });

  test('cites the right to complain only where there is one', () => {
    expect(partText(reversal, 'legal-rules')).toContain('retssikkerhedsloven §§ 60, 66, 67 og 72');
    const letter: ReversalLetter = { ...reversal, complaint: { none: 'no-higher-authority' } };
    expect(letterText(letter)).not.toContain('retssikkerhedsloven');
  });

  test('says that a new decision, if there is one, comes in a letter of its own', () => {
    expect(partText(reversal, 'looked-at-again')).toContain('får du den i et brev for sig');
    expect(partText({ ...reversal, lookedAtAgain: false }, 'looked-at-again')).toBe('');
  });
});

describe('what holds after a decision was taken back', () => {
  test('is the plan that it had replaced, from the next due date', () => {
    const text = partText(reversal, 'what-holds-now');
    expect(text).toContain('Nu gælder det samme som før afgørelsen.');
    expect(text).toContain('Du skal betale 2.100 kr. om måneden. Næste gang er den 1. april 2026.');
    expect(text).toContain('fast betaling op i banken, så se efter, om beløbet er rigtigt');
  });

  test('is a plan of which no due date is known yet', () => {
    const letter: ReversalLetter = {
      ...reversal,
      now: { state: 'plan', monthly: '2100.00', nextDue: null },
    };
    const text = partText(letter, 'what-holds-now');
    expect(text).toContain('Du skal betale 2.100 kr. om måneden.');
    expect(text).not.toContain('Næste gang');
  });

  test('is another plan than before, and then it is not said to be the same', () => {
    const letter: ReversalLetter = {
      ...reversal,
      now: { state: 'plan', monthly: '2800.00', nextDue: date('2026-04-01') },
    };
    const text = partText(letter, 'what-holds-now');
    expect(text).not.toContain('samme som før');
    expect(text).not.toContain('i banken');
  });

  test.each<[string, Pick<ReversalLetter, 'now' | 'previous'>, string]>([
    [
      'the deferral that it had replaced',
      { now: { state: 'deferral' }, previous: { state: 'deferral' } },
      'Nu gælder det samme som før afgørelsen. Du skylder stadig pengene, men du skal ikke betale noget nu.',
    ],
    [
      'nothing decided, after a first plan',
      { now: { state: 'undecided' }, previous: { state: 'none' } },
      'Nu gælder det samme som før afgørelsen. Du skylder stadig pengene, men lige nu er det ikke besluttet, hvad du skal betale',
    ],
    [
      'no debt any more',
      { now: { state: 'settled' }, previous: { state: 'plan', monthly: '2100.00' } },
      'Det gælder nu\nDu skylder ikke mere i denne sag',
    ],
  ])('is %s, and a payment set up in the bank is to be stopped', (_, standing, words) => {
    const text = partText({ ...reversal, ...standing }, 'what-holds-now');
    expect(text).toContain(words);
    expect(text).toContain('fast betaling op i banken, så stop den');
    expect(text).not.toContain('Hvordan du betaler');
  });

  test('is the newer decision, when the one taken back had been replaced', () => {
    const letter: ReversalLetter = { ...reversal, replacedSince: true };
    expect(partText(letter, 'result')).toContain('Den var allerede afløst af en nyere afgørelse.');
    expect(partText(letter, 'result')).not.toContain('gælder ikke længere');
    expect(partText(letter, 'what-holds-now')).toContain(
      'Den nyere afgørelse er ikke taget tilbage. Den gælder stadig. Du skal betale 2.100 kr. om måneden.',
    );
    expect(partText(letter, 'what-holds-now')).not.toContain('samme som før');
  });

  test('is unchanged when the decision had not come into force', () => {
    const letter: ReversalLetter = {
      ...reversal,
      ...nothingMoved,
      reversed: { ...reversal.reversed, reached: false },
    };
    expect(partText(letter, 'result')).toContain('Har du fået et brev om den, kan du se bort fra det.');
    expect(partText(letter, 'what-holds-now')).toContain(
      'Der er ikke noget, der bliver anderledes for dig. Du skal betale 2.100 kr. om måneden.',
    );
    expect(partText(letter, 'paid-and-asked')).toContain('Vi har ikke bedt dig om penge efter afgørelsen.');
  });
});

describe('the money of a decision that was taken back', () => {
  test('is no longer asked for when it was not paid, and is still owed', () => {
    const text = partText({ ...reversal, paidBeyond: '0.00' }, 'paid-and-asked');
    expect(text).toContain('Vi har bedt dig om 700 kr. for meget, som du ikke har betalt.');
    expect(text).toContain('Men beløbet er stadig en del af din gæld.');
    expect(text).not.toContain('En medarbejder ser på');
    const settled = partText({ ...reversal, now: { state: 'settled' } }, 'paid-and-asked');
    expect(settled).not.toContain('en del af din gæld');
  });

  test('that was paid beyond what should have been asked is for a person to decide about', () => {
    const text = partText({ ...reversal, takenBack: '0.00' }, 'paid-and-asked');
    expect(text).toContain('Du har betalt 700 kr. mere, end vi skulle have bedt dig om.');
    expect(text).toContain('Vi skriver til dig, når det er besluttet.');
    expect(text).not.toContain('som du ikke har betalt');
  });

  test('is told of also when there is none', () => {
    expect(partText({ ...reversal, ...nothingMoved }, 'paid-and-asked')).toContain(
      'Vi har ikke bedt dig om for meget, og du har ikke betalt for meget.',
    );
  });
});
