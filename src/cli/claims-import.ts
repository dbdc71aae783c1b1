import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { takeInRepayments } from '../agreements/take-in.ts';
import { importClaimsFile, type ImportReport } from '../claims/import.ts';
import { importReportJson, importReportLines } from '../claims/report-text.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import type { Database } from '../platform/database.ts';
import { jsonOption, municipalityOption, UsageError, type Command } from './command.ts';

/** `afdrag claims import`: takes a claims file in, all of it or nothing; with `--dry-run` it only reports. */
export const claimsImportCommand: Command = {
  words: 'claims import',
  usage: '--municipality 998 --file krav.csv|- [--rows ANTAL] [--dry-run] [--json]',
  summary: 'indlæser en fil med krav',
  options: {
    ...municipalityOption,
    ...jsonOption,
    file: { type: 'string' },
    rows: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const statedRows = given.wholeNumber('rows');
    if (statedRows === 0) throw new UsageError('--rows skal være mindst 1');
    const asked = {
      municipality: given.municipality(),
      file: given.required('file'),
      dryRun: given.flag('dry-run'),
      statedRows,
      by: shell.by,
      clock: shell.clock,
    };
    const report = await shell.withDatabase((db) => importClaims({ db, ...asked }));
    if (given.flag('json')) shell.say(importReportJson(report));
    else for (const line of importReportLines(report)) shell.say(line);
    return report.outcome === 'refused' ? 1 : 0;
  },
};

export interface ClaimsImport {
  readonly db: Database;
  readonly municipality: MunicipalityCode;
  /** Path of the file, or `-` for standard input. */
  readonly file: string;
  readonly dryRun: boolean;
  /** Rows that the sender says the file has; null = not told. */
  readonly statedRows: number | null;
  /** Who imports, as it is kept with the import. */
  readonly by: string;
  readonly clock: Clock;
}

/** Reads the file, or standard input, into the municipality's claim register. */
export async function importClaims(asked: ClaimsImport): Promise<ImportReport> {
  const { db, municipality, file, dryRun, statedRows, by, clock } = asked;
  const source =
    file === '-' ? { name: '-', bytes: process.stdin } : { name: basename(file), bytes: bytesOf(file) };
  const at = clock();
  const options = { dryRun, statedRows, by, at, posting: takeInRepayments(at) };
  return importClaimsFile({ db, municipality }, source, options);
}

// Opened when first read, so that a file that is not there is an answer to the reader and not an event.
async function* bytesOf(path: string): AsyncGenerator<Uint8Array> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>; // no encoding is set, so that its chunks are bytes
}
