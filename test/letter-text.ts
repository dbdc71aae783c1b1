import { compose } from '../src/letters/compose.ts';
import type { Block, Part } from '../src/letters/content.ts';
import type { LetterModel } from '../src/letters/model.ts';
import type { PartName } from '../src/letters/required-part.ts';
import { letterTextsDa } from '../src/letters/texts/da.ts';
import { letterTextsEn } from '../src/letters/texts/en.ts';

/** A letter in words, as the program's own texts put it. */
export function composed(letter: LetterModel) {
  return compose(letter, letter.language === 'da' ? letterTextsDa : letterTextsEn);
}

/** One part of a letter as plain text; empty when the letter has no such part. */
export function partText(letter: LetterModel, name: PartName): string {
  const part: Part | undefined = composed(letter).parts[name];
  return part === undefined ? '' : [part.heading, ...part.blocks.map(blockText)].join('\n');
}

/** Everything a letter says, heading first. */
export function letterText(letter: LetterModel): string {
  const { title, notes, parts } = composed(letter);
  return [...notes, title, ...Object.keys(parts).map((name) => partText(letter, name as PartName))].join(
    '\n',
  ); // its own keys
}

/** What a citizen reads as sentences: no tables, boxes or quotations, and not the list of rules at the end. */
export function runningText(letter: LetterModel): string[] {
  const { title, parts } = composed(letter);
  const sentences = Object.entries(parts)
    .filter(([name]) => name !== 'legal-rules')
    .flatMap(([, { blocks }]) => blocks)
    .flatMap((block) => (block.kind === 'text' ? [block.text] : block.kind === 'list' ? block.items : []));
  return [title, ...sentences];
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'text':
    case 'quote':
      return block.text;
    case 'list':
      return block.items.join('\n');
    case 'facts':
      return block.rows.map((row) => row.join(': ')).join('\n');
    case 'claims':
      return [block.columns, ...block.rows, block.total].map((row) => row.join(' | ')).join('\n');
    case 'steps':
      return block.steps
        .flatMap(({ title, given, results }) => [
          title,
          ...[...given, ...results].map((row) => row.join(' | ')),
        ])
        .join('\n');
  }
}
