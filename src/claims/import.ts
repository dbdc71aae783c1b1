import type { CprNumber } from '../kernel/cpr-number.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber, type MunicipalityCode } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { cprOfDebtors, registerDebtors } from '../debtors/register.ts';
import { checkRow, refusedValue } from './check-row.ts';
import { claimColumns, type ColumnName } from './columns.ts';
import { conflictsOfStaged, type Conflict } from './conflicts.ts';
import type { Form } from './forms.ts';
import type { PostRaisedClaims } from './raised-parts.ts';
import { readClaimsFile, type RawRow, type ReadAs } from './read-file.ts';
import type { FileRefusal, RowRefusal } from './refusals.ts';
import { countStagingForPlanner, stagedColumn, stageRows, takeStaging, type NumberedRow } from './staging.ts';
import { importNotes, type ImportNote } from './import-notes.ts';
import { countStaged, writeStaged, type StagedCounts } from './store.ts';

export interface ClaimsFile {
  /** Name without folder; it is kept with the import. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface ImportOptions {
  /** True: do all of it, report, and undo. */
  readonly dryRun: boolean;
  /** Rows that the sender says the file has; the only way to see a cut between two rows. Null = not told. */
  readonly statedRows: number | null;
  readonly by: string;
  readonly at: Temporal.Instant;
  /** Raises what is new, in the same transaction. */
  readonly posting: PostRaisedClaims;
}

/**
 * `imported`: the register has changed. `nothing-new`: all of the file was known already and nothing was written.
 * `refused`: nothing was written either; the file's refusal or the rows' refusals say why.
 */
export interface ImportReport {
  readonly outcome: 'imported' | 'nothing-new' | 'refused';
  readonly dryRun: boolean;
  readonly fileName: string;
  readonly sha256: string;
  readonly readAs: ReadAs;
  readonly rowsRead: number;
  readonly fresh: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly repeated: number;
  /** Sum of what is outstanding on the new part-claims, øre. */
  readonly freshOutstanding: Ore;
  /** What the sender should know of the new claims; it stops nothing. */
  readonly notes: readonly ImportNote[];
  readonly fileRefusal: FileRefusal | null;
  /** The first refusals by row, at most 1,000. */
  readonly refusals: readonly RowRefusal[];
  /** All refusals, also those that are not listed. */
  readonly refusalCount: number;
}

const ROWS_PER_PAGE = 2_000;
const MOST_REFUSALS = 1_000;

/**
 * Takes a claims file into the municipality's register: all of it or nothing, in one transaction. The same file a
 * second time changes nothing. Rows are known by sourceSystem, claimId and partClaimId.
 */
export async function importClaimsFile(
  database: { readonly db: Database; readonly municipality: MunicipalityCode },
  file: ClaimsFile,
  options: ImportOptions,
): Promise<ImportReport> {
  try {
    return await inMunicipality(database.db, database.municipality, async (tx) => {
      const report = await runImport(tx, file, options);
      if (options.dryRun || report.outcome !== 'imported') throw new Undone(report);
      return report;
    });
  } catch (error) {
    if (error instanceof Undone) return error.report;
    throw error;
  }
}

/** Undoes the transaction and carries the report past it. */
class Undone extends Error {
  readonly report: ImportReport;
  constructor(report: ImportReport) {
    super('import undone');
    this.report = report;
  }
}

async function runImport(
  tx: MunicipalityTx,
  file: ClaimsFile,
  options: ImportOptions,
): Promise<ImportReport> {
  const refusals = new RefusalList();
  await takeStaging(tx);
  const { fileRefusal, ...read } = await stageFile(tx, file, { options, refusals });
  const base = { ...nothing, ...read, dryRun: options.dryRun, fileName: file.name };
  if (fileRefusal !== null) return { ...base, fileRefusal, outcome: 'refused' };
  await countStagingForPlanner(tx);
  await addConflicts(tx, refusals);
  if (refusals.total > 0) {
    const { listed, total } = refusals;
    return { ...base, outcome: 'refused', refusals: listed, refusalCount: total };
  }
  const counts = await countStaged(tx);
  const report = { ...base, ...counts, notes: await importNotes(tx) };
  if (counts.fresh === 0 && counts.changed === 0) return { ...report, outcome: 'nothing-new' };
  const importNumber = await writeStaged(tx, { ...options, ...read, fileName: file.name, counts });
  await options.posting(tx, importNumber);
  return { ...report, outcome: 'imported' };
}

