import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { PROJECT_ROOT } from '../../src/platform/config.ts';

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `afdrag` as a process of its own, with what is written on its standard input. */
export async function afdrag(
  words: readonly string[],
  given: { readonly input?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<Said> {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'src/cli/main.ts'), ...words], {
    env: { ...process.env, ...given.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that is called wrongly ends without reading what it is given.
  child.stdin.on('error', () => undefined);
  child.stdin.end(given.input ?? '');
  const [out, err, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  return { status, out, err };
}

/** The JSON of each line. */
export function jsonLines(out: string): unknown[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
