import { describe, expect, test } from 'vitest';
import { workItemKinds } from '../../src/cli/work-words.ts';
import { sampleLetters } from '../../src/letters/sample-letters.ts';
import { textOf } from './documents.ts';

describe('a kind of work item', () => {
  const guide = textOf('docs/guides/work-items.md');
  test.each(workItemKinds)('%s stands in the guide with what ends it', (kind) => {
    expect(guide).toContain(`\`${kind}\``);
  });
});

describe('a kind of letter', () => {
  const guide = textOf('docs/guides/letters.md');
  const kinds = Object.keys(sampleLetters());
  test.each(kinds)('%s stands in the guide with what it tells', (kind) => {
    expect(guide).toContain(`\`${kind}\``);
  });
});
