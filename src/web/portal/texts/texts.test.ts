import { describe, expect, test } from 'vitest';
import { placesIn } from '../../../letters/texts/fill-in.ts';
import { lix } from '../../../../test/lix.ts';
import { toldAsTheirOwn } from '../../../../test/portal/said-to-reader.ts';
import { ofAnother, textsFor } from './for-whom.ts';
import { texts } from './texts.ts';

const parts = Object.keys(texts.da) as (keyof typeof texts.da)[]; // its own keys
const entries = parts.flatMap((part) =>
  Object.entries<string>(texts.da[part]).map(([key, danish]) => {
    const english = (texts.en[part] as Readonly<Record<string, string>>)[key] ?? '';
    return { name: `${part}.${key}`, danish, english };
  }),
);

describe('each sentence of the citizens’ pages', () => {
  test.each(entries.map((entry) => [entry.name, entry] as const))('%s', (_, { danish, english }) => {
    expect(placesIn(english).toSorted()).toEqual(placesIn(danish).toSorted());
    // The typeface that is sent has these signs and no others.
    for (const text of [danish, english]) expect(text).toMatch(/^[\x20-\x7e\xa0-\xff–—’“”•…€−]*$/);
    // Words that say something about the reader, or that only we use.
    expect(danish).not.toMatch(
      /skyldner|debitor|mislighold|restance|inddrivelse|retsforfølg|inkasso|psrm|\brim\b|fordring/i,
    );
    // The Danish authority's English name is not ours to choose.
    expect(english.replace('Danish Debt Collection Agency', '')).not.toMatch(
      /debtor|default|recovery|delinquent|enforce|collection/i,
    );
  });
});

test('what is said to who acts for another tells the same as what it takes the place of', () => {
  const said = new Map(entries.map(({ name, danish }) => [name, danish]));
  for (const [name, words] of Object.entries(ofAnother(texts.da))) {
    const places = placesIn(words).filter((place) => place !== 'person');
    expect(places.toSorted(), name).toEqual(placesIn(said.get(name) ?? '').toSorted());
  }
  const acting = { actsFor: { name: 'nr. {amount}', basis: 'power' } } as const;
  expect(textsFor('da', acting).overview.total).toBe('Lige nu skylder nr. amount i alt {amount}.');
  expect(textsFor('en', { actsFor: null })).toBe(texts.en);
});

/** What is said before anybody has signed in, of being signed in, to staff, and to everybody who needs help. */
const saidToAnybody = [
  'acting',
  'card',
  'contact',
  'forAnother',
  'forAnotherPapers',
  'forAnotherPlans',
  'front',
  'guidance',
  'help',
  'session',
  'signIn',
];

test.each(['da', 'en'] as const)(
  'no sentence tells who acts for another that what is that one’s is theirs (%s)',
  (language) => {
    const acting = { actsFor: { name: 'Anna Ældresen', basis: 'guardian' } } as const;
    const said = Object.entries(textsFor(language, acting)).filter(([part]) => !saidToAnybody.includes(part));
    const misled = said.flatMap(([part, its]) =>
      Object.entries(its).flatMap(([key, words]) =>
        toldAsTheirOwn(words, language).map((sentence) => `${part}.${key}: ${sentence}`),
      ),
    );
    expect(misled).toEqual([]);
  },
);

test.each(parts)('the Danish of %s is easy to read (LIX at most 40)', (part) => {
  expect(lix(Object.values(texts.da[part]).filter((text) => text !== ''))).toBeLessThanOrEqual(40);
});
