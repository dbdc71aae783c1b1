import type { DebtorNumber } from '../kernel/ids.ts';

/** Names that are linked to a debtor, and the debtor's own. */
export interface NamesAround {
  readonly own: readonly string[];
  /** Spouse, children and parents of whom CPR has told, and who acts for the debtor. */
  readonly linked: readonly string[];
}

/**
 * Whether a text that several people may read names somebody else than the one it is about. Of several who owe together, each is
 * somebody else to the others. A name counts where its first word stands in the text with a capital letter, as a child is usually
 * called, or where its first and last words do in any form; what the debtor is called too says nothing.
 */
export function namesOthers(
  text: string,
  owing: readonly DebtorNumber[],
  names: ReadonlyMap<DebtorNumber, NamesAround>,
): boolean {
  const known = owing.flatMap((debtor) => names.get(debtor) ?? []);
  const isJoint = owing.length > 1;
  const own = isJoint ? [] : known.flatMap((each) => each.own.flatMap(wordsOf));
  const others = known.flatMap((each) => (isJoint ? [...each.own, ...each.linked] : each.linked));
  const words = wordsOf(text);
  return others.some((name) => isNamed(name, { words, own: new Set(own.map(folded)) }));
}

function isNamed(
  name: string,
  { words, own }: { readonly words: readonly string[]; readonly own: ReadonlySet<string> },
): boolean {
  const [first, ...rest] = wordsOf(name).map(folded);
  const last = rest.at(-1);
  if (first === undefined) return false;
  const called = words.filter((word) => folded(word) === first);
  // "hans" and "august" are words, Hans and August are people.
  if (!own.has(first) && called.some((word) => /^\p{Lu}/u.test(word))) return true;
  const isWhole = last !== undefined && !(own.has(first) && own.has(last));
  return isWhole && called.length > 0 && words.some((word) => folded(word) === last);
}

function wordsOf(text: string): string[] {
  return text.match(/\p{L}+(?:['’-]\p{L}+)*/gu) ?? [];
}

function folded(word: string): string {
  return word.toLocaleLowerCase('da-DK');
}
