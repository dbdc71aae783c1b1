import { expect, test } from 'vitest';
import { claimTypes, localClaimTypes } from '../../../law/claim-types.ts';
import { debtName, namedTypes } from './debt-names.ts';

test('every type of claim that a source names has a name that a citizen would use', () => {
  const unnamed = [...claimTypes.values(), ...localClaimTypes.values()].filter(
    ({ code, name }) => name !== null && !namedTypes.includes(code),
  );
  expect(unnamed.map(({ code }) => code)).toEqual([]);
});

test('the names have no word that says something about the reader, or that only we use, and no sign that the typeface lacks', () => {
  for (const type of namedTypes) {
    for (const language of ['da', 'en'] as const)
      expect(debtName(type, language)).toMatch(/^[\x20-\x7e\xa0-\xff–—’“”•…€−]+$/);
    expect(debtName(type, 'da')).not.toMatch(
      /skyldner|debitor|mislighold|restance|inddrivelse|retsforfølg|inkasso|fordring|krav|uberettig|uretmæss/i,
    );
    expect(debtName(type, 'en')).not.toMatch(/debtor|default|recovery|delinquent|enforce|collection|claim/i);
  }
});

test('a type that nobody has named is a bill from the municipality', () => {
  expect(debtName('KFFORUS', 'da')).toBe('Regning fra kommunen');
});
