import { once } from 'node:events';
import { withoutByteOrderMark } from '../kernel/byte-order-mark.ts';
import { localClaimTypes, type OwnTypes } from '../law/claim-types.ts';
import { municipalityOption, UsageError, type Command, type Given, type Shell } from './command.ts';
import type { NamedQuestion } from './questions/questions.ts';

/**
 * A question as a command: a line in, a line out, in order; status 1 at the end when a line could not be answered. What is about types of
 * claim is answered by what a municipality has stated of its own, where one is named.
 */
export function questionCommand(words: string, question: NamedQuestion): Promise<Command> {
  const { byTypes } = question;
  const stdin = { stdin: { type: 'boolean' } } as const;
  return Promise.resolve({
    words,
    usage: byTypes === null ? '--stdin' : '--stdin [--municipality 998]',
    summary: 'svarer linje for linje fra standard input',
    options: byTypes === null ? stdin : { ...municipalityOption, ...stdin },
    run: async (given, shell) => {
      if (!given.flag('stdin')) throw new UsageError('--stdin mangler');
      const ask = byTypes === null ? question.ask : byTypes(await ownTypesGiven(given, shell));
      return answerLines({ ...question, ask }, process.stdin, process.stdout);
    },
  });
}

/** What the municipality that is named has stated of its own types of claim; without one they are known as not stated, and no database is needed. */
export async function ownTypesGiven(given: Given, shell: Shell): Promise<OwnTypes> {
  if (given.text('municipality') === null) return localClaimTypes;
  const municipality = given.municipality();
  const { ownTypesIn } = await import('../municipality/configurations.ts');
  const { readInMunicipality } = await import('../platform/database.ts');
  return shell.withDatabase((database) => readInMunicipality(database, municipality, ownTypesIn));
}

/** Answers every line, also a blank one, so that the answers stand beside their lines. */
export async function answerLines(
  { ask, writeError }: NamedQuestion,
  from: NodeJS.ReadableStream,
  to: NodeJS.WritableStream,
): Promise<number> {
  let status = 0;
  let begun = false;
  for await (const line of linesOf(from)) {
    const answered = ask(begun ? line : withoutByteOrderMark(line));
    begun = true;
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
