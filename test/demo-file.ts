import { readFileSync } from 'node:fs';

/** What a demo municipality has chosen in its own file, without the preset that it extends: a town that reminds of nothing by itself. */
export function demoFile(code: '998' | '999' = '998'): Readonly<Record<string, unknown>> {
  const file = new URL(`../municipalities/${code}/municipality.json`, import.meta.url);
  const { extends: _, ...own } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>; // a document of choices
  return own;
}
