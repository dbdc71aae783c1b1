import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands.ts';
import type { Command } from '../../src/cli/command.ts';
import { documents, textOf } from './documents.ts';

/** Commands as the documents give them: after `npm run -s afdrag --`, or after `afdrag` in code. */
interface Written {
  readonly place: string;
  readonly words: readonly string[];
}

const written: readonly Written[] = documents.flatMap(({ path, text }) =>
  [...text.matchAll(/npm run -s afdrag -- ([^`\n]*)|`afdrag ([^`\n]+)`/g)]
    .map(([, called = '', named = '']) => `${called}${named}`.split(' #')[0] ?? '')
    .filter((rest) => !rest.startsWith('…'))
    .map((rest) => ({ place: `${path}: ${rest.trim()}`, words: wordsOf(rest) })),
);

function wordsOf(line: string): string[] {
  // Brackets only show what may be left out.
  return [...line.replace(/[[\]()]/g, ' ').matchAll(/"[^"]*"|\S+/g)].map(([word]) => word);
}

async function commandOf(
  words: readonly string[],
): Promise<{ command: Command; rest: readonly string[] } | null> {
  for (const length of [2, 1]) {
    const load = commands[words.slice(0, length).join(' ')];
    if (load !== undefined) return { command: await load(), rest: words.slice(length) };
  }
  return null;
}

/** What is wrong with the options, if anything. */
function faultOf(command: Command, rest: readonly string[]): string | null {
  const given = new Set<string>();
  let words = command.positional === undefined ? 0 : 1;
  for (let index = 0; index < rest.length; index++) {
    const name = (rest[index] ?? '').replace(/^--/, '');
    // The one word without an option, where the command takes one.
    if (rest[index] === name && words-- > 0) continue;
    const option = command.options[name];
    if (rest[index] === name || option === undefined)
      return `${rest[index]} is no option of ${command.words}`;
    given.add(name);
    if (option.type !== 'string') continue;
    index += 1;
    if (rest[index]?.startsWith('--') ?? true) return `--${name} has no value`;
  }
  // In a usage, what may be left out stands in brackets, and a choice in parentheses.
  const needed = command.usage.replaceAll(/\[[^\]]*\]|\([^)]*\)/g, '').matchAll(/--([a-z-]+)/g);
  const missing = [...needed].map(([, name = '']) => name).filter((name) => !given.has(name));
  return given.size > 0 && missing.length > 0 ? `${command.words} needs --${missing.join(', --')}` : null;
}

describe('a command in the documents', () => {
  test.each(written.map((each) => [each.place, each] as const))('%s', async (_, { words }) => {
    const called = await commandOf(words);
    expect(called, 'is a command').not.toBeNull();
    expect(called === null ? null : faultOf(called.command, called.rest)).toBeNull();
  });

  test('that does not exist, or is called with an option it has not, would be found', async () => {
    expect(await commandOf(['month', 'walk'])).toBeNull();
    const verify = await commandOf(['verify']);
    if (verify === null) throw new Error('verify is a command');
    expect(faultOf(verify.command, ['--everything'])).toContain('no option');
    expect(faultOf(verify.command, ['--municipality'])).toContain('no value');
    expect(faultOf(verify.command, ['100001'])).toContain('no option');
    const show = await commandOf(['debtor', 'show']);
    if (show === null) throw new Error('debtor show is a command');
    expect(faultOf(show.command, ['100001', '--municipality', '998'])).toBeNull();
    expect(faultOf(show.command, ['100001', '100002', '--municipality', '998'])).toContain('no option');
    const run = await commandOf(['month', 'run']);
    if (run === null) throw new Error('month run is a command');
    expect(faultOf(run.command, ['--municipality', '998'])).toBe('month run needs --month');
  });
});

test('every command stands in the documents', () => {
  const mentioned = documents.map(({ text }) => text).join('\n');
  expect(Object.keys(commands).filter((words) => !mentioned.includes(words))).toEqual([]);
});

test('every npm script that the documents name exists', () => {
  const scripts = scriptNames(textOf('package.json'));
  const named = documents.flatMap(({ text }) =>
    [...text.matchAll(/npm (start|test|run (?:-s )?([a-z:]+))/g)].map(
      ([, short, long]) => long ?? short ?? '',
    ),
  );
  expect([...new Set(named)].filter((name) => !scripts.has(name))).toEqual([]);
});

function scriptNames(manifest: string): ReadonlySet<string> {
  const { scripts } = JSON.parse(manifest) as { readonly scripts: Record<string, string> }; // our own package.json
  return new Set(Object.keys(scripts));
}
