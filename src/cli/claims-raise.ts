import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { logAccess } from '../access/access-log.ts';
import { raiseWithInterest } from '../charges/start-interest.ts';
import { importBills, type BillsReport } from '../claims/import-bills.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { inMunicipality } from '../platform/database.ts';
import { jsonOption, municipalityOption, onOption, PlainError, type Command } from './command.ts';
import { clockAsked } from './letters-send.ts';

/** Larger files are divided: the whole file is one transaction. */
const MOST_BYTES = 50 * 1024 * 1024;

/** `afdrag claims raise`: takes a file of bills of other kinds than benefits in, all of it or nothing. */
export const claimsRaiseCommand: Command = {
  words: 'claims raise',
  usage: '--municipality 998 --file regninger.csv [--from 2026-01-01] [--on 2026-01-10] [--dry-run] [--json]',
  summary: 'indlæser en fil med regninger og andre krav end ydelser',
  options: {
    ...municipalityOption,
    ...onOption,
    ...jsonOption,
    file: { type: 'string' },
    from: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const file = given.required('file');
    const from = given.date('from');
    const at = clockAsked(given.date('on'), shell)();
    const bytes = await readFile(file).catch(() => {
      throw new PlainError(`Filen ${file} kan ikke læses.`);
    });
    if (bytes.length > MOST_BYTES) throw new PlainError(`Filen ${file} er for stor. Del den.`);
    return shell.withDatabase(async (db) => {
      const { by } = shell;
      const { configuration } = await inMunicipality(db, municipality, async (tx) => {
        await logAccess(tx, {
          at,
          actor: by,
          purpose: 'bills taken in',
          debtor: null,
          about: 'claims raise',
        });
        const configured = await configurationVersion(tx, null);
        if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
        return configured;
      });
      const posting = raiseWithInterest({ configuration, from });
      const raise = { fileName: basename(file), bytes, dryRun: given.flag('dry-run'), by, at, posting };
      const report = await importBills({ db, municipality }, raise);
      if (given.flag('json'))
        shell.say(JSON.stringify({ ...report, outstanding: plainKroner(report.outstanding) }));
      else for (const line of reportLines(report)) shell.say(line);
      return report.outcome === 'refused' ? 1 : 0;
    });
  },
};

function reportLines(report: BillsReport): string[] {
  const {
    dryRun,
    fileName,
    rowsRead,
    claims,
    outstanding,
    timeBarred,
    refusals,
    warnings,
    fileRefusal,
    outcome,
  } = report;
  const tried = dryRun ? 'Prøvekørsel, intet er gemt. ' : '';
  if (outcome === 'imported')
    return [
      `${tried}${fileName}: ${rowsRead} linjer læst, ${claims} krav, i alt ${readableKroner(outstanding)}`,
      ...(timeBarred === 0
        ? []
        : [
            `Allerede forældet: ${timeBarred} krav. De bliver ikke opkrævet, og næste kørsel af afdrag lapse afslutter dem.`,
          ]),
      ...warnings.slice(0, MOST_LISTED).map(warningLine),
      ...(warnings.length > MOST_LISTED ? [`… og ${warnings.length - MOST_LISTED} bemærkninger mere.`] : []),
    ];
  return [
    `${tried}Filen ${fileName} blev afvist${fileRefusal === null ? `: ${refusals.length} fejl i ${rowsRead} linjer` : `: ${fileWords(fileRefusal)}`}`,
    'Ingen krav er indlæst fra filen.',
    ...refusals.slice(0, MOST_LISTED).map(refusalLine),
    ...(refusals.length > MOST_LISTED ? [`… og ${refusals.length - MOST_LISTED} fejl mere.`] : []),
  ];
}

const MOST_LISTED = 100;

function warningLine({ row, column, text }: BillsReport['warnings'][number]): string {
  return `Bemærk linje ${row}, kolonne ${column}: ${text}`;
}

function refusalLine({ row, column, value, text }: BillsReport['refusals'][number]): string {
  return `Linje ${row}${column === '' ? '' : `, kolonne ${column}`}${value === '' ? '' : `, værdi »${value}«`}: ${text}`;
}

function fileWords({ tag, columns }: NonNullable<BillsReport['fileRefusal']>): string {
  switch (tag) {
    case 'not-utf8':
      return 'Den er ikke gemt som UTF-8.';
    case 'not-csv':
      return 'Den er ikke en CSV-fil med semikolon, eller linjerne har ikke lige mange kolonner.';
    case 'no-rows':
      return 'Den har ingen krav.';
    case 'wrong-columns':
      return `Kolonnerne passer ikke: ${columns.join(', ')}.`;
  }
}
