import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { columnNames, type ColumnName } from './columns.ts';
import { shownValue, type FileRefusal } from './refusals.ts';

/** A row as it stands in the file. */
export interface RawRow {
  /** Line number in the file; the header is line 1. */
  readonly row: number;
  /** In the order of `columnNames`. Null when the row has not as many columns as the header. */
  readonly values: readonly string[] | null;
}

export interface FileReading {
  /** Pages of rows in file order. A refusal comes last and ends the reading. */
  readonly pages: AsyncIterable<Result<readonly RawRow[], FileRefusal>>;
  /** SHA-256 of the bytes read so far, hexadecimal. Ask once, after the pages. */
  readonly sha256: () => string;
}

const LONGEST_LINE = 64 * 1024;
const LONGEST_ROW = 16 * 1024;
const MOST_NAMES = 10;

/**
 * Reads a claims file page by page: UTF-8 with or without BOM, `;`, header. Never holds more than a page and a piece of
 * the file in memory. A file that is cut, wrongly encoded or of another shape is refused as a whole.
 */
export function readClaimsFile(bytes: AsyncIterable<Uint8Array>, rowsPerPage: number): FileReading {
  const hash = createHash('sha256');
  return { pages: pagesOf(bytes, hash, rowsPerPage), sha256: () => hash.digest('hex') };
}

/** Carries a refusal out of the stream, where only errors travel; it ends in `pagesOf`. */
class FileRefused extends Error {
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(refusal.tag);
    this.refusal = refusal;
  }
}

async function* pagesOf(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
  rowsPerPage: number,
): AsyncGenerator<Result<readonly RawRow[], FileRefusal>> {
  try {
    let page: RawRow[] = [];
    for await (const row of rowsOf(bytes, hash)) {
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

async function* rowsOf(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<RawRow> {
  let places: readonly number[] | null = null;
  let short: RawRow | null = null;
  let rows = 0;
  for await (const { record, info } of records(bytes, hash)) {
    if (places === null) {
      places = placesIn(readHeader(record));
      continue;
    }
    // Too few columns in the very last row is a cut file; anywhere else it is that row's own mistake.
    if (short !== null) yield short;
    short = record.length < places.length ? { row: info.lines, values: null } : null;
    rows++;
    if (short === null) yield { row: info.lines, values: valuesAt(places, record) };
  }
  if (places === null) throw new FileRefused({ tag: 'empty-file' });
  if (short !== null) throw new FileRefused({ tag: 'cut-off', row: short.row, sign: 'too-few-columns' });
  if (rows === 0) throw new FileRefused({ tag: 'no-rows' });
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function records(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncIterable<ParsedRecord> {
  const parser: Parser = parse({
    delimiter: ';',
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(wholeLines(bytes, hash), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  parser.on('close', () => source.destroy());
  // csv-parse types its records as any; with these options they are { record, info }.
  return source.pipe(parser) as AsyncIterable<ParsedRecord>;
}

/**
 * Passes on pieces that end at a line end, after checking that they are UTF-8 (a line end never lies inside a
 * character). What is left when the file ends is a line without end: the file was cut.
 */
async function* wholeLines(
  bytes: AsyncIterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  let linesBefore = 0;
  for await (const chunk of bytes) {
    hash.update(chunk);
    const piece = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const end = piece.lastIndexOf(LINE_END) + 1;
    rest = piece.subarray(end);
    if (rest.length > LONGEST_LINE) throw new FileRefused({ tag: 'line-too-long', row: linesBefore + 1 });
    if (end === 0) continue;
    const lines = piece.subarray(0, end);
    if (!isUtf8(lines)) {
      throw new FileRefused({ tag: 'wrong-encoding', row: linesBefore + firstWrongLine(lines) });
    }
    linesBefore += countLines(lines);
    yield lines;
  }
  if (rest.length > 0) throw new FileRefused(unfinishedLine(rest, linesBefore + 1));
}

const LINE_END = 0x0a;

function firstWrongLine(lines: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < lines.length; line++) {
    const end = lines.indexOf(LINE_END, start) + 1;
    if (!isUtf8(lines.subarray(start, end))) return line;
    start = end;
  }
  return line;
}

function countLines(lines: Uint8Array): number {
  let count = 0;
  for (let at = lines.indexOf(LINE_END); at !== -1; at = lines.indexOf(LINE_END, at + 1)) count++;
  return count;
}

// A cut may go through a character (at most three of its bytes stand last); any other wrong byte is wrong encoding.
function unfinishedLine(line: Uint8Array, row: number): FileRefusal {
  const couldBeCut = [0, 1, 2, 3].some((cut) => isUtf8(line.subarray(0, Math.max(0, line.length - cut))));
  return couldBeCut ? { tag: 'cut-off', row, sign: 'no-line-end' } : { tag: 'wrong-encoding', row };
}

function readHeader(header: readonly string[]): readonly ColumnName[] {
  const known: ReadonlySet<string> = new Set(columnNames);
  const [only] = header;
  if (header.length === 1 && only !== undefined && /[,\t]/.test(only)) {
    throw new FileRefused({ tag: 'wrong-separator' });
  }
  const unknown = header.filter((name) => !known.has(name));
  if (unknown.length > 0) {
    // Without a header the first row's values stand here, hence no more of them than may be shown.
    const columns = unknown.slice(0, MOST_NAMES).map((name) => shownValue(name, false));
    throw new FileRefused({ tag: 'unknown-columns', columns });
  }
  const repeated = header.filter((name, index) => header.indexOf(name) !== index);
  if (repeated.length > 0) throw new FileRefused({ tag: 'repeated-columns', columns: repeated });
  const missing = columnNames.filter((name) => !header.includes(name));
  if (missing.length > 0) throw new FileRefused({ tag: 'missing-columns', columns: missing });
  // Every name was found among columnNames above.
  return header as readonly ColumnName[];
}

/** Where each of `columnNames` stands in the file's rows. */
function placesIn(header: readonly ColumnName[]): readonly number[] {
  return columnNames.map((name) => header.indexOf(name));
}

function valuesAt(places: readonly number[], record: readonly string[]): readonly string[] | null {
  return record.length === places.length ? places.map((place) => record[place] ?? '') : null;
}

function refusalOf(error: unknown): FileRefusal {
  if (error instanceof FileRefused) return error.refusal;
  if (error instanceof CsvError) return csvRefusal(error);
  // What the operating system says about a file or pipe: it could not be read (to the end).
  if (error instanceof Error && 'syscall' in error) return { tag: 'not-readable' };
  throw error;
}

function csvRefusal(error: CsvError): FileRefusal {
  // The row in which the record begins, not the one where the parser gave up; `records` counts the header too.
  const row = typeof error['records'] === 'number' ? error['records'] + 1 : 1;
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return { tag: 'cut-off', row, sign: 'open-quote' };
    case 'CSV_MAX_RECORD_SIZE':
      return { tag: 'line-too-long', row };
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'INVALID_OPENING_QUOTE':
      return { tag: 'misplaced-quote', row };
    default:
      throw error;
  }
}
