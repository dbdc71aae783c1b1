import { letterKinds, requiredParts } from './required-parts.ts';
import type { LetterKind } from './model.ts';

/** Typst source for each kind of letter; each imports `letter.typ` and names its parts. */
export type Templates = Readonly<Record<LetterKind, string>>;

/**
 * The program's own templates: the parts of each kind in the order of `requiredParts`, nothing else. What a part looks
 * like is in `templates/letter.typ`, what it says in the texts. A municipality's template may order the parts otherwise
 * or write between them.
 */
export const ownTemplates = Object.fromEntries(
  letterKinds.map((kind) => [kind, templateOf(kind)]),
) as Templates; // an entry for each kind

function templateOf(kind: LetterKind): string {
  const parts = requiredParts[kind].map(({ name }) => `#part("${name}")\n`);
  return `#import "letter.typ": part\n\n${parts.join('')}`;
}
