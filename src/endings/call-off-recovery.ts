import { holdsOn } from '../claims/holds.ts';
import { wantRecalls, type RecallWanted } from '../claims/recovery-work.ts';
import { withdrawClearances } from '../claims/transfer-clearance.ts';
import type { LiabilityEndKind } from '../claims/liability-ends.ts';
import { zeroOre } from '../kernel/money.ts';
import { claimTypes, localClaimTypes } from '../law/claim-types.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { GoneClaim } from './gone-claims.ts';

/**
 * Takes back what has been done to send these claims to Gældsstyrelsen, and asks for those to be called back that may be
 * there. A claim that has ended is never sent (R_3_1) nor left there.
 */
export async function callOffRecovery(
  tx: MunicipalityTx,
  gone: readonly GoneClaim[],
  at: Temporal.Instant,
): Promise<void> {
  // Interest and fees come back with their main claim.
  const mains = gone.filter(({ level }) => level === 'main');
  const claims = mains.map(({ claim }) => claim);
  const cleared = new Set<bigint>();
  for (const [on, ofDay] of Map.groupBy(mains, (each) => each.on)) {
    const numbers = ofDay.map(({ claim }) => claim);
    for (const claim of await withdrawClearances(tx, numbers, { on, why: 'ended' })) cleared.add(claim);
  }
  const holds = await holdsOn(tx, claims);
  const accounts = await accountsOfClaims(tx, claims);
  const perhapsThere = mains.filter(
    ({ claim }) =>
      cleared.has(claim) ||
      (holds.get(claim) ?? []).some(({ reason }) => reason === 'recovery') ||
      (accounts.get(claim)?.atRecovery ?? zeroOre) > zeroOre,
  );
  await wantRecalls(
    tx,
    perhapsThere.map((each) => ({
      claim: each.claim,
      reason: recallReason(each),
      about: each.kind,
      on: each.on,
    })),
    at,
  );
}

const endsAsLapse: ReadonlySet<LiabilityEndKind> = new Set([
  'lapsed',
  'time-barred',
  'discharged',
  'released',
]);

/**
 * BORT: it has ended; FEJL: it should not have been there, and the only reason that is left where the state pays part
 * (law/recall.ts). What the source took back was never owed.
 */
function recallReason({ kind, type }: GoneClaim): RecallWanted['reason'] {
  const stateRefund = (claimTypes.get(type) ?? localClaimTypes.get(type))?.stateRefund ?? null;
  return endsAsLapse.has(kind) && stateRefund === false ? 'BORT' : 'FEJL';
}
