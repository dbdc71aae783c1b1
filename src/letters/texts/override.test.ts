import { describe, expect, test } from 'vitest';
import { letterTextsDa } from './da.ts';
import { checkLetterTexts, withOverrides } from './override.ts';

describe('a municipality’s own words', () => {
  test('replace the program’s under the same key', () => {
    const texts = withOverrides(letterTextsDa, { 'help.companion': 'Tag gerne en ven med.' });
    expect(texts.ok && texts.value['help.companion']).toBe('Tag gerne en ven med.');
    expect(texts.ok && texts.value['help.access']).toBe(letterTextsDa['help.access']);
  });

  test('must keep the amounts and dates of the text they replace', () => {
    expect(faults({ 'plan.title': 'Du skal betale {monthly} om måneden' })).toEqual([
      { tag: 'places-differ', key: 'plan.title', expected: ['firstDueDate', 'monthly'] },
    ]);
  });

  test('may not ask for a value that the letter does not have', () => {
    expect(faults({ 'help.companion': 'Hilsen {mayor}' })).toEqual([
      { tag: 'places-differ', key: 'help.companion', expected: [] },
    ]);
  });

  test('are refused under a key that no letter uses, and when they are blank', () => {
    expect(faults({ 'plan.greeting': 'Kære borger', 'help.access': '  ' })).toEqual([
      { tag: 'unknown-text', key: 'plan.greeting' },
      { tag: 'blank-text', key: 'help.access' },
    ]);
    expect(faults({ toString: 'x' })).toEqual([{ tag: 'unknown-text', key: 'toString' }]);
  });
});

describe('the own words in a configuration', () => {
  test('are told with every fault and its place, before anything is saved', () => {
    expect(
      checkLetterTexts({
        texts: {
          'plan.greeting': 'Kære borger',
          'rise.title': 'Mere fra {firstDueDate}',
          'help.companion': '{x}',
        },
        english: { 'help.access': ' ' },
      }),
    ).toEqual([
      'letters.texts.plan.greeting: Ingen breve har en tekst med det navn. Ret navnet, eller tag den ud.',
      'letters.texts.rise.title: Skriv teksten med netop disse pladser: {firstDueDate}, {monthly}.',
      'letters.texts.help.companion: Teksten har ingen pladser til værdier. Skriv den uden { og }.',
      'letters.english.help.access: Teksten er tom. Skriv en tekst, eller tag den ud.',
    ]);
  });

  test('that can be used have no faults', () => {
    expect(checkLetterTexts({ texts: {}, english: {} })).toEqual([]);
    expect(
      checkLetterTexts({
        texts: { 'rise.title': 'Fra {firstDueDate} er beløbet {monthly} om måneden' },
        english: { 'help.topic-deferral': 'Ask at the town hall.' },
      }),
    ).toEqual([]);
  });
});

function faults(overrides: Record<string, string>) {
  const texts = withOverrides(letterTextsDa, overrides);
  return texts.ok ? [] : texts.refusal.faults;
}
