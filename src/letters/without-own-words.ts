import { wordsOfOthers } from '../identity/words-of-others.ts';
import type { LetterModel } from './model.ts';
import { letterTextsDa } from './texts/da.ts';
import { letterTextsEn } from './texts/en.ts';

/** Fields in which somebody's own words stand, of whichever letter; they are texts, or null. */
const OWN_WORDS: ReadonlySet<string> = new Set(['answer', 'reply', 'because', 'said']);

/**
 * The copy of a letter for one who acts for a debtor whose address is protected: a bill has the name of its type, and where a source, a
 * caseworker or the debtor has written in their own words it says that they are left out. The citizens' pages hide the same (`wordsOfOthers`).
 */
export function withoutOwnWords(letter: LetterModel): LetterModel {
  const texts = letter.language === 'da' ? letterTextsDa : letterTextsEn;
  const said = (words: unknown, instead: string) =>
    typeof words === 'string' ? (wordsOfOthers(words, { hidesAddress: true }) ?? instead) : words;
  const copied = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(copied);
    if (typeof value !== 'object' || value === null) return value;
    const { ofType, ...rest } = value as { readonly ofType?: string };
    const fields = Object.entries(rest).map(([name, field]): [string, unknown] => {
      if (name === 'what' && ofType !== undefined) return [name, said(field, ofType)];
      if (OWN_WORDS.has(name)) return [name, said(field, texts['copy.own-words'])];
      if (name === 'payoutFor') return [name, said(field, texts['copy.payout'])];
      return [name, copied(field)];
    });
    return Object.fromEntries(fields);
  };
  // The same fields of the same kinds.
  const copy = { ...(copied(letter) as LetterModel), withoutOwnWords: true as const };
  // There are no others in these two letters: why a claim was changed, and why somebody has come to be liable.
  if ('claimChanges' in copy) return { ...copy, claimChanges: copy.claimChanges.map(unexplained) };
  return copy.kind === 'liability' && copy.why !== null ? { ...copy, why: texts['copy.own-words'] } : copy;
}

function unexplained<Change extends { readonly why: string | null }>(change: Change): Change {
  return { ...change, why: null };
}
