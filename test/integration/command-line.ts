import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/platform/config.ts';

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Given {
  readonly input?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A command that runs until it is asked to stop. */
export interface Running {
  /** What it has said on a line of its own that begins so; null = it has ended without. */
  says(begins: string): Promise<string | null>;
  sends(signal: NodeJS.Signals): void;
  readonly ended: Promise<Said>;
}

/** Runs `afdrag` as a process of its own, with what is written on its standard input. */
export async function afdrag(words: readonly string[], given: Given = {}): Promise<Said> {
  return beginAfdrag(words, given).ended;
}

/** The same, which one is beside while it runs. */
export function beginAfdrag(words: readonly string[], { input = '', environment }: Given = {}): Running {
  const child = spawn(process.execPath, [join(PROJECT_ROOT, 'src/cli/main.ts'), ...words], {
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // A command that is called wrongly ends without reading what it is given.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (part: string) => (said.out += part));
  child.stderr.setEncoding('utf8').on('data', (part: string) => (said.err += part));
  const ended = once(child, 'close') as Promise<[number | null]>;
  return {
    says: (begins) =>
      new Promise((resolve) => {
        const look = () => {
          // What stands after the last end of a line may go on.
          const lines = said.out.split('\n').slice(0, -1);
          const found = lines.find((line) => line.startsWith(begins));
          if (found !== undefined) resolve(found.slice(begins.length).trim());
        };
        child.stdout.on('data', look);
        look();
        void ended.then(() => resolve(null));
      }),
    sends: (signal) => void child.kill(signal),
    ended: ended.then(([status]) => ({ status, ...said })),
  };
}

/** The JSON of each line. */
export function jsonLines(out: string): unknown[] {
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);
}
