import { randomInt } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runTests, tell } from '../running.ts';

/**
 * `npm run test:long`: everything that `npm test` has only time to try a little of, at length and each time from a new beginning:
 * properties, processes that are killed, lives of whole towns, payments in any order, every errand and page in a browser. The seed is told
 * first and last: with it, AFDRAG_SEED=7 npm run test:long tries the same again.
 */
const files = globSync('{src,test}/**/*.test.ts', { cwd: root })
  .filter((file) => file.includes('/faults/') || /'fast-check'|\/long\/length\.ts'/.test(source(file)))
  .toSorted();
const seed = process.env['AFDRAG_SEED'] ?? String(randomInt(1, 2 ** 31 - 1));
const times = process.env['AFDRAG_TIMES'] ?? '20';
const length = { AFDRAG_SEED: seed, AFDRAG_TIMES: times };
const again = `AFDRAG_SEED=${seed} AFDRAG_TIMES=${times}`;

const totals = runTests(`Tests of ${files.length} files, ${times} times as long (${again})`, files, length);
console.log(`\nThe same again: ${again} npm run test:long`);
tell(totals);

function source(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
