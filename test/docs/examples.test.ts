import { describe, expect, test } from 'vitest';
import { questions } from '../../src/cli/questions/questions.ts';
import { blocksIn, documents } from './documents.ts';

/** A question and its answer as a document shows them: `$ echo '…' | npm run -s afdrag -- assess --stdin` and the next line. */
interface Shown {
  readonly place: string;
  readonly question: string;
  readonly line: string;
  readonly answer: string;
}

const shown: readonly Shown[] = documents.flatMap(({ path, text }) =>
  blocksIn(text, 'console').flatMap((lines) =>
    lines.flatMap((line, index) => {
      const match = /^\$ echo '(.*)' \| npm run -s afdrag -- ([a-z-]+) --stdin$/.exec(line);
      if (match === null) return [];
      const [, asked = '', question = ''] = match;
      return [{ place: `${path}: ${line}`, question, line: asked, answer: lines[index + 1] ?? '' }];
    }),
  ),
);

describe('a question in the documents has the answer that is shown', () => {
  test.each(shown.map((each) => [each.place, each] as const))('%s', (_, { question, line, answer }) => {
    const asked = questions[question];
    if (asked === undefined) throw new Error(`${question} is not a question`);
    const answered = asked.ask(line);
    expect('error' in answered ? asked.writeError(answered.error) : answered.answer).toBe(answer);
  });
});

test('every question is shown with an example', () => {
  const asked = new Set(shown.map(({ question }) => question));
  expect(Object.keys(questions).filter((question) => !asked.has(question))).toEqual([]);
});
