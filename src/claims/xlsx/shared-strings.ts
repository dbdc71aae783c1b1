import { damaged } from './damaged.ts';
import type { XmlListener } from './xml-events.ts';

/** The texts that cells refer to by number. Its own document's listener. */
export class SharedStrings implements XmlListener {
  readonly #strings: string[] = [];
  readonly #text = new CellText();

  at(index: number): string {
    return this.#strings[index] ?? damaged();
  }

  open(name: string): void {
    if (name === 'si') this.#text.begin();
    else this.#text.open(name);
  }

  text(text: string): void {
    this.#text.add(text);
  }

  close(name: string): void {
    if (name === 'si') this.#strings.push(this.#text.end());
    else this.#text.close(name);
  }
}

/** Gathers the text of a cell, which may be in several parts of different looks. */
export class CellText {
  #text = '';
  #inText = false;
  #inPhonetic = false;

  begin(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 'rPh') this.#inPhonetic = true;
    if (name === 't') this.#inText = true;
  }

  add(text: string): void {
    if (this.#inText && !this.#inPhonetic) this.#text += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#inPhonetic = false;
    if (name === 't') this.#inText = false;
  }

  end(): string {
    return withoutEscapes(this.#text);
  }
}

/** The format writes characters that XML cannot hold as `_x000D_`. */
function withoutEscapes(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text;
}
