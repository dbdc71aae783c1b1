import { describe, expect, test } from 'vitest';
import {
  claimCells,
  claimsWorkbook,
  dayCell,
  errorCell,
  formulaCell,
  headerCells,
  numberCell,
  rowsXml,
  textCell,
  workbook,
  workbookFiles,
  zip,
  type CellXml,
} from '../../test/integration/claims-workbook.ts';
import { inPieces } from '../../test/integration/claims-rows.ts';
import { columnNames, type ColumnName } from './columns.ts';
import { readClaimsFile, type RawRow, type ReadAs } from './read-file.ts';
import type { FileRefusal } from './refusals.ts';

interface Read {
  readonly rows: readonly RawRow[];
  readonly refusal: FileRefusal | null;
  readonly readAs: ReadAs;
}

async function read(bytes: Uint8Array): Promise<Read> {
  const rows: RawRow[] = [];
  const reading = readClaimsFile(inPieces(bytes, 1000), 2);
  for await (const page of reading.pages) {
    if (!page.ok) return { rows, refusal: page.refusal, readAs: reading.readAs() };
    rows.push(...page.value);
  }
  return { rows, refusal: null, readAs: reading.readAs() };
}

function valueOf({ values }: RawRow, column: ColumnName): string | undefined {
  return values?.[columnNames.indexOf(column)];
}

/** What a claim's column says when this cell stands in it: the text, or why there is none. */
async function readCell(column: ColumnName, cell: CellXml): Promise<unknown> {
  const { rows, refusal } = await read(claimsWorkbook(claimCells({}, { [column]: cell })));
  const [row] = rows;
  if (row === undefined) return refusal;
  return row.unusable ?? valueOf(row, column);
}

async function claimIds(bytes: Uint8Array): Promise<readonly (readonly [number, string | undefined])[]> {
  const { rows, refusal } = await read(bytes);
  expect(refusal).toBeNull();
  return rows.map((row) => [row.row, valueOf(row, 'claimId')]);
}

describe('a workbook is read', () => {
  test('row by row, with the row numbers that the program shows, blank and hidden rows being rows', async () => {
    const rows =
      rowsXml([headerCells, claimCells({ claimId: 'A' }), [null, textCell('  ')]]) +
      rowsXml([claimCells({ claimId: 'B' })], 4).replace('<row', '<row hidden="1"') +
      rowsXml([claimCells({ claimId: 'C' })], 9);
    expect(await claimIds(workbook({ sheets: [{ rows }] }))).toEqual([
      [2, 'A'],
      [4, 'B'],
      [9, 'C'],
    ]);
  });

  test('with the columns in another order and the header further down', async () => {
    const turned = [headerCells, claimCells({ claimId: 'A' })].map((cells) => [null, ...cells.toReversed()]);
    expect(await claimIds(workbook({ sheets: [{ rows: rowsXml(turned, 5) }] }))).toEqual([[6, 'A']]);
  });

  test('when its program leaves out the names of rows and cells, and writes a prefix', async () => {
    const cells = claimCells({ claimId: 'A' }).map((cell) => cell ?? '<c/>');
    const rows = rowsXml([headerCells, cells]).replaceAll(/<(row|c) r="\w+"/g, '<$1');
    const prefixed = rows.replaceAll(/<(\/?)(row|c|is|t|v)(?=[\s>/])/g, '<$1x:$2');
    const plain = await read(claimsWorkbook(claimCells({ claimId: 'A' })));
    const found = await read(workbook({ sheets: [{ rows: prefixed }] }));
    expect(found.rows).toEqual(plain.rows);
    expect(found.rows).toHaveLength(1);
  });

  test('from the sheet named krav, or else from the first that is not hidden', async () => {
    const sheet = (claimId: string) => ({ rows: rowsXml([headerCells, claimCells({ claimId })]) });
    const cover = { name: 'Forside', rows: rowsXml([[textCell('Krav fra 2021')]]) };
    const named = workbook({ sheets: [cover, { ...sheet('A'), name: 'KRAV' }] });
    expect(await claimIds(named)).toEqual([[2, 'A']]);
    expect((await read(named)).readAs).toEqual({ format: 'xlsx', sheet: 'KRAV', restoredNoughts: 0 });
    const hidden = { ...cover, hidden: true };
    expect(await claimIds(workbook({ sheets: [hidden, { ...sheet('B'), name: 'Ark2' }] }))).toEqual([
      [2, 'B'],
    ]);
    expect((await read(workbook({ sheets: [hidden] }))).refusal).toEqual({ tag: 'no-sheet' });
  });

  test('with texts that stand apart from the sheet, in parts of different looks', async () => {
    const sharedStrings =
      '<si><t>aktivloven</t></si>' +
      '<si><r><t>Hjælp </t></r><r><rPr><b/></rPr><t xml:space="preserve">&amp; støtte</t></r><rPh><t>x</t></rPh></si>' +
      '<si><t>to_x000a_linjer</t></si>';
    const shared = (index: number) => `<c t="s"><v>${index}</v></c>`;
    const rows = [0, 1, 2].map((index) => claimCells({}, { description: shared(index) }));
    const bytes = workbook({ sheets: [{ rows: rowsXml([headerCells, ...rows]) }], sharedStrings });
    expect((await read(bytes)).rows.map((row) => valueOf(row, 'description'))).toEqual([
      'aktivloven',
      'Hjælp & støtte',
      'to\nlinjer',
    ]);
  });
});

