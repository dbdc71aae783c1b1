import { plainKroner, readableKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { ImportNote } from './import-notes.ts';
import type { ImportReport } from './import.ts';
import type { FileFormat } from './read-file.ts';
import { fileRefusalInPlainWords, reasonInPlainWords, shownValue, type RowRefusal } from './refusals.ts';

/** The report for the terminal, in Danish; lines without line ends. */
export function importReportLines(report: ImportReport): string[] {
  const { format } = report.readAs;
  const refusals = report.refusals.map((refusal) => refusalLine(refusal, format));
  return [...outcomeLines(report), ...refusals, ...unlistedLine(report)];
}

/** The report as one line of JSON; amounts as kroner text. */
export function importReportJson(report: ImportReport): string {
  return JSON.stringify({
    ...report,
    freshOutstanding: plainKroner(report.freshOutstanding),
    fileRefusal: report.fileRefusal && {
      ...report.fileRefusal,
      text: fileRefusalInPlainWords(report.fileRefusal),
    },
    refusals: report.refusals.map((refusal) => ({
      row: refusal.row,
      column: refusal.column,
      value: refusal.value,
      reason: refusal.reason.tag,
      text: reasonInPlainWords(refusal.reason),
    })),
  });
}

function outcomeLines(report: ImportReport): string[] {
  const tried = report.dryRun ? 'Prøvekørsel, intet er gemt. ' : '';
  const { one, many } = placeWords[report.readAs.format];
  switch (report.outcome) {
    case 'refused': {
      const reason =
        report.fileRefusal === null
          ? `${counted(report.refusalCount, 'fejl', 'fejl')} i ${counted(report.rowsRead, one, many)}`
          : fileRefusalInPlainWords(report.fileRefusal);
      return [`${tried}Filen ${report.fileName} blev afvist: ${reason}`, 'Ingen krav er indlæst fra filen.'];
    }
    case 'nothing-new':
      return [
        `${tried}Filen ${report.fileName} indeholder intet nyt (${counted(report.rowsRead, one, many)} læst). Intet er ændret.`,
      ];
    case 'imported':
      return [
        `${tried}${report.fileName}${sheetWords(report)}: ${counted(report.rowsRead, one, many)} læst.`,
        ...countLines(report),
        ...report.notes.map(noteLine),
      ];
    default:
      return unreachable(report.outcome);
  }
}

function countLines(report: ImportReport): string[] {
  const lines = [
    `  ${counted(report.fresh, 'nyt delkrav', 'nye delkrav')}, i alt ${readableKroner(report.freshOutstanding)}`,
    `  ${counted(report.changed, 'delkrav', 'delkrav')} med ændrede oplysninger om hjælpens ophør, kendskab eller klage`,
    `  ${counted(report.unchanged, 'uændret delkrav', 'uændrede delkrav')}`,
  ];
  const { one, many } = placeWords[report.readAs.format];
  if (report.repeated > 0) {
    const repeated = counted(report.repeated, `${one} står`, `${many} står`);
    lines.push(`  ${repeated} mere end én gang og er talt med én gang`);
  }
  const { restoredNoughts } = report.readAs;
  if (restoredNoughts > 0) {
    const numbers = counted(restoredNoughts, 'CPR-nummer stod', 'CPR-numre stod');
    lines.push(`  ${numbers} som tal på 9 cifre; nullet forrest er sat på igen`);
  }
  return lines;
}

function noteLine({ tag, law, order, claims }: ImportNote): string {
  const number = counted(claims, 'krav', 'krav');
  switch (tag) {
    case 'paragraph-as-told':
      return `  ${number} efter ${law}: lovens paragraffer om tilbagebetaling er ikke fundet i nogen kilde, så den skrevne er brugt uden kontrol`;
    case 'person-decides':
      return `  ${number} efter ${law}: opkrævningsbekendtgørelsen (${order}) er ikke læst. Intet afgøres eller inddrives automatisk; en medarbejder skal se på det`;
    default:
      return unreachable(tag);
  }
}

/** What a row is called where its writer finds it, and a column. */
const placeWords: Readonly<
  Record<FileFormat, { readonly one: string; readonly many: string; readonly field: string }>
> = {
  csv: { one: 'linje', many: 'linjer', field: 'kolonne' },
  xlsx: { one: 'række', many: 'rækker', field: 'kolonne' },
  'json-list': { one: 'post', many: 'poster', field: 'felt' },
  'json-lines': { one: 'linje', many: 'linjer', field: 'felt' },
};

function sheetWords({ readAs }: ImportReport): string {
  return readAs.sheet === null ? '' : `, arket ${shownValue(readAs.sheet, false)}`;
}

function refusalLine({ row, column, value, reason }: RowRefusal, format: FileFormat): string {
  const { one, field } = placeWords[format];
  const at = `${one.slice(0, 1).toUpperCase()}${one.slice(1)} ${row}`;
  const place = column === '' ? at : `${at}, ${field} ${column}`;
  return `${place}${value === '' ? '' : `, værdi »${value}«`}: ${reasonInPlainWords(reason)}`;
}

function unlistedLine({ refusals, refusalCount }: ImportReport): string[] {
  const unlisted = refusalCount - refusals.length;
  return unlisted > 0 ? [`… og ${counted(unlisted, 'fejl', 'fejl')} mere.`] : [];
}

const count = new Intl.NumberFormat('da-DK');

function counted(number: number, one: string, many: string): string {
  return `${count.format(number)} ${number === 1 ? one : many}`;
}
