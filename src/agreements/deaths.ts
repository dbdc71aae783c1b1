import type { BatchNumber, DebtorNumber } from '../kernel/ids.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { takeBackInstalments } from './instalments-withdrawn.ts';

export interface DeathsFound {
  readonly debtors: readonly DebtorNumber[];
  /** The facts that told of them. */
  readonly factsAsOf: BatchNumber;
  /** Counted as the day of death where the register told none. */
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * Takes back what was asked for with a due date after the debtor's death and has not been paid: it is for the estate to
 * be told of, and nobody is in default for not paying it.
 */
export async function takeBackAfterDeath(
  tx: MunicipalityTx,
  { debtors, factsAsOf, on, at }: DeathsFound,
): Promise<void> {
  if (debtors.length === 0) return;
  await lockReceivables(tx, debtors);
  const persons = await personRecordsAsOf(tx, debtors, factsAsOf);
  for (const debtor of debtors) {
    const from = persons.get(debtor)?.statusFrom ?? on;
    await takeBackInstalments(tx, { debtor, from, before: null, agreement: null, keep: null, at });
  }
}
