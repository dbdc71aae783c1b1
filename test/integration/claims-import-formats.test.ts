import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { columnNames, claimColumns, type ColumnName } from '../../src/claims/columns.ts';
import { importClaimsFile, type ImportReport } from '../../src/claims/import.ts';
import { importReportJson, importReportLines } from '../../src/claims/report-text.ts';
import { raiseImported } from '../../src/ledger/raise.ts';
import type { Database } from '../../src/platform/database.ts';
import { claimsFile, inPieces, type RowText } from './claims-rows.ts';
import {
  claimCells,
  claimsWorkbook,
  dayCell,
  formulaCell,
  headerCells,
  numberCell,
  rowsXml,
  textCell,
  workbook,
  type CellXml,
} from './claims-workbook.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { allTables, morningOf, TOWN } from './town.ts';

interface FileOfClaims {
  readonly name: string;
  readonly content: string | Uint8Array;
}

function importFile(db: Database, { name, content }: FileOfClaims, dryRun = false): Promise<ImportReport> {
  const file = { name, bytes: inPieces(content, 4096) };
  const at = morningOf('2026-03-01');
  const options = { dryRun, statedRows: null, by: 'afprøvning', at, posting: raiseImported };
  return importClaimsFile({ db, municipality: TOWN }, file, options);
}

const amounts: ReadonlySet<ColumnName> = new Set(['principal', 'outstanding']);
const numbers: ReadonlySet<ColumnName> = new Set([
  'debtorCpr',
  'coDebtorCpr',
  'paragraph',
  'partClaimId',
  'refundPercent',
]);

/** The cell that a spreadsheet program makes of the value, when it is left to itself. */
function asCell(column: ColumnName, text: string): CellXml | null {
  if (text === '') return null;
  if (amounts.has(column)) return numberCell(text.replace(',', '.'), 3);
  if (numbers.has(column)) return numberCell(text);
  if (!/^\d{4}-\d{2}(?:-\d{2})?$/.test(text)) return textCell(text);
  const days = Temporal.PlainDate.from('1899-12-30').until(text.length === 7 ? `${text}-01` : text);
  return dayCell(days.days);
}

function asJson(row: RowText): string {
  const values = columnNames.map((name) => {
    const text = row[name] ?? claimColumns[name].example;
    if (text === '') return [name, null];
    if (numbers.has(name)) return [name, Number(text)];
    return [name, text];
  });
  // Danish amounts as text; a JSON number would do as well.
  return JSON.stringify(Object.fromEntries(values));
}

function workbookOf(rows: readonly RowText[]): Uint8Array {
  const cells = rows.map((row) =>
    columnNames.map((name) => asCell(name, row[name] ?? claimColumns[name].example)),
  );
  return claimsWorkbook(...cells);
}

// Belongs to nobody: born in 2057.
const BEGINS_WITH_NOUGHT = '0101575111';
const june: RowText = { claimId: 'K-06', periodFrom: '2021-06-01', periodTo: '2021-06-30' };
const rows: readonly RowText[] = [
  {},
  { ...june, partClaimId: '1', principal: '9000,10' },
  { ...june, partClaimId: '2', principal: '2423,50', outstanding: '23,50', accountString: '5.57.74' },
  {
    accountId: 'S-2',
    claimId: 'K-B',
    debtorCpr: BEGINS_WITH_NOUGHT,
    paragraph: '92',
    liability: 'joint',
    coDebtorCpr: '6101611242',
    knownFrom: '2022-01-01',
    knownReason: 'Samkøring; "registre" & andet',
    planFrom: '2024-01-01',
    planTo: '2025-09-30',
    deferralGranted: '2025-10-10',
    description: 'Renter <af> ejerbolig',
  },
];
const quoted = rows.map((row) => ({
  ...row,
  ...(row.knownReason && { knownReason: '"Samkøring; ""registre"" & andet"' }),
}));

const formats: readonly FileOfClaims[] = [
  { name: 'krav.csv', content: claimsFile(...quoted) },
  { name: 'krav.xlsx', content: workbookOf(rows) },
  { name: 'krav.json', content: `[${rows.map(asJson).join(',\n')}]` },
  { name: 'krav.jsonl', content: rows.map((row) => `${asJson(row)}\n`).join('') },
];

