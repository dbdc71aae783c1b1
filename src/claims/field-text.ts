import { parseCprNumber } from '../kernel/cpr-number.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { claimColumns, columnNames, type ColumnName } from './columns.ts';
import type { Form } from './forms.ts';
import type { RawRow, Unusable } from './raw-row.ts';
import { shownValue, type ValueRefusal } from './refusals.ts';

/** What stands in a cell of a sheet or in a field of a JSON object, where a CSV file has only text. */
export type FieldValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Written out in digits with a point, `-1234.5`; no exponent. */
  | { readonly kind: 'number'; readonly decimal: string }
  | { readonly kind: 'day'; readonly day: PlainDate }
  /** Has no meaning in any column. */
  | { readonly kind: 'refused'; readonly reason: ValueRefusal; readonly shown: string };

export interface TypedRow {
  readonly row: number;
  /** Columns that are left out are empty. */
  readonly fields: ReadonlyMap<ColumnName, FieldValue>;
  /** What stands beside the columns and cannot be used. */
  readonly beside: readonly Unusable[];
}

/** A row of typed values as the row of texts that a CSV file would have had, so that all files are checked alike. */
export function asRawRow({ row, fields, beside }: TypedRow): RawRow {
  const unusable: Unusable[] = [...beside];
  const values = columnNames.map((column) => {
    const value = fields.get(column);
    if (value === undefined) return '';
    const text = fieldText(column, value);
    if (text.ok) return text.value;
    const shown = shownValue(shownText(value), column.endsWith('Cpr'));
    unusable.push({ column, value: shown, reason: text.refusal });
    return '';
  });
  return unusable.length === 0 ? { row, values } : { row, values, unusable };
}

/** How many CPR numbers of the row stand as numbers whose first nought is gone and is put back. */
export function restoredNoughts({ fields }: TypedRow): number {
  const restored = (column: ColumnName) => {
    const value = fields.get(column);
    return (
      value?.kind === 'number' &&
      /^\d{9}$/.test(value.decimal) &&
      parseCprNumber(`0${value.decimal}`) !== null
    );
  };
  return [restored('debtorCpr'), restored('coDebtorCpr')].filter(Boolean).length;
}

/** The value as a text of its column's form, which then reads it or refuses it. */
function fieldText(column: ColumnName, value: FieldValue): Result<string, ValueRefusal> {
  // The text is only passed on; which type the form reads it to does not matter here.
  const { otherwise } = claimColumns[column].form as Form<unknown>;
  switch (value.kind) {
    case 'text': {
      const text = value.text.trim();
      return ok(otherwise?.text?.(text) ?? text);
    }
    case 'number':
      return otherwise?.number?.(value.decimal) ?? ok(shownText(value));
    case 'day':
      return otherwise?.day?.(value.day) ?? refuse({ tag: 'unexpected-date' });
    case 'refused':
      return refuse(value.reason);
  }
}

function shownText(value: FieldValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'number':
      return value.decimal.replace('.', ',');
    case 'day':
      return value.day;
    case 'refused':
      return value.shown;
  }
}
