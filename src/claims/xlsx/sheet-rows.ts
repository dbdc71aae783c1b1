import type { FieldValue } from '../field-text.ts';
import { FileRefused } from '../raw-row.ts';
import { Cell } from './cell.ts';
import { damaged } from './damaged.ts';
import type { Workbook } from './workbook.ts';
import type { Attributes, XmlListener } from './xml-events.ts';

export interface SheetRow {
  /** As the program shows it beside the row. */
  readonly number: number;
  /** By column, the first being 0; empty cells are left out. */
  readonly cells: ReadonlyMap<number, FieldValue>;
}

/** The rows of a sheet, as its document is read. Hidden and filtered rows are rows. Throws the file's refusal. */
export class SheetRows implements XmlListener {
  readonly #workbook: Workbook;
  #rows: SheetRow[] = [];
  #row = 0;
  #column = -1;
  #cells = new Map<number, FieldValue>();
  #cell: Cell | null = null;

  constructor(workbook: Workbook) {
    this.#workbook = workbook;
  }

  /** The rows that have been finished since the last time, without those in which nothing stands. */
  takeRows(): SheetRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#cell !== null) this.#cell.open(name);
    else if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'mergeCell') refuseMerged(attributes);
  }

  text(text: string): void {
    this.#cell?.add(text);
  }

  close(name: string): void {
    if (this.#cell !== null && name === 'c') {
      const value = this.#cell.value(this.#workbook);
      if (value !== null) this.#cells.set(this.#column, value);
      this.#cell = null;
    } else if (this.#cell !== null) {
      this.#cell.close(name);
    } else if (name === 'row' && this.#cells.size > 0) {
      this.#rows.push({ number: this.#row, cells: this.#cells });
      this.#cells = new Map();
    }
  }

  #openRow({ r }: Attributes): void {
    const number = r === undefined ? this.#row + 1 : Number(r);
    // Rows and cells stand in their order; a second row of the same number would hide the first.
    if (!Number.isSafeInteger(number) || number <= this.#row) damaged();
    this.#row = number;
    this.#column = -1;
  }

  #openCell(attributes: Attributes): void {
    const { r } = attributes;
    const column = r === undefined ? this.#column + 1 : columnOf(r);
    if (column <= this.#column) damaged();
    this.#column = column;
    this.#cell = new Cell(attributes);
  }
}

function refuseMerged({ ref = '' }: Attributes): never {
  const cells = /^[A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7}$/.test(ref) ? ref : '';
  throw new FileRefused({ tag: 'merged-cells', cells });
}

/** The column of a cell named `AF17`, the first being 0. */
function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1] ?? damaged();
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

/** The letters of a column, the first being 0: `AF`. */
export function columnLetters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : columnLetters(Math.floor(column / 26) - 1) + last;
}
