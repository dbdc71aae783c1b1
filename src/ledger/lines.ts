import { zeroOre } from '../kernel/money.ts';
import type { Transfer } from './types.ts';

/** What the transfers of one cause have in common. */
export type Posting = Pick<Transfer, 'cause' | 'causeNumber' | 'valueDate' | 'bookingDate' | 'recordedAt'>;

/** A movement of money that has not got its line yet. */
export type Movement = Pick<Transfer, 'debit' | 'credit' | 'amount'>;

/** The transfers of a posting, numbered after `lastLine`; movements of nothing are left out. */
export function transfersIn(
  posting: Posting,
  movements: readonly Movement[],
  lastLine: number = 0,
): Transfer[] {
  return movements
    .filter(({ amount }) => amount !== zeroOre)
    .map((movement, index) => ({ ...posting, ...movement, line: lastLine + 1 + index }));
}