/** Everything in the town but the name and hash of the file. */
async function townAfter(file: FileOfClaims): Promise<unknown> {
  await using db = await freshDatabase();
  expect((await importFile(db, file)).outcome).toBe('imported');
  const { claim_import: imports, ...tables } = await allTables(db);
  expect(imports).toHaveLength(1);
  return tables;
}

describe('the same claims', () => {
  test('give the same register whether they come as CSV, workbook, JSON list or JSON lines', async () => {
    const [csv, ...others] = await Promise.all(formats.map(townAfter));
    for (const other of others) expect(other).toEqual(csv);
  });

  test.each(formats)(
    'as $name a second time are nothing new, and so they are in any other format',
    async (file) => {
      await using db = await freshDatabase();
      await importFile(db, file);
      const before = await allTables(db);
      for (const again of formats) expect((await importFile(db, again)).outcome).toBe('nothing-new');
      expect(await allTables(db)).toEqual(before);
    },
  );

  test.each(formats)(
    'as $name can be tried: the report is that of the import, and nothing is written',
    async (file) => {
      await using db = await freshDatabase();
      const before = await allTables(db);
      const tried = await importFile(db, file, true);
      expect(await allTables(db)).toEqual(before);
      expect({ ...(await importFile(db, file)), dryRun: true }).toEqual(tried);
    },
  );

  test('are known by what stands in the file, not by its name', async () => {
    await using db = await freshDatabase();
    const [, workbook] = formats;
    const report = await importFile(db, { name: '-', content: workbook?.content ?? '' });
    expect(report).toMatchObject({ outcome: 'imported', readAs: { format: 'xlsx', sheet: 'Ark1' } });
  });
});

