import type { PersonalVisit } from './route.ts';

/**
 * What a source, a caseworker or somebody else has written in their own words, as far as who looks may see it; null = not, or nothing was
 * written. In such words an address may stand, as in the name of a bill about a property.
 */
export function wordsOfOthers(
  words: string | null,
  { hidesAddress }: Pick<PersonalVisit, 'hidesAddress'>,
): string | null {
  return hidesAddress ? null : words;
}
