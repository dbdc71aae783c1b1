import { ok, refuse, type Result } from '../../kernel/result.ts';
import { letterTextsDa, type LetterTexts } from './da.ts';
import { letterTextsEn } from './en.ts';
import { placesIn } from './fill-in.ts';

/** A municipality's own words by the key of the text that they replace. */
export type OwnTexts = Readonly<Record<string, string>>;

export type TextFault =
  | { readonly tag: 'unknown-text'; readonly key: string }
  /** Nothing but blanks: the text that it replaces would be gone. */
  | { readonly tag: 'blank-text'; readonly key: string }
  /** The municipality's words lose a place (`{total}`), or have one that the letter cannot fill. */
  | { readonly tag: 'places-differ'; readonly key: string; readonly expected: readonly string[] };

/** Words that cannot be used, in either language. */
export interface TextsRefused {
  readonly tag: 'texts-refused';
  readonly danish: readonly TextFault[];
  readonly english: readonly TextFault[];
}

/**
 * A municipality's own words under some keys, over the program's. Refuses, with every fault, a key that no letter uses,
 * words that are blank, and words that do not have exactly the places of the text they replace.
 */
export function withOverrides(
  base: LetterTexts,
  overrides: OwnTexts,
): Result<LetterTexts, { readonly tag: 'faults'; readonly faults: readonly TextFault[] }> {
  const faults = Object.entries(overrides).flatMap(([key, words]) => faultsOf(base, key, words));
  return faults.length === 0 ? ok({ ...base, ...overrides }) : refuse({ tag: 'faults', faults });
}

function faultsOf(base: Readonly<Record<string, string>>, key: string, words: string): TextFault[] {
  const original = Object.hasOwn(base, key) ? base[key] : undefined;
  if (original === undefined) return [{ tag: 'unknown-text', key }];
  if (words.trim() === '') return [{ tag: 'blank-text', key }];
  const expected = uniquePlaces(original);
  return expected.join() === uniquePlaces(words).join() ? [] : [{ tag: 'places-differ', key, expected }];
}

/**
 * Every fault in a configuration's own letter texts, in Danish with its place, as the faults of a configuration are told; empty
 * when they can be used. To be asked before a configuration is saved.
 */
export function checkLetterTexts(letters: {
  readonly texts: OwnTexts;
  readonly english: OwnTexts;
}): readonly string[] {
  const inFolder = (folder: 'texts' | 'english', base: LetterTexts) => {
    const checked = withOverrides(base, letters[folder]);
    return checked.ok
      ? []
      : checked.refusal.faults.map((fault) => `letters.${folder}.${fault.key}: ${faultInWords(fault)}`);
  };
  return [...inFolder('texts', letterTextsDa), ...inFolder('english', letterTextsEn)];
}

function faultInWords(fault: TextFault): string {
  switch (fault.tag) {
    case 'unknown-text':
      return 'Ingen breve har en tekst med det navn. Ret navnet, eller tag den ud.';
    case 'blank-text':
      return 'Teksten er tom. Skriv en tekst, eller tag den ud.';
    case 'places-differ':
      return fault.expected.length === 0
        ? 'Teksten har ingen pladser til værdier. Skriv den uden { og }.'
        : `Skriv teksten med netop disse pladser: ${fault.expected.map((place) => `{${place}}`).join(', ')}.`;
  }
}

function uniquePlaces(text: string): string[] {
  return [...new Set(placesIn(text))].toSorted();
}
