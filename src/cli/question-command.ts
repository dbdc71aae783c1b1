import { once } from 'node:events';
import { UsageError, type Command } from './command.ts';
import type { NamedQuestion } from './questions/questions.ts';

/** A question as a command: a line in, a line out, in order; status 1 at the end when a line could not be answered. */
export function questionCommand(words: string, question: NamedQuestion): Promise<Command> {
  return Promise.resolve({
    words,
    usage: '--stdin',
    summary: 'svarer linje for linje fra standard input',
    options: { stdin: { type: 'boolean' } },
    run: async (given) => {
      if (!given.flag('stdin')) throw new UsageError('--stdin mangler');
      return answerLines(question, process.stdin, process.stdout);
    },
  });
}

/** Answers every line, also a blank one, so that the answers stand beside their lines. */
export async function answerLines(
  { ask, writeError }: NamedQuestion,
  from: NodeJS.ReadableStream,
  to: NodeJS.WritableStream,
): Promise<number> {
  let status = 0;
  for await (const line of linesOf(from)) {
    const answered = ask(line);
    if ('error' in answered) status = 1;
    const text = 'error' in answered ? writeError(answered.error) : answered.answer;
    if (!to.write(`${text}\n`)) await once(to, 'drain');
  }
  return status;
}

// Not node:readline, which also ends a line at U+2028 and U+2029: a JSON text may hold them.
async function* linesOf(from: NodeJS.ReadableStream): AsyncGenerator<string> {
  from.setEncoding('utf8');
  let rest = '';
  for await (const chunk of from as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
