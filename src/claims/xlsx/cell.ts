import { parsePlainDate } from '../../kernel/dates.ts';
import type { FieldValue } from '../field-text.ts';
import { shownValue, type ValueRefusal } from '../refusals.ts';
import { damaged } from './damaged.ts';
import type { DayNumbers } from './day-numbers.ts';
import { CellText } from './shared-strings.ts';
import type { Workbook } from './workbook.ts';
import type { Attributes } from './xml-events.ts';

/** A cell of a sheet, as its part of the sheet's document is read. */
export class Cell {
  readonly #type: string;
  readonly #style: number;
  readonly #inline = new CellText();
  #value = '';
  #inValue = false;
  #formula = false;

  constructor({ t = 'n', s = '0' }: Attributes) {
    this.#type = t;
    this.#style = Number(s);
  }

  open(name: string): void {
    if (name === 'f') this.#formula = true;
    if (name === 'v') this.#inValue = true;
    this.#inline.open(name);
  }

  add(text: string): void {
    if (this.#inValue) this.#value += text;
    this.#inline.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.#inValue = false;
    this.#inline.close(name);
  }

  /** Null when nothing stands in the cell. */
  value(workbook: Workbook): FieldValue | null {
    // The stored result is that of the last program that computed it: nobody has stated it.
    if (this.#formula) return refused({ tag: 'formula' });
    if (this.#type === 'inlineStr') return asText(this.#inline.end());
    if (this.#value === '') return null;
    switch (this.#type) {
      case 's':
        return asText(workbook.strings.at(Number(this.#value)));
      case 'str':
        return asText(this.#value);
      case 'b':
        return refused({ tag: 'truth-value' }, this.#value === '1' ? 'SAND' : 'FALSK');
      case 'e':
        return refused({ tag: 'error-cell', error: shownValue(this.#value, false) });
      case 'd':
        return asIsoDay(this.#value);
      case 'n':
        return asNumber(this.#value, workbook.dateStyles.isDate(this.#style), workbook.days);
      default:
        return damaged();
    }
  }
}

function refused(reason: ValueRefusal, shown = ''): FieldValue {
  return { kind: 'refused', reason, shown };
}

function asText(text: string): FieldValue | null {
  return text.trim() === '' ? null : { kind: 'text', text };
}

function asIsoDay(text: string): FieldValue {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T([\d:.]+)Z?)?$/.exec(text) ?? [];
  const parsed = parsePlainDate(day ?? '') ?? damaged();
  const midnight = time === undefined || /^[0:.]+$/.test(time);
  return midnight ? { kind: 'day', day: parsed } : refused({ tag: 'date-with-time' }, parsed);
}

function asNumber(text: string, isDate: boolean, days: DayNumbers): FieldValue {
  if (!/^-?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text)) damaged();
  const number = Number(text);
  const day = isDate ? days.dayOf(number) : null;
  if (day !== null) {
    return Number.isInteger(number) ? { kind: 'day', day } : refused({ tag: 'date-with-time' }, day);
  }
  if (Math.abs(number) >= 1e15) return refused({ tag: 'rounded-number' }, text);
  // The file holds binary numbers with two digits more than the program shows: 1234.1 stands as 1234.0999999999999.
  // Written with the fifteen digits that the program shows and computes with, the number is what the user sees.
  const shown = number.toPrecision(15);
  const decimal = shown.includes('.') && !shown.includes('e') ? shown.replace(/\.?0+$/, '') : shown;
  return { kind: 'number', decimal };
}
