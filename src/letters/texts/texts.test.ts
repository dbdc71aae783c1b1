import { describe, expect, test } from 'vitest';
import { date } from '../../kernel/dates.ts';
import { composed, letterText, partText, runningText } from '../../../test/letter-text.ts';
import { lix } from '../../../test/lix.ts';
import benefitList from '../../../statute/benefits.json' with { type: 'json' };
import { letterKinds } from '../required-parts.ts';
import { sampleJudgedLapse } from '../sample-lapses.ts';
import { sampleLetters, sampleTransferNotice } from '../sample-letters.ts';
import { benefitName } from './benefit-names.ts';
import { letterTextsDa, type LetterTextKey } from './da.ts';
import { letterTextsEn } from './en.ts';
import { placesIn } from './fill-in.ts';

const keys = Object.keys(letterTextsDa) as LetterTextKey[]; // its own keys
const danish = sampleLetters();
const english = sampleLetters('en');

describe('the English texts', () => {
  test.each(keys)('%s has the same places as the Danish', (key) => {
    const places = (text: string) => [...new Set(placesIn(text))].toSorted();
    expect(places(letterTextsEn[key])).toEqual(places(letterTextsDa[key]));
    expect(letterTextsEn[key] === '').toBe(letterTextsDa[key] === '');
  });

  test('name every benefit that the rule knows, with its Danish name', () => {
    for (const { name } of benefitList.benefits) {
      expect(benefitName(name, 'en')).not.toBe(name);
      expect(benefitName(name, 'en').toLocaleLowerCase('da-DK')).toContain(name);
      expect(benefitName(name, 'da')).toBe(name);
    }
    expect(benefitName('månedshjælp', 'en')).toBe('månedshjælp');
  });
});

describe('the English letter', () => {
  test.each(letterKinds)(
    '%s says first that it is only a translation and the Danish letter applies',
    (kind) => {
      expect(composed(english[kind]).notes[0]).toMatch(/^This is only a translation .*Danish.* applies\.$/);
      expect(composed(danish[kind]).notes).toEqual([]);
    },
  );

  test.each(letterKinds)('%s writes amounts and dates as English does', (kind) => {
    // What a citizen or a caseworker wrote stays as it was written.
    const text = [...runningText(english[kind]), partText(english[kind], 'what-you-owe')].join('\n');
    expect(text).not.toMatch(/\d kr\.|\d\. (?:januar|februar|marts|april|maj)/);
    expect(text).not.toMatch(/\{[a-z]/i);
  });

  test('of a plan says the same amount and day', () => {
    expect(composed(english.plan).title).toBe('You must pay DKK 2,100 a month from 1 April 2026');
    expect(letterText(english['transfer-notice'])).toContain('The interest is 5.75% a year.');
  });
});

describe('the Danish letter', () => {
  test.each(letterKinds)('%s is easy to read (LIX at most 35; a newspaper has about 45)', (kind) => {
    expect(lix(runningText(danish[kind]))).toBeLessThanOrEqual(35);
  });

  test('about a lapse that a person has judged is as easy to read', () => {
    expect(lix(runningText(sampleJudgedLapse()))).toBeLessThanOrEqual(35);
  });

  test('that tells of interest at the municipality is as easy to read', () => {
    const interestRuns = { percent: '1', from: date('2026-02-12') };
    const told = { ...sampleTransferNotice(), interestRuns, ownInterest: '497.43' };
    expect(lix(runningText(told))).toBeLessThanOrEqual(35);
  });

  test('LIX is the words of a sentence plus the percentage of words of more than six letters', () => {
    expect(lix(['Du skal betale.'])).toBe(3);
    expect(lix(['Du skal betale afdragene nu. Ring i dag.'])).toBe(4 + 100 / 8);
  });

  test('uses no word that frightens without helping', () => {
    for (const kind of letterKinds)
      expect(letterText(danish[kind])).not.toMatch(/inkasso|retslig|tvang|straks betale|misligholde/i);
  });
});
