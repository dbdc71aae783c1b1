import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import { stillLiableFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { lastQuietDay } from '../law/dunning-steps.ts';
import { paymentsTakenOff } from '../ledger/payments-taken-off.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** That a payment no longer covers what it did, since when, and the last day on which nothing more is done about it (`lifeCycles.pauseDays`). */
export interface OwedAgain {
  readonly on: PlainDate;
  readonly by: PlainDate;
}

/**
 * The main claims of a debtor that a payment was taken off, with the last such day; also where the days after it have passed. Repayment of
 * benefits is paid by one plan: what was taken off one claim of it counts for all.
 */
export async function owedAgain(
  tx: MunicipalityReadTx,
  { debtor, claims }: { readonly debtor: DebtorNumber; readonly claims: readonly ClaimOfDebtor[] },
): Promise<ReadonlyMap<ClaimNumber, OwedAgain>> {
  const mains = claims.filter(({ level, ended }) => level === 'main' && ended === null);
  const off = await paymentsTakenOff(
    tx,
    mains.map(({ claim }) => claim),
  );
  const theirs = off.filter((each) => each.debtor === null || each.debtor === debtor);
  if (theirs.length === 0) return new Map();
  const pauseDays = await pauseDaysOf(tx);
  const repaid = new Set(mains.filter(({ repayment }) => repayment).map(({ claim }) => claim));
  return new Map(
    mains.flatMap(({ claim, repayment }) => {
      const about = theirs.filter((each) => (repayment ? repaid.has(each.claim) : each.claim === claim));
      const on = latestOf(...about.map((each) => each.on));
      return on === null ? [] : [[claim, { on, by: lastQuietDay(on, pauseDays) }] as const];
    }),
  );
}

/** Those of these debtors for whom the last of such days is after a day and not after another. */
export async function debtorsOwingAgainUntil(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { after, until }: { readonly after: PlainDate; readonly until: PlainDate },
): Promise<DebtorNumber[]> {
  const owed = await stillLiableFor(tx, debtors);
  const pauseDays = await pauseDaysOf(tx);
  const soon = (await paymentsTakenOff(tx, [...new Set([...owed.values()].flat())])).filter(({ on }) => {
    const by = lastQuietDay(on, pauseDays);
    return by > after && by <= until;
  });
  return debtors.filter((debtor) =>
    soon.some(
      ({ claim, debtor: only }) =>
        (only === null || only === debtor) && (owed.get(debtor) ?? []).includes(claim),
    ),
  );
}

async function pauseDaysOf(tx: MunicipalityReadTx): Promise<number> {
  return (await configurationVersion(tx, null))?.configuration.lifeCycles.pauseDays ?? 0;
}
