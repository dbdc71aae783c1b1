import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LetterKind } from './model.ts';
import { letterTextsDa, type LetterTexts } from './texts/da.ts';

/** What a municipality's letters are made with: arms, words and templates. Load once and keep; the version is in it. */
export interface LetterAssets {
  /** The arms as SVG. */
  readonly arms: Uint8Array;
  readonly texts: LetterTexts;
  /** Typst source; each imports `letter.typ` and names its parts. */
  readonly templates: Readonly<Record<LetterKind, string>>;
}

/** The program's own texts and templates with a municipality's arms, `998/arms.svg` in the folder of municipalities. */
export function loadLetterAssets(municipalitiesFolder: string, armsFile: string): LetterAssets {
  return {
    arms: readFileSync(join(municipalitiesFolder, armsFile)),
    texts: letterTextsDa,
    templates: { plan: ownFile('templates/plan.typ'), deferral: ownFile('templates/deferral.typ') },
  };
}

/** The frame that every template imports; it is the program's own and cannot be replaced. */
export const frameSource = ownFile('templates/letter.typ');

const versions = new WeakMap<LetterAssets, string>();

/**
 * Names everything besides the model that decides a letter's bytes: templates, texts, arms and the code that puts the
 * model into words. Same version and same model: same bytes.
 */
export function versionOf(assets: LetterAssets): string {
  let version = versions.get(assets);
  if (version === undefined) {
    const hash = createHash('sha256').update(frameSource).update(composingCode).update(assets.arms);
    hash.update(JSON.stringify([assets.texts, assets.templates.plan, assets.templates.deferral]));
    version = hash.digest('hex').slice(0, 16);
    versions.set(assets, version);
  }
  return version;
}

const composingCode = [
  'compose.ts',
  'shared-parts.ts',
  'amount-words.ts',
  'texts/fill-in.ts',
  'typesetter.ts',
  '../kernel/money.ts',
  '../kernel/dates.ts',
]
  .map(ownFile)
  .join('\n');

function ownFile(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}
