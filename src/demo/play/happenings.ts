import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assert } from '../../kernel/result.ts';
import type { HappeningOf } from './town.ts';

const FOLDER = join(import.meta.dirname, 'happenings');

/** What happens in a played town: every file of `happenings/`, in the order of their names. */
export async function happenings(): Promise<readonly { readonly name: string; readonly of: HappeningOf }[]> {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .toSorted((a, b) => (a < b ? -1 : 1));
  return Promise.all(
    files.map(async (file) => ({ name: file.replace(/\.ts$/, ''), of: await happeningIn(file) })),
  );
}

async function happeningIn(file: string): Promise<HappeningOf> {
  // What a file of our own exports is looked at below.
  const { happening } = (await import(pathToFileURL(join(FOLDER, file)).href)) as { happening?: unknown };
  assert(typeof happening === 'function', `happenings/${file} exports no happening`);
  return happening as HappeningOf; // the type checker holds each file to it
}