describe('a cell of a workbook is understood', () => {
  test.each<[string, ColumnName, CellXml, string]>([
    ['an amount as a number', 'principal', numberCell('11423'), '11423,00'],
    ['an amount as a number of a format with letters', 'principal', numberCell('11423.5', 3), '11423,50'],
    ['an amount of a format whose letters are not marked', 'principal', numberCell('11423.5', 4), '11423,50'],
    ['a month and year by a format of its own', 'decisionPeriodTo', numberCell('44317', 5), '2021-05'],
    ['a number with a time’s format', 'refundPercent', numberCell('30', 6), '30'],
    [
      'an amount as the binary number that the file holds',
      'principal',
      numberCell('1234.0999999999999'),
      '1234,10',
    ],
    ['an amount that has been computed', 'principal', numberCell('1334.3000000000002'), '1334,30'],
    ['an amount in the notation of large numbers', 'principal', numberCell('1.1423E4'), '11423,00'],
    ['an amount as text with a thousands mark', 'principal', textCell('11.423,50'), '11423,50'],
    ['a day', 'paidOn', dayCell(44_317), '2021-05-01'],
    [
      'a day by the ISO text of newer files',
      'paidOn',
      '<c t="d"><v>2021-05-01T00:00:00</v></c>',
      '2021-05-01',
    ],
    ['a day as Danish text', 'paidOn', textCell('01-05-2021'), '2021-05-01'],
    ['a month that was made the first day of the month', 'decisionPeriodTo', dayCell(44_317), '2021-05'],
    ['a CPR number without its first nought', 'debtorCpr', numberCell('101575111'), '0101575111'],
    ['a CPR number as a number', 'debtorCpr', numberCell('6101611234'), '6101611234'],
    ['an id as a number', 'partClaimId', numberCell('1'), '1'],
    ['a paragraph as a number', 'paragraph', numberCell('91'), '91'],
    ['a percentage as a number', 'refundPercent', numberCell('30'), '30'],
    ['a text with blanks around it', 'claimId', textCell(' A '), 'A'],
  ])('%s', async (_, column, cell, text) => {
    expect(await readCell(column, cell)).toBe(text);
  });

  test('days are counted from 1904 where the workbook says so', async () => {
    const rows = rowsXml([headerCells, claimCells({}, { paidOn: dayCell(42_855) })]);
    const { rows: found } = await read(workbook({ sheets: [{ rows }], from1904: true }));
    expect(found.map((row) => valueOf(row, 'paidOn'))).toEqual(['2021-05-01']);
  });

  test('noughts that are put back are counted, those that make no CPR number are not', async () => {
    const couple = { debtorCpr: numberCell('101575111'), coDebtorCpr: numberCell('201575111') };
    const wrong = claimCells({}, { debtorCpr: numberCell('999575111') });
    const { readAs } = await read(claimsWorkbook(claimCells({}, couple), wrong, claimCells()));
    expect(readAs.restoredNoughts).toBe(2);
  });
});

