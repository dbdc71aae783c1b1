import { ok, type Result } from '../kernel/result.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { loadLetterAssets, withOwnTexts, type LetterAssets } from './assets.ts';
import type { TextsRefused } from './texts/override.ts';

/**
 * What a municipality's letters are made with: its arms, which lie in this folder, and its own words, read once for each. Refuses own words
 * that were right when they were saved, and are not since the program's own have changed.
 */
export function municipalityAssets(
  folder: string,
): (configuration: Configuration) => Result<LetterAssets, TextsRefused> {
  const loaded = new Map<string, LetterAssets>();
  return ({ letterhead: { arms }, letters }) => {
    const key = JSON.stringify([arms, letters]);
    const known = loaded.get(key);
    if (known !== undefined) return ok(known);
    const assets = withOwnTexts(loadLetterAssets(folder, arms), letters);
    if (assets.ok) loaded.set(key, assets.value);
    return assets;
  };
}
