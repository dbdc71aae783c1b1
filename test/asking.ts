import { localClaimTypes, type OwnTypes } from '../src/law/claim-types.ts';
import { questions } from '../src/cli/questions/questions.ts';

/** Line questions as the command answers them. */

/** The answer as the command writes it on its line. */
export function answer(name: string, line: string | object, own: OwnTypes = localClaimTypes): string {
  const question = questions[name];
  if (question === undefined) throw new Error(`no question ${name}`);
  const ask = question.byTypes?.(own) ?? question.ask;
  const answered = ask(typeof line === 'string' ? line : JSON.stringify(line));
  return 'error' in answered ? question.writeError(answered.error) : answered.answer;
}

export function errorOf(name: string, line: string | object): string {
  const { error } = JSON.parse(answer(name, line)) as { readonly error: string };
  return error;
}
