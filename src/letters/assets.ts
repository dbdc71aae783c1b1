import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { LetterModel } from './model.ts';
import { ownTemplates, type Templates } from './templates.ts';
import { letterTextsDa, type LetterTexts } from './texts/da.ts';
import { letterTextsEn } from './texts/en.ts';
import { withOverrides, type OwnTexts, type TextsRefused } from './texts/override.ts';

/** What a municipality's letters are made with: arms, words and templates. Load once and keep; the version is in it. */
export interface LetterAssets {
  /** The arms as SVG. */
  readonly arms: Uint8Array;
  readonly texts: LetterTexts;
  /** The texts of the courtesy translation. */
  readonly english: LetterTexts;
  readonly templates: Templates;
}

/** The program's own texts and templates with a municipality's arms, `998/arms.svg` in the folder of municipalities. */
export function loadLetterAssets(municipalitiesFolder: string, armsFile: string): LetterAssets {
  return {
    arms: readFileSync(join(municipalitiesFolder, armsFile)),
    texts: letterTextsDa,
    english: letterTextsEn,
    templates: ownTemplates,
  };
}

/**
 * The same with the municipality's own words (its configuration's `letters`). Refuses words under a key that no letter
 * uses, and words that lose a place or have one that the letter cannot fill; every fault is named.
 */
export function withOwnTexts(
  assets: LetterAssets,
  own: { readonly texts: OwnTexts; readonly english: OwnTexts },
): Result<LetterAssets, TextsRefused> {
  const texts = withOverrides(assets.texts, own.texts);
  const english = withOverrides(assets.english, own.english);
  if (texts.ok && english.ok) return ok({ ...assets, texts: texts.value, english: english.value });
  return refuse({
    tag: 'texts-refused',
    danish: texts.ok ? [] : texts.refusal.faults,
    english: english.ok ? [] : english.refusal.faults,
  });
}

/** The texts in a letter's language. */
export function textsFor({ language }: Pick<LetterModel, 'language'>, assets: LetterAssets): LetterTexts {
  return language === 'da' ? assets.texts : assets.english;
}

/** The frame that every template imports; it is the program's own and cannot be replaced. */
export const frameSource = ownFile('templates/letter.typ');

/** What papers that somebody fetches for themselves are set by. No letter hangs on it, so that it is no part of the version. */
export const paperSource = ownFile('templates/paper.typ');

const versions = new WeakMap<LetterAssets, string>();

/**
 * Names everything besides the model that decides a letter's bytes: templates, texts, arms and the code that puts the
 * model into words. Same version and same model: same bytes.
 */
export function versionOf(assets: LetterAssets): string {
  let version = versions.get(assets);
  if (version === undefined) {
    const hash = createHash('sha256').update(frameSource).update(composingCode).update(assets.arms);
    hash.update(JSON.stringify([assets.texts, assets.english, assets.templates]));
    version = hash.digest('hex').slice(0, 16);
    versions.set(assets, version);
  }
  return version;
}

/** All code from the model to the typesetter. */
export const composingFiles: readonly string[] = [
  'compose.ts',
  ...readdirSync(join(import.meta.dirname, 'parts'))
    .filter((name) => !name.endsWith('.test.ts'))
    .toSorted()
    .map((name) => `parts/${name}`),
  'content.ts',
  'words.ts',
  'typesetter.ts',
  'model-fields.ts',
  'asked-in-answers.ts',
  'qr-code.ts',
  'texts/fill-in.ts',
  'texts/benefit-names.ts',
  '../kernel/money.ts',
  '../kernel/dates.ts',
  '../law/repayment-laws.ts',
  '../../statute/repayment-laws.json',
];

const composingCode = composingFiles.map(ownFile).join('\n');

function ownFile(path: string): string {
  return readFileSync(join(import.meta.dirname, path), 'utf8');
}
