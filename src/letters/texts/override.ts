import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { LetterTexts } from './da.ts';
import { placesIn } from './fill-in.ts';

export type TextRefusal =
  | { readonly tag: 'unknown-text'; readonly key: string }
  /** The municipality's words lose a place (`{total}`), or have one that the letter cannot fill. */
  | { readonly tag: 'places-differ'; readonly key: string; readonly expected: readonly string[] };

/**
 * A municipality's own words under some keys, over the program's. Refuses a key that no letter uses, and words that do
 * not have exactly the places of the text they replace. That a required part still says something is seen when a
 * letter is rendered.
 */
export function withOverrides(
  base: LetterTexts,
  overrides: Readonly<Record<string, string>>,
): Result<LetterTexts, TextRefusal> {
  const keys: Readonly<Record<string, string>> = base;
  for (const [key, words] of Object.entries(overrides)) {
    const original = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (original === undefined) return refuse({ tag: 'unknown-text', key });
    const expected = uniquePlaces(original);
    if (expected.join() !== uniquePlaces(words).join())
      return refuse({ tag: 'places-differ', key, expected });
  }
  return ok({ ...base, ...overrides });
}

function uniquePlaces(text: string): string[] {
  return [...new Set(placesIn(text))].toSorted();
}
