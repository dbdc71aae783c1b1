import { describe, expect, test } from 'vitest';
import { programFiles, rowsOf, textOf } from './documents.ts';

const terms = rowsOf(textOf('docs/glossary.md'), ['English', 'Danish', 'Paragraph', 'In code', 'File']).map(
  ([english = '', danish = '', , name = '', file = '']) => ({ english, danish, name, file }),
);
const program = programFiles('src/**/*.ts', 'statute/**/*.{json,yaml}', 'db/**/*.sql')
  .map(textOf)
  .join('\n')
  .toLocaleLowerCase('da-DK');

describe('a word in the glossary', () => {
  test.each(terms.map((term) => [term.english, term] as const))('%s', (_, { danish, name, file }) => {
    expect(program.includes(danish.toLocaleLowerCase('da-DK')), `the program says "${danish}"`).toBe(true);
    expect(textOf(file), `${file} has ${name}`).toContain(name);
  });
});

test('is one for each concept, in either language', () => {
  for (const words of [terms.map(({ english }) => english), terms.map(({ danish }) => danish)])
    expect(new Set(words).size).toBe(words.length);
});
