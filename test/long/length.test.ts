import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from '../running.ts';

test('every property asks how often it is tried, so that the long run tries it more often', () => {
  const files = globSync('{src,test}/**/*.ts', { cwd: root, exclude: ['test/long/**'] });
  const alone = files.filter((file) => readFileSync(`${root}/${file}`, 'utf8').includes('numRuns'));
  expect(alone).toEqual([]);
});
