import type { FileRefusal, RowRefusal } from './refusals.ts';

/** A row as it stands in the file, before its values are read. */
export interface RawRow {
  /**
   * Where its writer finds it: the line of a CSV file or of JSON lines (the CSV header is line 1), the row number of a
   * sheet, the place in a JSON list, the first being 1.
   */
  readonly row: number;
  /** In the order of `columnNames`. Null when the row has not as many columns as the header. */
  readonly values: readonly string[] | null;
  /** What has no text that could be read, such as a formula; the value is empty where such a one stands. */
  readonly unusable?: readonly Unusable[];
}

/** A value, or something beside the values, that cannot be used; as it may be shown. */
export type Unusable = Omit<RowRefusal, 'row'>;

export type FileFormat = 'csv' | 'xlsx' | 'json-list' | 'json-lines';

/** How a file was read. */
export interface ReadAs {
  readonly format: FileFormat;
  /** The sheet of the workbook; null for other files. */
  readonly sheet: string | null;
  /** CPR numbers that stood as numbers of nine digits and got their first nought back. */
  readonly restoredNoughts: number;
}

/** Carries a refusal out of a stream, where only errors travel; it ends where the pages are made. */
export class FileRefused extends Error {
  readonly refusal: FileRefusal;
  constructor(refusal: FileRefusal) {
    super(refusal.tag);
    this.refusal = refusal;
  }
}
