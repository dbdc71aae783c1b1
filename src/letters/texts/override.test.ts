import { describe, expect, test } from 'vitest';
import { letterTextsDa } from './da.ts';
import { withOverrides } from './override.ts';

describe('a municipality’s own words', () => {
  test('replace the program’s under the same key', () => {
    const texts = withOverrides(letterTextsDa, { 'help.companion': 'Tag gerne en ven med.' });
    expect(texts.ok && texts.value['help.companion']).toBe('Tag gerne en ven med.');
    expect(texts.ok && texts.value['help.access']).toBe(letterTextsDa['help.access']);
  });

  test('must keep the amounts and dates of the text they replace', () => {
    const texts = withOverrides(letterTextsDa, { 'plan.title': 'Du skal betale {monthly} om måneden' });
    expect(texts).toEqual({
      ok: false,
      refusal: { tag: 'places-differ', key: 'plan.title', expected: ['firstDueDate', 'monthly'] },
    });
  });

  test('may not ask for a value that the letter does not have', () => {
    const texts = withOverrides(letterTextsDa, { 'help.companion': 'Hilsen {mayor}' });
    expect(texts.ok ? null : texts.refusal.tag).toBe('places-differ');
  });

  test('are refused under a key that no letter uses', () => {
    const texts = withOverrides(letterTextsDa, { 'plan.greeting': 'Kære borger' });
    expect(texts).toEqual({ ok: false, refusal: { tag: 'unknown-text', key: 'plan.greeting' } });
  });
});
