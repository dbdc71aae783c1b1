import { FileRefused } from '../raw-row.ts';

/** The workbook is not as its format says: it was cut, spoiled, or never was a workbook. */
export function damaged(): never {
  throw new FileRefused({ tag: 'damaged-spreadsheet' });
}
