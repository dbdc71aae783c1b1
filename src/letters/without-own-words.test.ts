import { describe, expect, test } from 'vitest';
import { letterText } from '../../test/letter-text.ts';
import { letterModel, type LetterModel } from './model.ts';
import { letterKinds } from './required-parts.ts';
import { sampleLetters } from './sample-letters.ts';
import { withoutOwnWords } from './without-own-words.ts';

const HOME = 'Skjulvej 7';
/** Where somebody writes in their own words in any letter; a reason that the law lists is none. */
const WRITTEN = new Set(['answer', 'reply', 'because', 'said', 'payoutFor']);

/** The letter as it is where everybody has written the address, and every bill is called by it. */
function saying(letter: LetterModel): LetterModel {
  const said = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(said);
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).map(([name, field]): [string, unknown] => [
      name,
      WRITTEN.has(name) && typeof field === 'string' ? HOME : said(field),
    ]);
    const its = Object.fromEntries(fields);
    const isBill = 'what' in its && 'reference' in its && its['benefit'] === undefined;
    const isChange = 'before' in its && 'now' in its && 'why' in its;
    return {
      ...its,
      ...(isBill ? { what: HOME, ofType: 'Regning fra kommunen' } : {}),
      ...(isChange ? { why: HOME } : {}),
    };
  };
  const all = letterModel.parse(said(letter));
  return all.kind === 'liability' ? { ...all, estate: 'none', why: HOME } : all;
}

describe.each(['da', 'en'] as const)('a copy that may hold no address (%s)', (language) => {
  test.each(letterKinds)('%s is a whole letter, and nobody’s own words stand in it', (kind) => {
    const letter = saying(sampleLetters(language)[kind]);
    const copy = letterModel.parse(withoutOwnWords(letter));
    expect(JSON.stringify(copy)).not.toContain(HOME);
    expect(letterText(copy).length).toBeGreaterThan(100);
    if (kind === 'reminder') expect(letterText(letter)).toContain(HOME);
  });
});
