import type { ColumnName } from './columns.ts';
import type { FieldValue, TypedRow } from './field-text.ts';
import { readHeader } from './header.ts';
import { FileRefused, type Unusable } from './raw-row.ts';
import { columnLetters, SheetRows, type SheetRow } from './xlsx/sheet-rows.ts';
import { openWorkbook, type Workbook } from './xlsx/workbook.ts';
import { XmlEvents } from './xlsx/xml-events.ts';
import { ZipArchive } from './xlsx/zip-archive.ts';

const MEGABYTE = 1_000_000;
/** The packed file is held in memory, because its directory stands last. 100,000 rows are some 15 MB. */
const MOST_MEGABYTES = 100;
/** Of the sheet, unpacked: never held in memory. 100,000 rows are some 150 MB. */
const MOST_MEGABYTES_OF_SHEET = 1_000;

/** A workbook whose sheet has been found, and that sheet's rows below the header. */
export interface XlsxReading {
  readonly sheet: string;
  readonly rows: AsyncIterable<TypedRow>;
}

/**
 * Reads a workbook in Excel's format (xlsx): the sheet named `krav`, or the first that is not hidden. The first row in which
 * something stands is the header. Throws a refusal, at the latest at the end of the rows.
 */
export async function readXlsx(bytes: AsyncIterable<Uint8Array>): Promise<XlsxReading> {
  const archive = await ZipArchive.open(await inMemory(bytes));
  const workbook = await openWorkbook(archive);
  return { sheet: workbook.sheetName, rows: rowsBelowHeader(rowsOf(archive, workbook)) };
}

async function inMemory(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size > MOST_MEGABYTES * MEGABYTE) {
      throw new FileRefused({ tag: 'too-big', what: 'file', mostMegabytes: MOST_MEGABYTES });
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

async function* rowsOf(archive: ZipArchive, workbook: Workbook): AsyncGenerator<SheetRow> {
  const rows = new SheetRows(workbook);
  const events = new XmlEvents(rows);
  for await (const piece of archive.content(workbook.sheetPath, MOST_MEGABYTES_OF_SHEET)) {
    events.write(piece);
    yield* rows.takeRows();
  }
  events.end();
}

async function* rowsBelowHeader(rows: AsyncIterable<SheetRow>): AsyncGenerator<TypedRow> {
  let columns: ReadonlyMap<number, ColumnName> | null = null;
  let count = 0;
  for await (const row of rows) {
    if (columns === null) {
      columns = headerOf(row);
      continue;
    }
    count++;
    yield typedRow(row, columns);
  }
  if (columns === null) throw new FileRefused({ tag: 'empty-file' });
  if (count === 0) throw new FileRefused({ tag: 'no-rows' });
}

function headerOf({ number, cells }: SheetRow): ReadonlyMap<number, ColumnName> {
  const names = [...cells].map(([column, value]) => {
    if (value.kind === 'text') return value.text.trim();
    throw new FileRefused({ tag: 'heading-not-text', cell: `${columnLetters(column)}${number}` });
  });
  const header = readHeader(names);
  // One name for each cell, in their order.
  return new Map([...cells.keys()].map((column, index) => [column, header[index] as ColumnName]));
}

function typedRow({ number, cells }: SheetRow, columns: ReadonlyMap<number, ColumnName>): TypedRow {
  const fields = new Map<ColumnName, FieldValue>();
  const beside: Unusable[] = [];
  for (const [column, value] of cells) {
    const name = columns.get(column);
    if (name === undefined) {
      beside.push({ column: columnLetters(column), value: '', reason: { tag: 'no-heading' } });
    } else {
      fields.set(name, value);
    }
  }
  return { row: number, fields, beside };
}