describe('the report of a workbook or of JSON', () => {
  // None of these files leaves anything behind.
  let db: FreshDatabase;
  beforeAll(async () => {
    db = await freshDatabase();
  });
  afterAll(() => db.close());

  async function linesOf(file: FileOfClaims): Promise<string[]> {
    return importReportLines(await importFile(db, file));
  }

  test('tells the sheet, and that noughts were put back before CPR numbers', async () => {
    const report = await importFile(db, { name: 'krav.xlsx', content: workbookOf(rows) }, true);
    expect(importReportLines(report)).toEqual([
      'Prøvekørsel, intet er gemt. krav.xlsx, arket Ark1: 4 rækker læst.',
      '  4 nye delkrav, i alt 31.869,60 kr.',
      '  0 delkrav med ændrede oplysninger om hjælpens ophør, kendskab eller klage',
      '  0 uændrede delkrav',
      '  1 CPR-nummer stod som tal på 9 cifre; nullet forrest er sat på igen',
    ]);
  });

  test('places what is refused at the row of the sheet and its column', async () => {
    const content = claimsWorkbook(
      claimCells({}, { principal: formulaCell('SUM(A1:A2)', '11423') }),
      claimCells({ ...june, principal: '1.234,5' }, { paidOn: '<c t="e"><v>#REF!</v></c>' }),
      [...claimCells({ claimId: 'K-3' }), textCell('i alt')],
      claimCells({ debtorCpr: '610161123' }),
    );
    expect(await linesOf({ name: 'krav.xlsx', content })).toEqual([
      'Filen krav.xlsx blev afvist: 5 fejl i 4 rækker',
      'Ingen krav er indlæst fra filen.',
      'Række 2, kolonne principal: Cellen er en formel. Indsæt værdien i stedet.',
      'Række 3, kolonne paidOn: Cellen viser en fejl (#REF!). Indsæt værdien i stedet.',
      'Række 3, kolonne principal, værdi »1.234,5«: Beløbet kan ikke læses. Skriv det med komma og to decimaler, for eksempel 1234,50.',
      'Række 4, kolonne AF: Cellen står i en kolonne uden overskrift.',
      'Række 5, kolonne debtorCpr, værdi »610161-••••«: CPR-nummeret skal have 10 cifre. Et regneark kan have fjernet et nul forrest.',
    ]);
  });

  test('places what is refused at the place in the list and its field, also where two claims disagree', async () => {
    const content = `[${[asJson({}), asJson({ principal: '11424,00' }).replace('"law"', '"lov":1,"law"')].join()}]`;
    expect(await linesOf({ name: 'krav.json', content })).toEqual([
      'Filen krav.json blev afvist: 1 fejl i 2 poster',
      'Ingen krav er indlæst fra filen.',
      'Post 2, felt lov: Feltet kendes ikke.',
    ]);
    const disagreeing = `[${[asJson({}), asJson({ principal: '11424,00' })].join()}]`;
    expect((await linesOf({ name: 'krav.json', content: disagreeing })).at(-1)).toBe(
      'Post 2, felt principal, værdi »11424,00«: Samme delkrav står tidligere i filen med et andet beløb.',
    );
  });

  test('places what is refused at the line of JSON lines', async () => {
    const content = `${asJson({})}\n\n${asJson({ ...june, paidOn: '32-05-2021' })}\n`;
    expect((await linesOf({ name: 'krav.jsonl', content })).at(-1)).toBe(
      'Linje 3, felt paidOn, værdi »2021-05-32«: Datoen findes ikke i kalenderen.',
    );
  });

  test.each<[string, string | Uint8Array, string]>([
    [
      'merged cells',
      claimsWorkbookWithMergedCells(),
      'Cellerne A2:A3 er flettet sammen. Ophæv fletningen, og udfyld hver celle.',
    ],
    [
      'JSON that is none',
      `[${asJson({})},]`,
      `Filen er ikke gyldig JSON: se linje 1, tegn ${asJson({}).length + 3}.`,
    ],
    [
      'a cut list',
      `[${asJson({})}`,
      'Filen ser ud til at være skåret over ved linje 1: listen bliver ikke lukket. Hent den igen.',
    ],
    [
      'a workbook with a password',
      Buffer.from('d0cf11e0a1b11ae100', 'hex'),
      'Filen er et regneark, der er låst med adgangskode eller gemt i det gamle format (xls). Gem den uden adgangskode som .xlsx.',
    ],
  ])('says in plain Danish why the whole file was refused: %s', async (_, content, words) => {
    expect(await linesOf({ name: 'krav', content })).toEqual([
      `Filen krav blev afvist: ${words}`,
      'Ingen krav er indlæst fra filen.',
    ]);
  });

  test('can be read by programs', async () => {
    const report = await importFile(db, { name: 'krav.xlsx', content: workbookOf(rows) }, true);
    expect(JSON.parse(importReportJson(report))).toMatchObject({
      readAs: { format: 'xlsx', sheet: 'Ark1', restoredNoughts: 1 },
    });
  });
});

function claimsWorkbookWithMergedCells(): Uint8Array {
  const after = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>';
  return workbook({ sheets: [{ rows: rowsXml([headerCells, claimCells()]), after }] });
}

describe('a workbook written by another program', () => {
  // Three claims with numbers, days and formats as each program writes them: openpyxl 3.1.5, XlsxWriter 3.2.9 with a cover
  // sheet before the claims, exceljs 4.4.0 with a text of two looks.
  test.each([
    ['openpyxl', 'Sheet'],
    ['xlsxwriter', 'Krav'],
    ['exceljs', 'krav'],
  ])('%s', async (program, sheet) => {
    await using db = await freshDatabase();
    const content = readFileSync(join(import.meta.dirname, 'claims-workbooks', `${program}.xlsx`));
    expect(await importFile(db, { name: 'krav.xlsx', content })).toMatchObject({
      outcome: 'imported',
      readAs: { format: 'xlsx', sheet, restoredNoughts: 1 },
    });
    const told = (index: number) => ({
      accountId: `S-${index}`,
      claimId: `K-${index}`,
      debtorCpr: index === 0 ? BEGINS_WITH_NOUGHT : '6101611234',
      principal: index === 0 ? '11423,00' : '1234,10',
      outstanding: '1000,50',
      description: '"Æ & <ø> ""å"""',
    });
    const same = { name: 'krav.csv', content: claimsFile(told(0), told(1), told(2)) };
    expect((await importFile(db, same)).outcome).toBe('nothing-new');
  });
});
