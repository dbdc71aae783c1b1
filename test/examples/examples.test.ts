import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { questions } from '../../src/cli/questions/questions.ts';

/** The example files in statute/examples, which a lawyer can read and add to, run one by one. */
const folder = join(import.meta.dirname, '../../statute/examples');
const fileShape = z.strictObject({
  question: z.string(),
  paragraph: z.string(),
  /** What every example of the file begins from; `given` says what is different. */
  base: z.record(z.string(), z.unknown()).optional(),
  examples: z.array(
    z.strictObject({ name: z.string(), source: z.string(), given: z.unknown(), expect: z.unknown() }),
  ),
  refused: z.array(z.strictObject({ name: z.string(), given: z.unknown(), error: z.string() })).default([]),
  notDecidedHere: z.array(z.strictObject({ name: z.string(), why: z.string() })).default([]),
});

for (const name of readdirSync(folder).filter((entry) => entry.endsWith('.yaml'))) {
  const file = fileShape.parse(parse(readFileSync(join(folder, name), 'utf8')));
  const question = questions[file.question];
  if (question === undefined) throw new Error(`${name}: unknown question ${file.question}`);
  const ask = (given: unknown) =>
    question.ask(typeof given === 'string' ? given : JSON.stringify({ ...file.base, ...Object(given) }));
  const asWritten = (answer: string): unknown => (file.question === 'fi' ? answer : JSON.parse(answer));

  describe(`${name}: ${file.paragraph}`, () => {
    it.each(file.examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
      const answered = ask(example.given);
      expect(answered).toHaveProperty('answer');
      expect('answer' in answered && asWritten(answered.answer)).toStrictEqual(example.expect);
    });
    it.each(file.refused.map((example) => [example.name, example] as const))('refuses: %s', (_, example) => {
      expect(ask(example.given)).toStrictEqual({ error: example.error });
    });
  });
}
