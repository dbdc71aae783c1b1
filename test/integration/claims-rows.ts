import { claimColumns, claimsCsvHeader, columnNames, type ColumnName } from '../../src/claims/columns.ts';

/** The values of a row as they stand in a file; what is left out is as in the guide's example. */
export type RowText = { readonly [K in ColumnName]?: string };

/** A line of the claims file. */
export function claimLine(values: RowText = {}): string {
  return columnNames.map((name) => values[name] ?? claimColumns[name].example).join(';');
}

/** A whole claims file with these rows. */
export function claimsFile(...rows: readonly RowText[]): string {
  return [claimsCsvHeader, ...rows.map(claimLine)].map((text) => `${text}\n`).join('');
}

/** A text or bytes as a stream in small pieces, as a slow pipe brings it. */
export async function* inPieces(content: string | Uint8Array, size = 97): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length; start += size) {
    yield await Promise.resolve(bytes.subarray(start, start + size));
  }
}

/** A replacement CPR number (day + 60), which belongs to nobody; another one for each index. */
export function cprNumber(index: number): string {
  const day = 61 + (index % 28);
  const month = 1 + (Math.floor(index / 28) % 12);
  const year = Math.floor(index / 336) % 100;
  const end = 1000 + Math.floor(index / 33_600);
  return `${day}${String(month).padStart(2, '0')}${String(year).padStart(2, '0')}${end}`;
}

/** Help in 2022 that stopped on a day of 2023: it can lapse three years later. */
export function stopped(day: string): RowText {
  return {
    periodFrom: '2022-12-01',
    periodTo: '2022-12-31',
    paidOn: '2022-12-31',
    decisionPeriodFrom: '2022-01',
    decisionPeriodTo: '2022-12',
    helpStopped: day,
  };
}
