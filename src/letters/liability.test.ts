import { describe, expect, test } from 'vitest';
import { letterText } from '../../test/letter-text.ts';
import type { LiabilityLetter } from './model.ts';
import { sampleLetters } from './sample-letters.ts';

const spouse = sampleLetters().liability as LiabilityLetter; // the sample of its kind
const why = 'Du har skrevet under på aftalen om pasning sammen med den anden forælder.';
const other: LiabilityLetter = { ...spouse, estate: 'none', why };

describe('the letter to one who has become liable', () => {
  test('names the law of estates to a spouse', () => {
    expect(letterText(spouse)).toContain('uskiftet bo');
    expect(letterText(spouse)).toContain('Dødsboskifteloven');
  });

  test('says to everybody else why, as two persons have found, and names no law of estates', () => {
    expect(letterText(other)).toContain(`Derfor hæfter du: ${why}`);
    expect(letterText(other)).toContain('sammen med den eller dem, der skyldte den i forvejen');
    expect(letterText(other)).not.toContain('ødsbo');
    expect(letterText(other)).toContain('Du skal ikke betale noget på grund af dette brev.');
  });
});
