import { execFile } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimColumns, claimsCsvHeader, columnNames } from '../../src/claims/columns.ts';
import { claimLine, cprNumber, type RowText } from './claims-rows.ts';
import { claimCells, headerCells, rowsXml, workbookFiles, zip } from './claims-workbook.ts';
import { freshDatabase } from './database.ts';

const ROWS = 100_000;
const MEGABYTE = 1_000_000;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-claims-'));
const fileOf = (format: string) => join(folder, `krav.${format}`);

function* rows(): Generator<RowText> {
  for (let row = 0; row < ROWS; row++) {
    const account = Math.floor(row / 5);
    const month = `2021-0${3 + (row % 5)}`;
    yield {
      accountId: `S-${account}`,
      debtorCpr: cprNumber(account),
      claimId: `K-${account}-${month}`,
      periodFrom: `${month}-01`,
      periodTo: `${month}-28`,
    };
  }
}

function* csv(): Generator<string> {
  yield `${claimsCsvHeader}\n`;
  for (const row of rows()) yield `${claimLine(row)}\n`;
}

/** One list on one line. */
function* json(): Generator<string> {
  let before = '[';
  for (const row of rows()) {
    const values = columnNames.map((name) => [name, row[name] ?? claimColumns[name].example]);
    yield `${before}${JSON.stringify(Object.fromEntries(values))}`;
    before = ',';
  }
  yield ']';
}

function* sheetRows(): Generator<string> {
  yield rowsXml([headerCells]);
  let number = 2;
  for (const row of rows()) yield rowsXml([claimCells(row)], number++);
}

beforeAll(async () => {
  await pipeline(Readable.from(csv()), createWriteStream(fileOf('csv')));
  await pipeline(Readable.from(json()), createWriteStream(fileOf('json')));
  writeFileSync(fileOf('xlsx'), zip(workbookFiles({ sheets: [{ rows: [...sheetRows()].join('') }] })));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** What a child process with a small heap says about a file. As row objects it takes 210 MB (measured). */
async function toldBy(child: string, ...given: readonly string[]): Promise<Record<string, unknown>> {
  const options = ['--max-old-space-size=96', '--disable-warning=ExperimentalWarning'];
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...options,
    join(import.meta.dirname, child),
    ...given,
  ]);
  return JSON.parse(stdout) as Record<string, unknown>; // our own child's line
}

test('100,000 rows stream through a heap that could not hold them', { timeout: 120_000 }, async () => {
  await using db = await freshDatabase();
  const told = await toldBy('claims-volume-child.ts', db.url, fileOf('csv'));
  expect(told).toMatchObject({ outcome: 'imported', fresh: ROWS });
  expect(told['peakHeap']).toBeLessThan(128 * MEGABYTE);
});

test.each(['json', 'xlsx'])(
  'so they do when they are read from %s; what follows is the same',
  { timeout: 120_000 },
  async (format) => {
    const told = await toldBy('claims-volume-read-child.ts', fileOf(format));
    expect(told).toMatchObject({ good: ROWS });
    expect(told['peakHeap']).toBeLessThan(128 * MEGABYTE);
  },
);
