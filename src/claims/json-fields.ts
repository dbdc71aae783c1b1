import type { FieldValue } from './field-text.ts';
import type { JsonObject } from './json-objects.ts';
import { FileRefused } from './raw-row.ts';

export interface JsonField {
  readonly name: string;
  /** Null = JSON's null: nothing stands there. */
  readonly value: FieldValue | null;
}

// Each is tried at one place of the text (`y`). A string's escapes are read by JSON.parse.
const BLANKS = /[ \t\n\r]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids control characters inside strings
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?([eE][-+]?\d+)?/y;
const WORD = /true|false|null/y;

/**
 * The fields of an object, in its order. Read by hand: JSON.parse would make floats of the amounts, keep the last of two
 * fields of one name without a word, and say no position that can be shown. Throws the file's refusal at the first
 * character that is not JSON.
 */
export function fieldsOf(object: JsonObject): JsonField[] {
  const reader = new Reader(object);
  const fields: JsonField[] = [];
  reader.take('{');
  if (reader.takes('}')) return fields;
  do {
    const name = reader.string();
    reader.take(':');
    fields.push({ name, value: reader.value() });
  } while (reader.takes(','));
  reader.take('}');
  return fields;
}

class Reader {
  readonly #object: JsonObject;
  #at = 0;

  constructor(object: JsonObject) {
    this.#object = object;
  }

  /** Passes over blanks and over `sign`, if it stands there. */
  takes(sign: string): boolean {
    this.#match(BLANKS);
    if (this.#object.text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  take(sign: string): void {
    if (!this.takes(sign)) this.#refuse();
  }

  string(): string {
    this.#match(BLANKS);
    const token = this.#match(STRING)?.[0] ?? this.#refuse();
    // The token has the form of a JSON string.
    const text = JSON.parse(token) as string;
    return text.isWellFormed() ? text : this.#refuse();
  }

  value(): FieldValue | null {
    this.#match(BLANKS);
    const sign = this.#object.text[this.#at];
    if (sign === '"') return { kind: 'text', text: this.string() };
    if (sign === '{' || sign === '[') return this.#nested();
    const word = this.#match(WORD)?.[0];
    if (word === 'null') return null;
    if (word !== undefined) return { kind: 'refused', reason: { tag: 'truth-value' }, shown: word };
    const [decimal, exponent] = this.#match(NUMBER) ?? this.#refuse();
    return exponent === undefined
      ? { kind: 'number', decimal }
      : { kind: 'refused', reason: { tag: 'number-with-exponent' }, shown: decimal };
  }

  /** Passes over a list or an object inside the object; the value is refused, whatever is in it. */
  #nested(): FieldValue {
    let depth = 0;
    do {
      const sign = this.#object.text[this.#at] ?? this.#refuse();
      if (sign === '"') {
        this.string();
        continue;
      }
      if (sign === '{' || sign === '[') depth++;
      if (sign === '}' || sign === ']') depth--;
      this.#at++;
    } while (depth > 0);
    return { kind: 'refused', reason: { tag: 'nested-value' }, shown: '' };
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#object.text);
    if (match !== null) this.#at = pattern.lastIndex;
    return match;
  }

  #refuse(): never {
    const before = this.#object.text.slice(0, this.#at).split('\n');
    const last = before.at(-1) ?? '';
    throw new FileRefused({
      tag: 'bad-json',
      line: this.#object.line + before.length - 1,
      character: (before.length === 1 ? this.#object.character : 1) + last.length,
    });
  }
}
