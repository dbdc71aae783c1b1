import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { programFiles, projectRoot, textOf } from './documents.ts';

const LAST_QUESTION = 84;
const document = textOf('docs/legal-review.md');
const sections = [...document.matchAll(/^### (Q\d+) .*\n([\s\S]*?)(?=^##)/gm)].map(
  ([, question = '', text = '']) => ({
    question,
    text,
  }),
);
const named = z.object({ name: z.string() });
const exampleFile = z.object({ examples: z.array(named), refused: z.array(named).default([]) });

/** The examples that a lawyer can read, by file. */
const examples = new Map(
  readdirSync(join(projectRoot, 'statute/examples')).map((file) => {
    const path = `statute/examples/${file}`;
    const read = exampleFile.parse(parse(textOf(path)));
    return [path, [...read.examples, ...read.refused].map(({ name }) => name)];
  }),
);

test('the legal review has all open questions in their order', () => {
  const all = Array.from({ length: LAST_QUESTION }, (_, index) => `Q${index + 1}`);
  expect(sections.map(({ question }) => question)).toEqual(all);
});

test('every open question that the program names is in the legal review', () => {
  const inProgram = programFiles('src/**/*.ts', 'statute/**/*.{json,yaml}').flatMap((path) => [
    ...(textOf(path).match(/\bQ[1-9]\d?\b/g) ?? []),
  ]);
  const answered = new Set(sections.map(({ question }) => question));
  expect(inProgram.length).toBeGreaterThan(0);
  expect([...new Set(inProgram)].filter((question) => !answered.has(question))).toEqual([]);
});

describe.each(sections.map(({ question, text }) => [question, text] as const))('%s', (_, text) => {
  test('says what is open, what is done, where, and which example shows it', () => {
    for (const part of ['Open', 'Default', 'Where', 'Example']) expect(text).toContain(`- **${part}**: `);
  });

  test('names an example that exists', () => {
    const [, file, name = ''] = /\*\*Example\*\*: `([^`]+)` "([^"]+)"/.exec(text) ?? [];
    if (file !== undefined) expect(examples.get(file)).toContain(name);
    else expect(text).toMatch(/\*\*Example\*\*: none/);
  });
});
