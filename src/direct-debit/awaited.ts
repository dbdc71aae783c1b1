import type { UnallocatedFor } from '../agreements/plan-standings.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { bankDaysBefore } from '../law/closing-days.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { unallocatedFor } from '../payments/unallocated.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { debitsUnanswered } from './store.ts';
import type { Debit } from './types.ts';

/** How an amount that Betalingsservice has not told of stands: its day has not passed; its answer may still come; it should have come. */
export type Answer = 'coming' | 'awaited' | 'unanswered';

/** How a debit that nothing has been told of stands on a day. */
export function answerTo(
  { payOn }: Pick<Debit, 'payOn'>,
  { on, lastUnanswered }: { readonly on: PlainDate; readonly lastUnanswered: PlainDate },
): Answer {
  if (payOn >= on) return 'coming';
  return payOn > lastUnanswered ? 'awaited' : 'unanswered';
}

/** Whose day was so long ago that Betalingsservice must have told of it, by the municipality's agreement (`answerBankDays`). */
export async function lastUnanswered(tx: MunicipalityReadTx, on: PlainDate): Promise<PlainDate> {
  const agreed = (await configurationVersion(tx, null))?.configuration.betalingsservice ?? null;
  return bankDaysBefore(on, agreed?.answerBankDays ?? USUAL_BANK_DAYS);
}

// As where nothing is said of it: an agreement may have ended while answers are on their way.
const USUAL_BANK_DAYS = 5;

/**
 * Tells on a day for which of some debtors a bank has been asked, on a day that has passed, and may still tell that it has paid: they have been told
 * not to pay it, so that nothing is demanded of them meanwhile.
 */
export function bankAskedOn(on: PlainDate): UnallocatedFor {
  return async (tx, debtors) => {
    const among = new Set(debtors);
    const standing = { on, lastUnanswered: await lastUnanswered(tx, on) };
    const awaited = (await debitsUnanswered(tx, on)).filter(
      (debit) => answerTo(debit, standing) === 'awaited',
    );
    return new Set(awaited.map(({ debtor }) => debtor).filter((debtor) => among.has(debtor)));
  };
}

/** The same with those for whom money lies that covers nothing. */
export function unallocatedOrAskedOn(on: PlainDate): UnallocatedFor {
  return async (tx, debtors) =>
    new Set([...(await unallocatedFor(tx, debtors)), ...(await bankAskedOn(on)(tx, debtors))]);
}
