import { plainKroner, readableKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { ImportReport } from './import.ts';
import { fileRefusalInPlainWords, reasonInPlainWords, type RowRefusal } from './refusals.ts';

/** The report for the terminal, in Danish; lines without line ends. */
export function importReportLines(report: ImportReport): string[] {
  return [...outcomeLines(report), ...report.refusals.map(refusalLine), ...unlistedLine(report)];
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
  switch (report.outcome) {
    case 'refused': {
      const reason =
        report.fileRefusal === null
          ? `${counted(report.refusalCount, 'fejl', 'fejl')} i ${counted(report.rowsRead, 'linje', 'linjer')}`
          : fileRefusalInPlainWords(report.fileRefusal);
      return [`${tried}Filen ${report.fileName} blev afvist: ${reason}`, 'Ingen krav er indlæst fra filen.'];
    }
    case 'nothing-new':
      return [
        `${tried}Filen ${report.fileName} indeholder intet nyt (${counted(report.rowsRead, 'linje', 'linjer')} læst). Intet er ændret.`,
      ];
    case 'imported':
      return [
        `${tried}${report.fileName}: ${counted(report.rowsRead, 'linje', 'linjer')} læst.`,
        ...countLines(report),
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
  if (report.repeated > 0) {
    lines.push(
      `  ${counted(report.repeated, 'linje står', 'linjer står')} mere end én gang og er talt med én gang`,
    );
  }
  return lines;
}

function refusalLine({ row, column, value, reason }: RowRefusal): string {
  const place = column === '' ? `Linje ${row}` : `Linje ${row}, kolonne ${column}`;
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
