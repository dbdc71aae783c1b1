import { instalmentsPaidBy } from '../agreements/paid-in-time.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Charge } from './types.ts';

/**
 * Fees for demands about instalments, and whether those turn out to have been paid when the demand was written: the debtor
 * owed nothing of them then (open question Q25). Fees for other letters are left out.
 */
export async function demandsPaid(
  tx: MunicipalityReadTx,
  charges: readonly Charge[],
): Promise<Map<ClaimNumber, boolean>> {
  const fees = new Map(charges.flatMap(({ notice, claim }) => (notice === null ? [] : [[notice, claim]])));
  const paid = new Map<ClaimNumber, boolean>();
  for (const { notice, debtor, facts, writtenOn } of await noticesById(tx, [...fees.keys()])) {
    const fee = fees.get(notice);
    if (fee === undefined || facts.kind !== 'demand') continue;
    // The oldest stands first.
    const until = facts.missed.at(-1)?.dueOn ?? writtenOn;
    paid.set(fee, await instalmentsPaidBy(tx, { debtor, until, by: writtenOn }));
  }
  return paid;
}
