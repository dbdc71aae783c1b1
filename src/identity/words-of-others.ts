import { isUnseen, withoutUnseen } from '../kernel/unseen-signs.ts';

/** Who looks, or reads: whether where the debtor lives must not be shown to them. */
interface Reader {
  readonly hidesAddress: boolean;
}

/**
 * What a source, a caseworker or somebody else has written in their own words, as far as who looks may see it; null = not, or nothing was
 * written. Signs that nobody sees are left out: they could turn an amount around. In such words an address may stand, as in the name of a bill about a property. Pages and letters ask alike.
 */
export function wordsOfOthers(words: string | null, { hidesAddress }: Reader): string | null {
  return hidesAddress || words === null || isUnseen(words) ? null : withoutUnseen(words);
}

/** Whether where a debtor lives must not be shown: to somebody who acts for one whose address CPR says is protected. `isProtected` undefined = CPR has told nothing. */
export function hidesFrom({
  actsForAnother,
  isProtected,
}: {
  readonly actsForAnother: boolean;
  readonly isProtected: boolean | undefined;
}): boolean {
  return actsForAnother && isProtected === true;
}