const noCounts: StagedCounts = { fresh: 0, changed: 0, unchanged: 0, repeated: 0, freshOutstanding: zeroOre };
const nothing = { ...noCounts, notes: [], fileRefusal: null, refusals: [], refusalCount: 0 };

interface Staged {
  readonly rowsRead: number;
  readonly fileRefusal: FileRefusal | null;
  readonly sha256: string;
  readonly readAs: ReadAs;
}

async function stageFile(
  tx: MunicipalityTx,
  file: ClaimsFile,
  { options, refusals }: { readonly options: ImportOptions; readonly refusals: RefusalList },
): Promise<Staged> {
  const reading = readClaimsFile(file.bytes, ROWS_PER_PAGE);
  const today = dayInCopenhagen(options.at);
  let rowsRead = 0;
  const read = () => ({ rowsRead, sha256: reading.sha256(), readAs: reading.readAs() });
  for await (const page of reading.pages) {
    if (!page.ok) return { ...read(), fileRefusal: page.refusal };
    rowsRead += page.value.length;
    const good = goodRows(page.value, today, refusals);
    await stageRows(tx, good, await registerDebtors(tx, cprNumbersOf(good), options.at));
  }
  return { ...read(), fileRefusal: rowCountRefusal(options.statedRows, rowsRead) };
}

function goodRows(page: readonly RawRow[], today: PlainDate, refusals: RefusalList): NumberedRow[] {
  return page.flatMap((raw) => {
    const checked = checkRow(raw, today);
    if (checked.ok) return [{ row: raw.row, claim: checked.value }];
    refusals.add(checked.refusal.refusals);
    return [];
  });
}

function rowCountRefusal(stated: number | null, read: number): FileRefusal | null {
  if (stated === null || stated === read) return null;
  return { tag: read < stated ? 'fewer-rows-than-stated' : 'more-rows-than-stated', stated, read };
}

function cprNumbersOf(rows: readonly NumberedRow[]): CprNumber[] {
  const cprs = rows.flatMap(({ claim }) => [claim.debtorCpr, claim.coDebtorCpr]);
  return [...new Set(cprs)].filter((cpr) => cpr !== null);
}

async function addConflicts(tx: MunicipalityTx, refusals: RefusalList): Promise<void> {
  const { listed, total } = await conflictsOfStaged(tx, MOST_REFUSALS);
  const cprs = await cprOfDebtors(tx, [...new Set(listed.flatMap(debtorsIn))]);
  refusals.add(
    listed.map((conflict) =>
      refusedValue(conflict.row, conflict.column, {
        text: valueAsInFile(conflict, cprs),
        reason: { tag: conflict.tag },
      }),
    ),
  );
  refusals.addUnlisted(total - listed.length);
}

function debtorsIn({ staged }: Conflict): DebtorNumber[] {
  return [staged['debtor_number'], staged['co_debtor_number']]
    .filter((n) => typeof n === 'number')
    .map(debtorNumber);
}

function valueAsInFile({ column, staged }: Conflict, cprs: ReadonlyMap<DebtorNumber, CprNumber>): string {
  const value = staged[stagedColumn[column]];
  if (value === null || value === undefined) return '';
  if (column === 'debtorCpr' || column === 'coDebtorCpr') return cprs.get(debtorNumber(Number(value))) ?? '';
  if (column === 'principal' || column === 'outstanding') return writtenBy(column, BigInt(Number(value)));
  return writtenBy(column, value);
}

function writtenBy(column: ColumnName, value: unknown): string {
  // The staged value came from this column's own form.
  return (claimColumns[column].form as Form<unknown>).write(value);
}

/** The refusals so far: the first of them, and how many there are in all. */
class RefusalList {
  #listed: RowRefusal[] = [];
  #total = 0;

  add(refusals: readonly RowRefusal[]): void {
    this.#total += refusals.length;
    this.#listed.push(...refusals.slice(0, Math.max(0, 2 * MOST_REFUSALS - this.#listed.length)));
  }

  addUnlisted(count: number): void {
    this.#total += count;
  }

  get total(): number {
    return this.#total;
  }

  get listed(): readonly RowRefusal[] {
    return this.#listed.toSorted((a, b) => a.row - b.row).slice(0, MOST_REFUSALS);
  }
}
