import { crc32, deflateRawSync } from 'node:zlib';
import { claimColumns, columnNames, type ColumnName } from '../../src/claims/columns.ts';
import type { RowText } from './claims-rows.ts';

/**
 * Workbooks for tests, with the parts in the order in which Excel writes them, and with what no program writes. That our
 * own reader reads what programs write is tested with the files beside this one that such programs have written.
 */

/** XML of a cell without its reference, `<c t="s"><v>0</v></c>`; see the makers below. */
export type CellXml = string;

export function textCell(text: string): CellXml {
  return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/**
 * A number as it stands in the file. Style 1 shows it as a day, 2 as a day with time, 3 and 4 as an amount, 5 as a month, 6
 * as a time.
 */
export function numberCell(number: string, style = 0): CellXml {
  return `<c s="${style}"><v>${number}</v></c>`;
}

/** A day by its number: 44317 is 1 May 2021. */
export function dayCell(number: number): CellXml {
  return numberCell(String(number), 1);
}

export function formulaCell(formula: string, result: string): CellXml {
  return `<c><f>${escaped(formula)}</f><v>${result}</v></c>`;
}

export function errorCell(error: string): CellXml {
  return `<c t="e"><v>${error}</v></c>`;
}

export interface Sheet {
  readonly name?: string;
  readonly hidden?: boolean;
  /** XML of the rows; see `rowsXml`. */
  readonly rows: string;
  /** What stands after the rows, for instance merged cells. */
  readonly after?: string;
}

export interface WorkbookParts {
  readonly sheets: readonly Sheet[];
  readonly from1904?: boolean;
  readonly sharedStrings?: string;
}

/** A row for each list of cells; null = an empty cell. The row numbers begin at `first`. */
export function rowsXml(rows: readonly (readonly (CellXml | null)[])[], first = 1): string {
  return rows
    .map((cells, index) => {
      const number = first + index;
      const xml = cells.map(
        (cell, column) => cell?.replace('<c', `<c r="${letters(column)}${number}"`) ?? '',
      );
      return `<row r="${number}">${xml.join('')}</row>`;
    })
    .join('');
}

export const headerCells: readonly CellXml[] = columnNames.map(textCell);

/** The cells of a claim; what is left out is as in the guide's example. Cells may be given as XML instead of text. */
export function claimCells(
  values: RowText = {},
  cells: Partial<Record<ColumnName, CellXml | null>> = {},
): (CellXml | null)[] {
  return columnNames.map((name) => {
    const given = cells[name];
    if (given !== undefined) return given;
    const text = values[name] ?? claimColumns[name].example;
    return text === '' ? null : textCell(text);
  });
}

/** A workbook of one sheet with the header and these rows, the first in row 2. */
export function claimsWorkbook(...rows: readonly (readonly (CellXml | null)[])[]): Buffer {
  return workbook({ sheets: [{ rows: rowsXml([headerCells, ...rows]) }] });
}

export function workbook(parts: WorkbookParts): Buffer {
  return zip(workbookFiles(parts));
}

/** The files of a workbook by path, for tests that spoil one of them. */
export function workbookFiles({
  sheets,
  from1904 = false,
  sharedStrings,
}: WorkbookParts): Map<string, string> {
  const files = new Map([
    ['[Content_Types].xml', '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', mainXml(sheets, from1904)],
    [
      'xl/_rels/workbook.xml.rels',
      relationships([
        ...sheets.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const),
        ['styles', 'styles.xml'],
        ...(sharedStrings === undefined ? [] : [['sharedStrings', '/xl/sharedStrings.xml'] as const]),
      ]),
    ],
  ]);
  for (const [index, { rows, after = '' }] of sheets.entries()) {
    const xml = `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`;
    files.set(`xl/worksheets/sheet${index + 1}.xml`, xml);
  }
  files.set('xl/styles.xml', STYLES);
  if (sharedStrings !== undefined)
    files.set('xl/sharedStrings.xml', `${XML}<sst xmlns="${MAIN}">${sharedStrings}</sst>`);
  return files;
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="5"><numFmt numFmtId="164" formatCode="dd\\-mm\\-yyyy\\ hh:mm"/>
  <numFmt numFmtId="165" formatCode="#,##0.00\\ &quot;d. kr.&quot;;[Red]\\-#,##0.00"/><numFmt numFmtId="166" formatCode="#,##0.00 DKK"/>
  <numFmt numFmtId="167" formatCode="[$-406]mmm"/><numFmt numFmtId="168" formatCode="[h]:mm"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/>
  <xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="168"/></cellXfs></styleSheet>`;

function mainXml(sheets: readonly Sheet[], from1904: boolean): string {
  const list = sheets.map(({ name = 'Ark1', hidden }, index) => {
    const state = hidden === true ? ' state="hidden"' : '';
    return `<sheet name="${escaped(name)}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  const properties = `<workbookPr${from1904 ? ' date1904="1"' : ''}/>`;
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${list.join('')}</sheets></workbook>`;
}

function relationships(targets: readonly (readonly [string, string])[]): string {
  const list = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

/** A file of an archive, with what its directory says about it. */
export interface Packed {
  readonly path: string;
  readonly packed: Buffer;
  readonly method: number;
  readonly size: number;
  readonly crc: number;
  readonly flags: number;
}

export function pack(path: string, content: string | Buffer, stored = false): Packed {
  const bytes = Buffer.from(content);
  const packed = stored ? bytes : deflateRawSync(bytes, { level: 1 });
  return { path, packed, method: stored ? 0 : 8, size: bytes.length, crc: crc32(bytes), flags: 0 };
}

export function zip(files: ReadonlyMap<string, string>): Buffer {
  return zipOf([...files].map(([path, content]) => pack(path, content)));
}

/** An archive whose directory says of each file what it is told to say. */
export function zipOf(files: readonly Packed[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.path);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    describeIn(local.subarray(4), file);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    describeIn(entry.subarray(6), file);
    entry.writeUInt32LE(offset, 42);
    bodies.push(local, name, file.packed);
    directory.push(entry, name);
    offset += local.length + name.length + file.packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

/** The fields that the local header and the directory have in common, from the version on. */
function describeIn(header: Buffer, { path, packed, method, size, crc, flags }: Packed): void {
  header.writeUInt16LE(20, 0);
  header.writeUInt16LE(flags, 2);
  header.writeUInt16LE(method, 4);
  header.writeUInt32LE(crc, 10);
  header.writeUInt32LE(packed.length, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(Buffer.byteLength(path), 22);
}