describe('a cell of a workbook is refused, with its column, when', () => {
  test.each<[string, ColumnName, CellXml, string, string]>([
    ['it is a formula', 'principal', formulaCell('SUM(A1:A2)', '11423'), '', 'formula'],
    ['it shares a formula with others', 'principal', '<c><f t="shared" si="0"/><v>1</v></c>', '', 'formula'],
    ['it is a formula that gives text', 'claimId', '<c t="str"><f>A1</f><v>K</v></c>', '', 'formula'],
    ['it is sand or falsk', 'complaintPending', '<c t="b"><v>0</v></c>', 'FALSK', 'truth-value'],
    [
      'the amount has more than two decimals',
      'principal',
      numberCell('1234.567'),
      '1234,567',
      'too-many-decimals',
    ],
    ['the amount is shown as a day', 'principal', dayCell(44_317), '2021-05-01', 'unexpected-date'],
    ['a text was made a day', 'claimId', dayCell(44_317), '2021-05-01', 'unexpected-date'],
    ['a text was made a decimal number', 'accountString', numberCell('5.57'), '5,57', 'number-in-text'],
    [
      'a number has more digits than a spreadsheet holds',
      'claimId',
      numberCell('1.23456789012346E+17'),
      '1.23456789012346E+17',
      'rounded-number',
    ],
    ['a month is a day in it', 'decisionPeriodTo', dayCell(44_318), '2021-05-02', 'month-form'],
    ['a day has a time', 'paidOn', numberCell('44317.5', 2), '2021-05-01', 'date-with-time'],
    [
      'an ISO text has a time',
      'paidOn',
      '<c t="d"><v>2021-05-01T09:30:00</v></c>',
      '2021-05-01',
      'date-with-time',
    ],
  ])('%s', async (_, column, cell, value, tag) => {
    expect(await readCell(column, cell)).toEqual([{ column, value, reason: { tag } }]);
  });

  test('it shows an error', async () => {
    expect(await readCell('principal', errorCell('#N/A'))).toEqual([
      { column: 'principal', value: '', reason: { tag: 'error-cell', error: '#N/A' } },
    ]);
  });

  test('nothing stands above it', async () => {
    const { rows } = await read(claimsWorkbook([...claimCells(), null, textCell('i alt')]));
    expect(rows[0]?.unusable).toEqual([{ column: 'AG', value: '', reason: { tag: 'no-heading' } }]);
  });

  test('a number without a date’s format stands where a day should, which is left to the day’s own form', async () => {
    expect(await readCell('paidOn', numberCell('44317'))).toBe('44317');
  });
});

