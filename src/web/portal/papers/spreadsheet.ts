import { plainKroner, type Ore } from '../../../kernel/money.ts';

/** A cell: words, or an amount. */
export type Cell = string | Ore | null;

/**
 * A table as the spreadsheets of Danish readers open it: `;` between cells, `1234,50`, and a mark that it is UTF-8. Words that a spreadsheet
 * would work out as a formula stand behind a `'`.
 */
export function danishCsv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [head, ...rows].map((row) => row.map(written).join(';'));
  return `\uFEFF${lines.join('\r\n')}\r\n`;
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'bigint') return plainKroner(cell).replace('.', ',');
  const words = cell.replaceAll(/[\r\n\t]+/g, ' ').trim();
  const safe = /^[=+\-@|%]/.test(words) ? `'${words}` : words;
  return /[;"']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export const CSV = 'text/csv; charset=utf-8';
