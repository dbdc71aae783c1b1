import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { CsvError, parse, type Parser } from 'csv-parse';
import { columnNames, type ColumnName } from './columns.ts';
import { readHeader } from './header.ts';
import { FileRefused, type RawRow } from './raw-row.ts';
import type { FileRefusal } from './refusals.ts';

const LONGEST_LINE = 64 * 1024;
const LONGEST_ROW = 16 * 1024;

/**
 * The rows of a CSV file: UTF-8 with or without BOM, `;`, header. Throws a refusal when it is cut, wrongly encoded or of
 * another shape.
 */
export async function* csvRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  try {
    yield* rowsOf(bytes);
  } catch (error) {
    throw error instanceof CsvError ? new FileRefused(csvRefusal(error)) : error;
  }
}

async function* rowsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<RawRow> {
  let places: readonly number[] | null = null;
  let columns = 0;
  let short: RawRow | null = null;
  let rows = 0;
  for await (const { record, info } of records(bytes)) {
    if (places === null) {
      const header = headerOf(record);
      places = placesIn(header);
      columns = header.length;
      continue;
    }
    // Too few columns in the very last row is a cut file; anywhere else it is that row's own mistake.
    if (short !== null) yield short;
    short = record.length < columns ? { row: info.lines, values: null } : null;
    rows++;
    if (short === null)
      yield { row: info.lines, values: record.length === columns ? valuesAt(places, record) : null };
  }
  if (places === null) throw new FileRefused({ tag: 'empty-file' });
  if (short !== null) throw new FileRefused({ tag: 'cut-off', row: short.row, sign: 'too-few-columns' });
  if (rows === 0) throw new FileRefused({ tag: 'no-rows' });
}

interface ParsedRecord {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

function records(bytes: AsyncIterable<Uint8Array>): AsyncIterable<ParsedRecord> {
  const parser: Parser = parse({
    delimiter: ';',
    bom: true,
    info: true,
    trim: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
  });
  const source = Readable.from(wholeLines(bytes), { objectMode: false });
  source.on('error', (error) => parser.destroy(error));
  parser.on('close', () => source.destroy());
  // csv-parse types its records as any; with these options they are { record, info }.
  return source.pipe(parser) as AsyncIterable<ParsedRecord>;
}

/**
 * Passes on pieces that end at a line end, after checking that they are UTF-8 (a line end never lies inside a
 * character). What is left when the file ends is a line without end: the file was cut.
 */
async function* wholeLines(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  let linesBefore = 0;
  for await (const chunk of bytes) {
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

function headerOf(record: readonly string[]): readonly ColumnName[] {
  const [only] = record;
  if (record.length === 1 && only !== undefined && /[,\t]/.test(only)) {
    throw new FileRefused({ tag: 'wrong-separator' });
  }
  return readHeader(record);
}

/** Where each of `columnNames` stands in the file's rows; -1 for one that is left out. */
function placesIn(header: readonly ColumnName[]): readonly number[] {
  return columnNames.map((name) => header.indexOf(name));
}

function valuesAt(places: readonly number[], record: readonly string[]): readonly string[] {
  return places.map((place) => record[place] ?? '');
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
