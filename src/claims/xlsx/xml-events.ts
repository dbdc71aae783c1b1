import { SaxesParser } from 'saxes';
import { damaged } from './damaged.ts';

export type Attributes = Readonly<Record<string, string>>;

/** Is told what stands in an XML document, in its order. Names of elements come without their prefix. */
export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
}

/** A tag or a text of a spreadsheet is never longer; a cell holds 32,767 characters. */
const LONGEST = 1024 * 1024;
const DEEPEST = 100;

/**
 * Reads an XML document that comes in pieces, element by element, for parts of a spreadsheet that are too large to hold
 * in memory. A document type is refused (spreadsheets have none), and with it every entity but XML's own five. Throws the
 * file's refusal when the document is not well-formed.
 */
export class XmlEvents {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });
  readonly #parser = new SaxesParser({ xmlns: false, position: false });
  /** Whether something came to its end in the piece that is being read. */
  #ended = false;
  /** Of what has begun and not ended, kept by the parser until it does. */
  #pendingLength = 0;
  #depth = 0;

  constructor(listener: XmlListener) {
    // Its messages may quote the document; nobody is shown them.
    this.#parser.on('error', damaged);
    this.#parser.on('doctype', damaged);
    this.#tellElements(listener);
    this.#tellTexts(listener);
  }

  write(piece: Uint8Array): void {
    const text = this.#decoded(piece);
    this.#ended = false;
    this.#parser.write(text);
    this.#pendingLength = this.#ended ? 0 : this.#pendingLength + text.length;
    if (this.#pendingLength > LONGEST) damaged();
  }

  end(): void {
    this.#decoded();
    this.#parser.close();
  }

  #decoded(piece?: Uint8Array): string {
    try {
      return this.#decoder.decode(piece, { stream: piece !== undefined });
    } catch {
      return damaged();
    }
  }

  #tellElements(listener: XmlListener): void {
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#ended = true;
      this.#depth++;
      if (this.#depth > DEEPEST) damaged();
      listener.open(withoutPrefix(name), attributes);
    });
    this.#parser.on('closetag', ({ name }) => {
      this.#ended = true;
      this.#depth--;
      listener.close(withoutPrefix(name));
    });
  }

  #tellTexts(listener: XmlListener): void {
    const text = (content: string) => {
      this.#ended = true;
      // Outside of the root the parser lets only white space pass.
      if (this.#depth > 0) listener.text(content);
    };
    this.#parser.on('text', text);
    this.#parser.on('cdata', text);
    // Nobody listens to these, but the parser keeps each until its end.
    const passOver = () => {
      this.#ended = true;
    };
    this.#parser.on('comment', passOver);
    this.#parser.on('processinginstruction', passOver);
  }
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
