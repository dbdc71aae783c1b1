import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents, projectRoot, textOf, type Document } from './documents.ts';

const LARGEST_PICTURE = 200_000;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

describe.each(documents.map((document) => [document.path, document] as const))('%s', (_, document) => {
  test('has links and pictures that are there', () => {
    expect(linksIn(document).filter((link) => !leadsSomewhere(document, link))).toEqual([]);
  });

  test('names only files and folders that are there', () => {
    expect(pathsIn(document).filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});

test('every document is reached from the README, directly or through another', () => {
  const reached = new Set(['README.md']);
  for (const path of reached) {
    const document = documents.find((each) => each.path === path);
    if (document === undefined) continue;
    for (const link of linksIn(document)) for (const target of targetsOf(path, link)) reached.add(target);
  }
  expect(documents.map(({ path }) => path).filter((path) => !reached.has(path))).toEqual([]);
});

test('every guide ends with common mistakes', () => {
  const guides = documents.filter(({ path }) => path.startsWith('docs/guides/'));
  expect(guides.filter(({ text }) => headingsIn(text).at(-1) !== 'Common mistakes')).toEqual([]);
});

test('every picture is a small PNG that a document shows', () => {
  const shown = new Set(
    documents.flatMap((document) => linksIn(document).flatMap((link) => targetsOf(document.path, link))),
  );
  for (const path of globSync('docs/pictures/*', { cwd: projectRoot })) {
    expect(readFileSync(join(projectRoot, path)).subarray(0, 4), path).toEqual(PNG);
    expect(statSync(join(projectRoot, path)).size, path).toBeLessThan(LARGEST_PICTURE);
    expect(shown, path).toContain(path);
  }
});

function linksIn({ text }: Document): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
}

function leadsSomewhere({ path }: Document, link: string): boolean {
  if (link.startsWith('https://')) return true; // not ours to keep
  const [file = '', anchor] = link.split('#');
  const target = file === '' ? path : normalize(join(dirname(path), file));
  if (!existsSync(join(projectRoot, target))) return false;
  return anchor === undefined || headingsIn(textOf(target)).map(anchorOf).includes(anchor);
}

/** The file, or the documents of the folder, that a link leads to. */
function targetsOf(path: string, link: string): string[] {
  const target = normalize(join(dirname(path), link.split('#')[0] ?? ''));
  const within = documents.map((each) => each.path).filter((each) => dirname(each) === target);
  return within.length > 0 ? within : [target];
}

function headingsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => heading);
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');
}

/** Files and folders of the project named in code; patterns and examples with a gap are left out. */
function pathsIn({ text }: Document): string[] {
  const named = text.matchAll(/`((?:src|docs|statute|db|test|bench|municipalities)\/[^`\s]*)`/g);
  return [...named].map(([, path = '']) => path).filter((path) => !/[<*{…]/.test(path));
}
