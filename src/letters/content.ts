import type { PartName } from './required-part.ts';

/** A letter in words, ready to be set: what the Typst templates read. Everything is text; nothing is decided after this. */
export interface LetterContent {
  readonly language: string;
  /** Of the language, `DK` or `GB`. */
  readonly region: string;
  readonly title: string;
  readonly author: string;
  /** Year, month and day of the letter; also the document's date. */
  readonly date: readonly [number, number, number];
  /** What the arms show, for those who cannot see them. */
  readonly armsDescription: string;
  readonly sender: { readonly name: string; readonly lines: readonly string[] };
  /** Name and address as they stand in the envelope's window. */
  readonly recipient: readonly string[];
  /** Label and value, beside the address. */
  readonly reference: readonly Pair[];
  /** Beside the address: where the letter is on the citizens' pages; null = nowhere. */
  readonly online: OnlineAddress | null;
  /** Above the title: that this is a translation, or why another person gets the letter. */
  readonly notes: readonly string[];
  /** Repeated on later pages. */
  readonly runningHead: string;
  /** `Side {page} af {pages}`; the template knows the numbers. */
  readonly pageWords: string;
  /** The parts that must stand in the finished letter. */
  readonly required: readonly PartName[];
  readonly parts: LetterParts;
}

export interface OnlineAddress {
  readonly lead: string;
  readonly url: string;
  /** As it is printed. */
  readonly shown: string;
  /** A square code of it, as SVG, and what it is for those who do not see it. */
  readonly code: string;
  readonly codeSays: string;
}

export type LetterParts = Readonly<Partial<Record<PartName, Part>>>;

/** A part without a heading stands under the letter's title. */
export interface Part {
  readonly heading: string | null;
  readonly blocks: readonly Block[];
}

export type Pair = readonly [label: string, value: string];

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'facts'; readonly rows: readonly Pair[] }
  | {
      readonly kind: 'claims';
      readonly columns: readonly string[];
      /** How many columns, counted from the last, hold amounts. */
      readonly amounts: number;
      readonly rows: readonly (readonly string[])[];
      /** Empty: the table is not added up. */
      readonly total: readonly string[];
    }
  | {
      readonly kind: 'steps';
      readonly columns: Cells;
      readonly steps: readonly Step[];
    };

/** What, the figure, and who told us. */
export type Cells = readonly [what: string, figure: string, from: string];

/** One step of the calculation: what it rests on, and what came out of it. */
export interface Step {
  readonly title: string;
  readonly given: readonly Cells[];
  readonly results: readonly Cells[];
}

export function paragraph(text: string): Block {
  return { kind: 'text', text };
}

export function paragraphs(...texts: readonly string[]): Block[] {
  return texts.map(paragraph);
}

/** Does the part say anything at all? */
export function saysSomething(part: Part | undefined): boolean {
  return part !== undefined && part.blocks.length > 0 && part.blocks.every(hasWords);
}

function hasWords(block: Block): boolean {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return isText(block.text);
    case 'list':
      return block.items.length > 0 && block.items.every(isText);
    case 'facts':
      return block.rows.length > 0 && block.rows.flat().every(isText);
    case 'claims':
      return block.rows.length > 0 && block.columns.every(isText);
    case 'steps':
      return block.steps.length > 0 && block.columns.every(isText);
  }
}

function isText(text: string): boolean {
  return text.trim() !== '';
}
