import { createHash } from 'node:crypto';
import type { PlainDate } from '../kernel/dates.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { textsFor, versionOf, type LetterAssets } from './assets.ts';
import { compose, dayOf } from './compose.ts';
import { saysSomething, type LetterContent } from './content.ts';
import { letterModel, type LetterKind, type LetterModel } from './model.ts';
import type { PartName } from './required-part.ts';
import { letterKinds, requiredAnswers, requiredParts } from './required-parts.ts';
import { pagesOf, setLetter } from './typesetter.ts';

export interface RenderedLetter {
  readonly pdf: Uint8Array;
  readonly sha256: string;
  readonly templateVersion: string;
  readonly pages: number;
}

export type LetterRefusal =
  | {
      /** A legally required part is missing: from the template, the texts, or the model that should fill it. */
      readonly tag: 'part-missing';
      readonly kind: LetterKind;
      readonly part: PartName;
      readonly paragraph: string;
      readonly missingFrom: 'template' | 'texts' | 'model';
    }
  /** The model is wrong in a field that no required part rests on; `field` is its path, never its value. */
  | { readonly tag: 'model-invalid'; readonly field: string; readonly reason: string }
  /** Typst would not set it: an error in the template, or something that PDF/UA forbids. */
  | { readonly tag: 'not-typeset'; readonly messages: readonly string[] };

/**
 * The letter as a tagged PDF (PDF/UA-1): the same bytes for the same model and template version, dated by the letter's day.
 * Refuses a letter that lacks a part which the law demands, by the name of the part; a model that is not whole; and what
 * the typesetter cannot set (an error in the template, a character that the font lacks).
 */
export function renderLetter(
  model: LetterModel,
  assets: LetterAssets,
): Result<RenderedLetter, LetterRefusal> {
  const composed = inWords(model, assets);
  return composed.ok ? typeset(composed.value, assets) : composed;
}

/** A letter that has been written and checked, and not set: its data and its template version give the bytes of its PDF. */
export interface UnrenderedLetter {
  readonly pdf: null;
  readonly sha256: null;
  readonly templateVersion: string;
  readonly pages: null;
}

/** All that `renderLetter` does but the setting, and all that it refuses but what only the finished layout shows. */
export function checkLetter(
  model: LetterModel,
  assets: LetterAssets,
): Result<UnrenderedLetter, LetterRefusal> {
  const composed = inWords(model, assets);
  if (!composed.ok) return composed;
  const templateVersion = templateVersionOf(composed.value.letter, assets);
  return ok({ pdf: null, sha256: null, templateVersion, pages: null });
}

interface Composed {
  readonly letter: LetterModel;
  readonly content: LetterContent;
}

/** The letter in words; refused where a part that the law demands cannot be written, or says nothing. */
function inWords(model: LetterModel, assets: LetterAssets): Result<Composed, LetterRefusal> {
  const checked = checkModel(model);
  if (!checked.ok) return checked;
  const letter = checked.value;
  const content = compose(letter, textsFor(letter, assets));
  const silent = requiredParts[letter.kind].find(
    ({ name, whenTold }) => !(whenTold && !(name in content.parts)) && !saysSomething(content.parts[name]),
  );
  if (silent !== undefined) return refuse(missing(letter.kind, silent.name, 'texts'));
  return ok({ letter, content });
}

/** The kind of the letter and the version of all that puts it into words and on paper. */
export function templateVersionOf({ kind }: Pick<LetterModel, 'kind'>, assets: LetterAssets): string {
  return `${kind}-${versionOf(assets)}`;
}

/** Only the check of the model: what `renderLetter` would refuse before it sets anything. */
export function checkModel(model: unknown): Result<LetterModel, LetterRefusal> {
  const parsed = letterModel.safeParse(model);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = (issue?.path ?? []).map(String);
    return refuse(wrongField(model, path, issue?.message ?? 'not a letter model'));
  }
  const letter = parsed.data;
  const answers = requiredAnswers[letter.kind];
  const answered =
    answers.length === 0 ||
    ('basis' in letter && letter.basis.some(({ question }) => answers.includes(question)));
  return answered ? ok(letter) : refuse(missing(letter.kind, 'calculation', 'model'));
}

function typeset({ letter, content }: Composed, assets: LetterAssets): Result<RenderedLetter, LetterRefusal> {
  const { kind } = letter;
  const pdf = setLetter({ kind, content, seconds: secondsAtNoon(dayOf(letter)) }, assets);
  if (pdf instanceof Uint8Array) {
    const sha256 = createHash('sha256').update(pdf).digest('hex');
    return ok({ pdf, sha256, templateVersion: templateVersionOf(letter, assets), pages: pagesOf(pdf) });
  }
  if (pdf.tag === 'not-typeset') return refuse(pdf);
  const absent = requiredParts[kind].find(({ name }) => name === pdf.part);
  assert(absent !== undefined, 'the frame misses only parts that it was told to look for');
  return refuse(missing(kind, absent.name, 'template'));
}

function wrongField(model: unknown, path: readonly string[], reason: string): LetterRefusal {
  const kind = kindOf(model);
  const part =
    kind === null ? undefined : requiredParts[kind].find(({ fields }) => fields.includes(path[0] ?? ''));
  if (kind !== null && part !== undefined) return missing(kind, part.name, 'model');
  return { tag: 'model-invalid', field: path.join('.'), reason };
}

function kindOf(model: unknown): LetterKind | null {
  if (typeof model !== 'object' || model === null || !('kind' in model)) return null;
  const { kind } = model;
  return letterKinds.find((known) => known === kind) ?? null;
}

function missing(
  kind: LetterKind,
  part: PartName,
  missingFrom: 'template' | 'texts' | 'model',
): LetterRefusal {
  const paragraph = requiredParts[kind].find(({ name }) => name === part)?.paragraph ?? '';
  return { tag: 'part-missing', kind, part, paragraph, missingFrom };
}

function secondsAtNoon(day: PlainDate): number {
  return Temporal.Instant.from(`${day}T12:00:00Z`).epochMilliseconds / 1000;
}
