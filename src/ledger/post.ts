import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { keepBalances } from './kept-balances.ts';
import type { Transfer } from './types.ts';

const columns = [
  'cause',
  'cause_number',
  'line',
  'debit_kind',
  'debit_number',
  'debit_debtor',
  'credit_kind',
  'credit_number',
  'credit_debtor',
  'amount_ore',
  'value_date',
  'booking_date',
  'recorded_at',
] as const;

/**
 * Writes transfers, all in one statement, and moves the balances that are kept beside them; nothing else writes money.
 * Cause, number and line are the key: the same transfer twice fails the transaction, and so does what is booked on a
 * closed accounting day, or takes more from an account than stands there. Whoever moves money out of a claim has locked
 * its debtors first (lock.ts).
 */
export async function postTransfers(tx: MunicipalityTx, transfers: readonly Transfer[]): Promise<void> {
  if (transfers.length === 0) return;
  await copyInto(tx, { table: 'transfer', columns }, asOneChunk(transfers.map(lineOf)));
  await keepBalances(tx, transfers);
}

function lineOf({ debit, credit, ...transfer }: Transfer): string {
  return copyLine([
    transfer.cause,
    transfer.causeNumber,
    transfer.line,
    debit.kind,
    debit.number,
    debit.debtor,
    credit.kind,
    credit.number,
    credit.debtor,
    transfer.amount,
    transfer.valueDate,
    transfer.bookingDate,
    transfer.recordedAt,
  ]);
}
