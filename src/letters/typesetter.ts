import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { frameSource, paperSource, versionOf, type LetterAssets } from './assets.ts';
import type { LetterContent } from './content.ts';
import type { LetterKind } from './model.ts';
import type { PaperContent } from './paper.ts';
import { letterKinds } from './required-parts.ts';

/** Why a letter could not be set: a required part did not stand in it, or the compiler's own messages. */
export type TypesetFailure =
  | { readonly tag: 'part-missing'; readonly part: string }
  | { readonly tag: 'not-typeset'; readonly messages: readonly string[] };

/**
 * Sets a letter as tagged PDF/UA-1, dated `seconds` after 1970. The frame itself looks whether every required part
 * stands in the finished layout.
 *
 * The binding frees a letter's memory only when the event loop turns (measured: 0.1 MB a letter otherwise, and 1.4 MB
 * through compile() and a document), so a job must await something between letters.
 */
export function setLetter(
  job: { readonly kind: LetterKind; readonly content: LetterContent; readonly seconds: number },
  assets: LetterAssets,
): Uint8Array | TypesetFailure {
  return setFile(`main-${job.kind}`, job, assets);
}

/** Sets a paper that somebody fetches for themselves (paper.ts), as `setLetter` sets a letter. */
export function setPaperContent(
  job: { readonly content: PaperContent; readonly seconds: number },
  assets: LetterAssets,
): Uint8Array | TypesetFailure {
  return setFile('paper', job, assets);
}

function setFile(
  name: string,
  { content, seconds }: { readonly content: LetterContent | PaperContent; readonly seconds: number },
  assets: LetterAssets,
): Uint8Array | TypesetFailure {
  const typst = theCompiler();
  const mainFilePath = `${folderOf(assets, typst)}/${name}.typ`;
  const inputs = typstInputs(content);
  lettersSet += 1;
  if (lettersSet % LETTERS_BETWEEN_EVICTIONS === 0) typst.evictCache(2);
  try {
    return typst.pdf({ mainFilePath, inputs }, { pdfStandard: 'ua-1', creationTimestamp: seconds });
  } catch (error) {
    return failureOf(error);
  }
}

/** A sheet for everybody, about nobody: it has a template and a size of its own. */
export interface Sheet {
  /** The file of its template in `templates`, `card.typ`. */
  readonly template: string;
  /** What stands beside the template, by name: pictures. */
  readonly files: Readonly<Record<string, string>>;
  /** What the template reads. */
  readonly content: object;
  /** Seconds after 1970. */
  readonly seconds: number;
}

/** Sets such a sheet as tagged PDF/UA-1. Throws what the compiler says: a template of ours that cannot be set is our mistake. */
export function setSheet({ template, files, content, seconds }: Sheet): Uint8Array {
  const typst = theCompiler();
  const source = readFileSync(join(ROOT, template));
  const name = createHash('sha256')
    .update(JSON.stringify([template, files]))
    .digest('hex')
    .slice(0, 16);
  const folder = join(ROOT, name);
  typst.mapShadow(`${folder}/${template}`, source);
  for (const [file, text] of Object.entries(files)) typst.mapShadow(`${folder}/${file}`, Buffer.from(text));
  const inputs = { content: unbreakable(JSON.stringify(content)) };
  return typst.pdf(
    { mainFilePath: `${folder}/${template}`, inputs },
    { pdfStandard: 'ua-1', creationTimestamp: seconds },
  );
}

/** Pages of a PDF as Typst writes it: the count of its page tree. */
export function pagesOf(pdf: Uint8Array): number {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1');
  return text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

// The compiler throws an error whose `code` holds its messages, `0: panicked with: "part-missing", "lapse"`.
function failureOf(error: unknown): TypesetFailure {
  if (!(error instanceof Error) || !('code' in error)) throw error;
  const messages = String(error.code).split('\n');
  const part = /panicked with: "part-missing", "([a-z-]+)"/.exec(messages[0] ?? '')?.[1];
  return part === undefined ? { tag: 'not-typeset', messages } : { tag: 'part-missing', part };
}

// The compiler's memory of earlier work grows for ever otherwise.
export const LETTERS_BETWEEN_EVICTIONS = 25;
const ROOT = join(import.meta.dirname, 'templates');

let compiler: NodeCompiler | null = null;
let lettersSet = 0;
const folders = new WeakMap<LetterAssets, string>();

function theCompiler(): NodeCompiler {
  compiler ??= newCompiler();
  return compiler;
}

/** A compiler with the letters' fonts and nothing else. */
export function newCompiler(): NodeCompiler {
  return NodeCompiler.create({ workspace: ROOT, fontArgs: [{ fontBlobs: plexSans() }] });
}

/** What the templates read. */
export function typstInputs(content: LetterContent | PaperContent): { content: string } {
  return { content: unbreakable(JSON.stringify(content)) };
}

/** Each set of assets is a folder of its own in the compiler's file system, so that municipalities do not mix. */
export function folderOf(assets: LetterAssets, into: NodeCompiler): string {
  let folder = folders.get(assets);
  if (folder === undefined) {
    folder = join(ROOT, versionOf(assets));
    into.mapShadow(`${folder}/letter.typ`, Buffer.from(frameSource));
    into.mapShadow(`${folder}/paper.typ`, Buffer.from(paperSource));
    into.mapShadow(`${folder}/arms.svg`, Buffer.from(assets.arms));
    for (const kind of letterKinds) {
      into.mapShadow(`${folder}/${kind}.typ`, Buffer.from(assets.templates[kind]));
      into.mapShadow(`${folder}/main-${kind}.typ`, Buffer.from(mainSource(kind)));
    }
    folders.set(assets, folder);
  }
  return folder;
}

// The frame goes around whatever a template holds, so that no template can leave it or its check out.
function mainSource(kind: LetterKind): string {
  return `#import "letter.typ": letter\n#show: letter\n#include "${kind}.typ"\n`;
}

// IBM Plex Sans is part of the design system's package; only the faces that the letters use.
function plexSans(): Buffer[] {
  const designSystem = dirname(createRequire(import.meta.url).resolve('dkfds'));
  const folder = join(designSystem, '../fonts/IBMPlexSans/complete/ttf');
  return ['Regular', 'SemiBold', 'Italic'].map((face) =>
    readFileSync(join(folder, `IBMPlexSans-${face}.ttf`)),
  );
}

// An amount is not torn from its unit at the end of a line, nor a date between its parts.
function unbreakable(json: string): string {
  return json
    .replaceAll(' kr.', '\u00a0kr.')
    .replaceAll(' %', '\u00a0%')
    .replaceAll('§ ', '§\u00a0')
    .replaceAll('DKK ', 'DKK\u00a0')
    .replace(DATE_IN_WORDS, '$1\u00a0$2\u00a0');
}

const MONTHS =
  'januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|' +
  'January|February|March|April|May|June|July|August|September|October|November|December';
const DATE_IN_WORDS = new RegExp(`(\\b\\d{1,2}\\.?) (${MONTHS}) (?=\\d{4}\\b)`, 'g');
