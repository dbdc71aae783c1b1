import { posix } from 'node:path';
import { FileRefused } from '../raw-row.ts';
import { damaged } from './damaged.ts';
import { DateStyles } from './date-styles.ts';
import { DayNumbers } from './day-numbers.ts';
import { SharedStrings } from './shared-strings.ts';
import { XmlEvents, type Attributes, type XmlListener } from './xml-events.ts';
import type { ZipArchive } from './zip-archive.ts';

/** What is needed to read the cells of the sheet with the claims. */
export interface Workbook {
  readonly sheetName: string;
  readonly sheetPath: string;
  readonly days: DayNumbers;
  readonly strings: SharedStrings;
  readonly dateStyles: DateStyles;
}

/** The sheet that is read when the workbook has several; without one of that name, the first that is not hidden. */
const CLAIMS_SHEET = 'krav';
const MOST_MEGABYTES = 20;
const MOST_MEGABYTES_OF_STRINGS = 200;

/** Finds the sheet and what its cells refer to. Throws the file's refusal. */
export async function openWorkbook(archive: ZipArchive): Promise<Workbook> {
  const main = targetOf(await relationshipsOf(archive, ''), 'officeDocument');
  if (main === null) throw new FileRefused({ tag: 'zip-without-spreadsheet' });
  const { sheets, from1904 } = await readMain(archive, main);
  const relationships = await relationshipsOf(archive, main);
  const worksheets = sheets.flatMap(({ id, ...sheet }) => {
    const found = relationships.find((one) => one.id === id && one.type === 'worksheet');
    return found === undefined ? [] : [{ ...sheet, path: found.path }];
  });
  const sheet =
    worksheets.find(({ name }) => name.trim().toLowerCase() === CLAIMS_SHEET) ??
    worksheets.find(({ hidden }) => !hidden);
  if (sheet === undefined) throw new FileRefused({ tag: 'no-sheet' });
  const strings = new SharedStrings();
  await readPart(archive, targetOf(relationships, 'sharedStrings'), strings, MOST_MEGABYTES_OF_STRINGS);
  const dateStyles = new DateStyles();
  await readPart(archive, targetOf(relationships, 'styles'), dateStyles, MOST_MEGABYTES);
  const days = new DayNumbers(from1904);
  return { sheetName: sheet.name, sheetPath: sheet.path, days, strings, dateStyles };
}

async function readPart(
  archive: ZipArchive,
  path: string | null,
  listener: XmlListener,
  mostMegabytes: number,
): Promise<void> {
  if (path === null) return;
  const events = new XmlEvents(listener);
  for await (const piece of archive.content(path, mostMegabytes)) events.write(piece);
  events.end();
}

interface Relationship {
  readonly id: string;
  /** The last word of its type: `worksheet`, `styles` … Two editions of the format begin it otherwise. */
  readonly type: string;
  /** In the archive. */
  readonly path: string;
}

function targetOf(relationships: readonly Relationship[], type: string): string | null {
  return relationships.find((one) => one.type === type)?.path ?? null;
}

/** What a part of the workbook refers to; `''` = the archive itself. None when it says nothing. */
async function relationshipsOf(archive: ZipArchive, part: string): Promise<Relationship[]> {
  const folder = posix.dirname(part);
  const path = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  if (!archive.has(path)) return [];
  const found: Relationship[] = [];
  await readElements(archive, path, (name, attributes) => {
    const { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode } = attributes;
    if (name !== 'Relationship' || mode === 'External') return;
    found.push({
      id,
      type: type.slice(type.lastIndexOf('/') + 1),
      path: posix.resolve('/', folder, target).slice(1),
    });
  });
  return found;
}

interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly id: string;
}

async function readMain(
  archive: ZipArchive,
  path: string,
): Promise<{ readonly sheets: readonly Sheet[]; readonly from1904: boolean }> {
  const sheets: Sheet[] = [];
  let from1904 = false;
  let isWorkbook = false;
  await readElements(archive, path, (name, attributes) => {
    if (name === 'workbook') isWorkbook = true;
    if (name === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([attribute]) => attribute.endsWith(':id'))?.[1];
    const hidden = (attributes['state'] ?? 'visible') !== 'visible';
    sheets.push({ name: attributes['name'] ?? '', hidden, id: id ?? damaged() });
  });
  // A letter or a presentation has the same wrapping.
  if (!isWorkbook) throw new FileRefused({ tag: 'zip-without-spreadsheet' });
  return { sheets, from1904 };
}

function readElements(
  archive: ZipArchive,
  path: string,
  open: (name: string, attributes: Attributes) => void,
): Promise<void> {
  const nothing = () => undefined;
  return readPart(archive, path, { open, text: nothing, close: nothing }, MOST_MEGABYTES);
}
