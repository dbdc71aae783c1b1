import { FileRefused } from './raw-row.ts';

/** The text of one object, from `{` to `}`, and where in the file it begins. */
export interface JsonObject {
  readonly text: string;
  /** From 1. */
  readonly place: number;
  /** Of its first character, from 1. */
  readonly line: number;
  readonly character: number;
}

/** What may come next: the first bracket, an object or the end of an empty list, an object, a comma or the end … */
type Expected = 'start' | 'object-or-end' | 'object' | 'comma-or-end' | 'line' | 'nothing';

/** No row is longer; a file that goes on and on without an end to its object is not held in memory. */
const LONGEST_OBJECT = 64 * 1024;

/**
 * Finds the objects of a JSON list, or of JSON lines, in a text that comes in pieces. What stands inside an object is not
 * looked at further than to find its end. Throws the file's refusal where something else stands than should.
 */
export class JsonObjects {
  #expected: Expected = 'start';
  /** Line and character of what is read next. */
  #line = 1;
  #character = 1;
  #found = 0;
  /** The object under way: what earlier pieces have of it, and where it began. */
  #text = '';
  #begun: { readonly line: number; readonly character: number } | null = null;
  #lastBegunOn = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** The line that has been come to, from 1. */
  get line(): number {
    return this.#line;
  }

  /** The objects that end in this piece of the text. */
  *read(piece: string): Generator<JsonObject> {
    let from = 0;
    for (let at = 0; at < piece.length; at++) {
      const char = piece[at] as string; // `at` is inside the piece
      if (this.#begun === null) {
        this.#between(char);
        from = at;
      } else if (this.#endsObject(char)) {
        yield this.#objectOf(this.#text + piece.slice(from, at + 1));
      }
      this.#step(char);
    }
    if (this.#begun === null) return;
    this.#text += piece.slice(from);
    if (this.#text.length > LONGEST_OBJECT) {
      throw new FileRefused({ tag: 'line-too-long', row: this.#begun.line });
    }
  }

  /** The text has ended: refused when something is left open. */
  end(): void {
    if (this.#begun !== null) {
      throw new FileRefused({ tag: 'cut-off', row: this.#begun.line, sign: 'open-object' });
    }
    if (this.#expected !== 'line' && this.#expected !== 'nothing') {
      throw new FileRefused({ tag: 'cut-off', row: this.#line, sign: 'open-list' });
    }
    if (this.#found === 0) throw new FileRefused({ tag: 'empty-list' });
  }

  #step(char: string): void {
    if (char === '\n') {
      this.#line++;
      this.#character = 1;
    } else {
      this.#character++;
    }
  }

  #between(char: string): void {
    if (char === ' ' || char === '\n' || char === '\r' || char === '\t') return;
    const expected = this.#expected;
    if (expected === 'start' && char === '[') this.#expected = 'object-or-end';
    else if (expected === 'start' && char === '{') this.#begin('line');
    else if (expected === 'line' && char === '{' && this.#line > this.#lastBegunOn) this.#begin('line');
    else if ((expected === 'object-or-end' || expected === 'object') && char === '{')
      this.#begin('comma-or-end');
    else if (expected === 'comma-or-end' && char === ',') this.#expected = 'object';
    else if ((expected === 'comma-or-end' || expected === 'object-or-end') && char === ']') {
      this.#expected = 'nothing';
    } else {
      throw new FileRefused({ tag: 'bad-json', line: this.#line, character: this.#character });
    }
  }

  #begin(next: Expected): void {
    this.#begun = { line: this.#line, character: this.#character };
    this.#lastBegunOn = this.#line;
    this.#text = '';
    this.#depth = 1;
    this.#expected = next;
  }

  #endsObject(char: string): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (char === '\\') this.#escaped = true;
      else if (char === '"') this.#inString = false;
      return false;
    }
    if (char === '"') this.#inString = true;
    else if (char === '{' || char === '[') this.#depth++;
    else if (char === '}' || char === ']') this.#depth--;
    return this.#depth === 0;
  }

  #objectOf(text: string): JsonObject {
    if (this.#begun === null) throw new Error('no object has been begun');
    const object = { text, place: ++this.#found, ...this.#begun };
    this.#begun = null;
    return object;
  }
}
