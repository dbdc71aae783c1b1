import { createInterface } from 'node:readline';
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

/** Answers every line that is not blank. */
export async function answerLines(
  { ask, writeError }: NamedQuestion,
  from: NodeJS.ReadableStream,
  to: NodeJS.WritableStream,
): Promise<number> {
  let status = 0;
  for await (const line of createInterface({ input: from, crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const answered = ask(line);
    if ('error' in answered) status = 1;
    const text = 'error' in answered ? writeError(answered.error) : answered.answer;
    if (!to.write(`${text}\n`)) await once(to, 'drain');
  }
  return status;
}
