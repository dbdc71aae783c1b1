import { expect, test } from 'vitest';
import { z } from 'zod';
import { rowsOf, textOf } from './documents.ts';

const versions = z.record(z.string(), z.string());
const manifest = z
  .object({ dependencies: versions, devDependencies: versions, optionalDependencies: versions })
  .parse(JSON.parse(textOf('package.json')));

test('the list of dependencies is that of the package, each with a reason', () => {
  const listed = rowsOf(textOf('docs/dependencies.md'), ['Package', 'Version', 'Why']);
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const byName = ([a]: readonly string[], [b]: readonly string[]) => ((a ?? '') < (b ?? '') ? -1 : 1);
  const needed = [dependencies, devDependencies, optionalDependencies].flatMap((each) =>
    Object.entries(each).toSorted(byName),
  );
  expect(listed.map(([name, version]) => [name, version])).toEqual(needed);
  expect(listed.filter(([, , why = '']) => why.length < 5)).toEqual([]);
});
