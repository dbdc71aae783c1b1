import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimsCsvHeader } from '../../src/claims/columns.ts';
import { claimLine, cprNumber } from './claims-rows.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

const ROWS = 100_000;
const MEGABYTE = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-claims-'));
const file = join(folder, 'krav.csv');
let db: FreshDatabase;

beforeAll(async () => {
  db = await freshDatabase();
  await pipeline(Readable.from(lines()), createWriteStream(file));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await db.close();
});

function* lines(): Generator<string> {
  yield `${claimsCsvHeader}\n`;
  for (let row = 0; row < ROWS; row++) {
    const account = Math.floor(row / 5);
    const month = `2021-0${3 + (row % 5)}`;
    yield `${claimLine({
      accountId: `S-${account}`,
      debtorCpr: cprNumber(account),
      claimId: `K-${account}-${month}`,
      periodFrom: `${month}-01`,
      periodTo: `${month}-28`,
    })}\n`;
  }
}

test('100,000 rows stream through a heap that could not hold them', { timeout: 120_000 }, async () => {
  // As row objects the file takes 210 MB (measured); more than 96 MB of old space would end the child.
  const child = join(import.meta.dirname, 'claims-volume-child.ts');
  const options = ['--max-old-space-size=96', '--disable-warning=ExperimentalWarning', child, db.url, file];
  const { stdout } = await promisify(execFile)(process.execPath, options);
  const told = JSON.parse(stdout) as { outcome: string; fresh: number; peakHeap: number }; // our own child's line
  expect(told).toMatchObject({ outcome: 'imported', fresh: ROWS });
  expect(told.peakHeap).toBeLessThan(128 * MEGABYTE);
});
