import { debtorsStopped } from '../claims/holds.ts';
import { personSituationsAsOf } from '../debtors/person-records.ts';
import { isDead } from '../debtors/recipients.ts';
import { latestBatch } from '../facts/as-of.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { LetterModel } from './model.ts';

/**
 * What is told although the reader's estate, bankruptcy or debt relief is dealt with: that something is owed no more, or that what
 * was proposed or decided is taken back. No other letter is made or handed over meanwhile (law/holds.ts `letters`;
 * dødsboskifteloven §§ 9-10): the claims are filed in the estate, and nothing is asked of anybody.
 */
const toldMeanwhile: ReadonlySet<string> = new Set<LetterModel['kind']>([
  'lapse',
  'limitation',
  'reversal',
  'hearing-closed',
]);

/** Whether a letter of that kind is told although an errand about its reader is open. */
export function isToldMeanwhile(kind: string): boolean {
  return toldMeanwhile.has(kind);
}

/** A letter that has been made and is to be handed over. */
export interface LetterToBring {
  readonly debtor: DebtorNumber;
  readonly kind: string;
  /** To the debtor, and not to one who acts for them. */
  readonly toDebtor: boolean;
}

/** Which of these letters are not handed over now: the reader has died since, or an errand has been opened about the debtor. */
export async function heldBack(
  tx: MunicipalityReadTx,
  letters: readonly LetterToBring[],
): Promise<(letter: LetterToBring) => boolean> {
  if (letters.length === 0) return () => false;
  const debtors = [...new Set(letters.map(({ debtor }) => debtor))];
  const stopped = await debtorsStopped(tx, debtors, 'letters');
  const batch = await latestBatch(tx);
  const persons = batch === null ? new Map() : await personSituationsAsOf(tx, debtors, batch);
  const dead = new Set([...persons.values()].flatMap((person) => (isDead(person) ? [person.debtor] : [])));
  return ({ debtor, kind, toDebtor }) =>
    toDebtor && (dead.has(debtor) || stopped.get(debtor)?.has('death') === true)
      ? true
      : stopped.has(debtor) && !isToldMeanwhile(kind);
}
