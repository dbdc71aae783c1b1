import { createHash } from 'node:crypto';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { asRawRow, restoredNoughts, type TypedRow } from './field-text.ts';
import { FileRefused, type FileFormat, type RawRow, type ReadAs } from './raw-row.ts';
import { csvRows } from './read-csv.ts';
import { jsonRows } from './read-json.ts';
import { readXlsx } from './read-xlsx.ts';
import type { FileRefusal } from './refusals.ts';

export type { FileFormat, RawRow, ReadAs } from './raw-row.ts';

export interface FileReading {
  /** Pages of rows in file order. A refusal comes last and ends the reading. */
  readonly pages: AsyncIterable<Result<readonly RawRow[], FileRefusal>>;
  /** SHA-256 of the bytes read so far, hexadecimal. Ask once, after the pages. */
  readonly sha256: () => string;
  /** How the file has been read so far. */
  readonly readAs: () => ReadAs;
}

/**
 * Reads a claims file page by page, whatever it is: CSV, a workbook (xlsx), a JSON list or JSON lines. What it is shows in
 * its first bytes, not in its name. Never holds more than a page and a piece of the file in memory; of a workbook the
 * packed file and its texts too. A file that is cut, wrongly encoded or of another shape is refused as a whole.
 */
export function readClaimsFile(bytes: AsyncIterable<Uint8Array>, rowsPerPage: number): FileReading {
  const hash = createHash('sha256');
  const reader = new ClaimsReader();
  return {
    pages: pagesOf(reader.rows(hashed(bytes, hash)), rowsPerPage),
    sha256: () => hash.digest('hex'),
    readAs: () => reader.readAs,
  };
}

async function* pagesOf(
  rows: AsyncIterable<RawRow>,
  rowsPerPage: number,
): AsyncGenerator<Result<readonly RawRow[], FileRefusal>> {
  try {
    let page: RawRow[] = [];
    for await (const row of rows) {
      page.push(row);
      if (page.length < rowsPerPage) continue;
      yield ok(page);
      page = [];
    }
    if (page.length > 0) yield ok(page);
  } catch (error) {
    yield refuse(refusalOf(error));
  }
}

function refusalOf(error: unknown): FileRefusal {
  if (error instanceof FileRefused) return error.refusal;
  // What the operating system says about a file or pipe: it could not be read (to the end).
  if (error instanceof Error && 'syscall' in error) return { tag: 'not-readable' };
  throw error;
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Finds out what the file is, and notes how it was read. */
class ClaimsReader {
  #format: FileFormat = 'csv';
  #sheet: string | null = null;
  #restoredNoughts = 0;

  get readAs(): ReadAs {
    return { format: this.#format, sheet: this.#sheet, restoredNoughts: this.#restoredNoughts };
  }

  async *rows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
    const source = bytes[Symbol.asyncIterator]();
    try {
      const begin = await takeBegin(source);
      this.#format = formatOf(begin);
      const all = andThen(begin, source);
      if (this.#format === 'csv') yield* csvRows(all);
      else yield* this.#rawRows(await this.#typedRows(all));
    } finally {
      await source.return?.();
    }
  }

  async *#rawRows(rows: AsyncIterable<TypedRow>): AsyncGenerator<RawRow> {
    for await (const row of rows) {
      this.#restoredNoughts += restoredNoughts(row);
      yield asRawRow(row);
    }
  }

  async #typedRows(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<TypedRow>> {
    if (this.#format !== 'xlsx')
      return jsonRows(bytes, this.#format === 'json-list' ? 'json-list' : 'json-lines');
    const { sheet, rows } = await readXlsx(bytes);
    this.#sheet = sheet;
    return rows;
  }
}

/** Blanks and a byte order mark may stand before what tells the format. */
const LONGEST_BEGIN = 1024;

async function takeBegin(source: AsyncIterator<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (let size = 0; size < LONGEST_BEGIN;) {
    const next = await source.next();
    if (next.done === true) break;
    pieces.push(next.value);
    size += next.value.length;
  }
  return Buffer.concat(pieces);
}

async function* andThen(begin: Uint8Array, source: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (begin.length > 0) yield begin;
  for (let next = await source.next(); next.done !== true; next = await source.next()) yield next.value;
}

/** The first file of a zip archive, or the end of one without files. */
const ZIP = ['504b0304', '504b0506'];
/** Microsoft's older container: xls, and every workbook with a password. */
const OLD_CONTAINER = 'd0cf11e0a1b11ae1';

function formatOf(begin: Buffer): FileFormat {
  const sign = begin.toString('hex', 0, 8);
  if (sign === OLD_CONTAINER) {
    throw new FileRefused({ tag: 'old-or-locked-spreadsheet' });
  }
  if (ZIP.includes(sign.slice(0, 8))) return 'xlsx';
  const first = /^\ufeff?\s*(.)/.exec(begin.toString('utf8'))?.[1];
  if (first === '[') return 'json-list';
  return first === '{' ? 'json-lines' : 'csv';
}
