import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's documents as their readers see them, for tests that hold them against the program. */
export const projectRoot = join(import.meta.dirname, '../..');

export interface Document {
  /** From the project's folder, `docs/operations.md`. */
  readonly path: string;
  readonly text: string;
}

export const documents: readonly Document[] = [
  'README.md',
  'CHANGELOG.md',
  ...globSync('docs/**/*.md', { cwd: projectRoot }).toSorted(),
].map((path) => ({ path, text: textOf(path) }));

export function textOf(path: string): string {
  return readFileSync(join(projectRoot, path), 'utf8');
}

/** The lines of every fenced block in that language. */
export function blocksIn(text: string, language: string): string[][] {
  return [...text.matchAll(/^```(\S*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , body = '']) => body.trimEnd().split('\n'));
}

/**
 * The rows of the tables whose head is exactly these columns, each row as its cells. Code marks are taken off where a
 * cell is nothing but code.
 */
export function rowsOf(text: string, columns: readonly string[]): string[][] {
  const rows: string[][] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    if (!line.startsWith('|')) inside = false;
    else if (cellsOf(line).join('|') === columns.join('|')) inside = true;
    else if (inside && !/^\|[-| ]+\|$/.test(line)) rows.push(cellsOf(line));
  }
  return rows;
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1'));
}

/** Every file of the program and its data, without tests. */
export function programFiles(...patterns: readonly string[]): string[] {
  return globSync([...patterns], { cwd: projectRoot })
    .filter((path) => !path.endsWith('.test.ts'))
    .toSorted();
}