describe('a workbook is refused as a whole when', () => {
  async function refusalOf(bytes: Uint8Array): Promise<FileRefusal | null> {
    return (await read(bytes)).refusal;
  }
  const rows = rowsXml([headerCells, claimCells()]);
  const good = { sheets: [{ rows }] };

  /** The workbook with one of its files changed; null = taken away. */
  function spoiled(path: string, change: (content: string) => string | null): Buffer {
    const files = workbookFiles(good);
    const changed = change(files.get(path) ?? '');
    if (changed === null) files.delete(path);
    else files.set(path, changed);
    return zip(files);
  }

  test('it is empty, or has a header only', async () => {
    expect(await refusalOf(workbook({ sheets: [{ rows: '' }] }))).toEqual({ tag: 'empty-file' });
    expect(await refusalOf(claimsWorkbook())).toEqual({ tag: 'no-rows' });
  });

  test('a heading is unknown, lacking, doubled or no text', async () => {
    const heading = (cells: readonly CellXml[]) =>
      workbook({ sheets: [{ rows: rowsXml([cells, claimCells()]) }] });
    expect(await refusalOf(heading([...headerCells, textCell('lov')]))).toEqual({
      tag: 'unknown-columns',
      columns: ['lov'],
    });
    expect(await refusalOf(heading(headerCells.slice(1)))).toEqual({
      tag: 'missing-columns',
      columns: ['sourceSystem'],
    });
    expect(await refusalOf(heading([...headerCells, textCell('law')]))).toEqual({
      tag: 'repeated-columns',
      columns: ['law'],
    });
    expect(await refusalOf(heading([...headerCells.slice(1), formulaCell('A2', '1')]))).toEqual({
      tag: 'heading-not-text',
      cell: 'AE1',
    });
  });

  test('cells are merged', async () => {
    const after = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
    expect(await refusalOf(workbook({ sheets: [{ rows, after }] }))).toEqual({
      tag: 'merged-cells',
      cells: 'A2:A3',
    });
  });

  test('it has a password, or is of the old format', async () => {
    const old = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2000)]);
    expect(await refusalOf(old)).toEqual({ tag: 'old-or-locked-spreadsheet' });
  });

  test('it is another kind of zip file, or another kind of document', async () => {
    expect(await refusalOf(zip(new Map([['content.xml', '<a/>']])))).toEqual({
      tag: 'zip-without-spreadsheet',
    });
    expect(await refusalOf(zip(new Map()))).toEqual({ tag: 'zip-without-spreadsheet' });
    const letter = spoiled('xl/workbook.xml', () => '<document><body/></document>');
    expect(await refusalOf(letter)).toEqual({ tag: 'zip-without-spreadsheet' });
  });

  const sheet = 'xl/worksheets/sheet1.xml';
  test.each<[string, Buffer]>([
    ['a file is missing', spoiled(sheet, () => null)],
    ['the sheet is cut', spoiled(sheet, (xml) => xml.slice(0, -40))],
    ['the sheet is no XML', spoiled(sheet, () => 'krav;krav')],
    ['an element is closed by another', spoiled(sheet, (xml) => xml.replace('</row>', '</c>'))],
    ['the sheet brings its own entities', spoiled(sheet, (xml) => `<!DOCTYPE a [<!ENTITY b "c">]>${xml}`)],
    ['an entity is unknown', spoiled(sheet, (xml) => xml.replace('KY', '&b;'))],
    ['two rows have one number', spoiled(sheet, (xml) => xml.replace('<row r="2"', '<row r="1"'))],
    ['two cells have one name', spoiled(sheet, (xml) => xml.replace('r="B2"', 'r="A2"'))],
    ['a cell has no name of a cell', spoiled(sheet, (xml) => xml.replace('r="B2"', 'r="2B"'))],
    [
      'a cell is of an unknown type',
      spoiled(sheet, (xml) => xml.replace('<c r="A2" t="inlineStr">', '<c r="A2" t="z"><v>1</v>')),
    ],
    [
      'a number is none',
      spoiled(sheet, (xml) => xml.replace('<c r="A2" t="inlineStr">', '<c r="A2"><v>1,5</v>')),
    ],
    [
      'a text is not among the texts',
      spoiled(sheet, (xml) => xml.replace('<c r="A2" t="inlineStr">', '<c r="A2" t="s"><v>7</v>')),
    ],
  ])('it is damaged: %s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toEqual({ tag: 'damaged-spreadsheet' });
  });

  test('it was cut anywhere', async () => {
    const bytes = workbook(good);
    for (let end = 8; end < bytes.length; end += 97) {
      expect(await refusalOf(bytes.subarray(0, end))).toEqual({ tag: 'damaged-spreadsheet' });
    }
  });
});
