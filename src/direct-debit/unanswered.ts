import { openWorkItems } from '../agreements/work-items.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import { bankDaysBefore } from '../law/closing-days.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { debitsUnanswered } from './store.ts';
import { debitReference, type Debit } from './types.ts';

/** Tells a person of amounts whose day was so many bank days ago, and of which Betalingsservice has told nothing. Once for each, in a month. */
export async function watchUnanswered(
  tx: MunicipalityTx,
  { on, answerBankDays }: { readonly on: PlainDate; readonly answerBankDays: number },
  at: Temporal.Instant,
): Promise<readonly Debit[]> {
  const found = await debitsUnanswered(tx, bankDaysBefore(on, answerBankDays));
  await openWorkItems(
    tx,
    found.map(({ debtor, number, payOn }) => ({
      kind: 'direct-debit',
      debtor,
      // By its own day, so that it is told of once.
      month: monthOf(payOn),
      about: `unanswered ${debitReference(number)}`,
    })),
    at,
  );
  return found;
}
