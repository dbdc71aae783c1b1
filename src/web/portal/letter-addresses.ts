import type { MunicipalityCode } from '../../kernel/ids.ts';
import { readableRef, type PageRef } from '../../municipality/page-refs.ts';
import { addressOf } from './addresses.ts';

/**
 * Where others reach the page of a letter, as the letter prints it; `own` = our address without a path. It tells nothing about a person, and
 * leads to what the letter is about for who signs in and may see it (papers/from-letter.ts). Null: nobody reaches us from elsewhere.
 */
export function letterAddresses(
  own: string | null,
  municipality: MunicipalityCode,
): ((letter: PageRef, language: 'da' | 'en') => string) | null {
  if (own === null) return null;
  return (letter, language) =>
    own + addressOf({ municipality, language }, { name: 'from-letter', ref: readableRef(letter) });
}
