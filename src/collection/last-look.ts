import { holdsOn } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { holdsThatStop } from '../claims/notice-exceptions.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { effects } from '../law/holds.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { cancelQueued } from './cancel.ts';
import { cancelStoppedRegistrations } from './registrations.ts';
import { everyActionOf, recoveryClaims } from './store.ts';
import { isCreation, type Doing, type RecoveryAction } from './types.ts';

/**
 * Of these claims those that must not go on to the authority: something holds them or their main claim back, or that is cleared no
 * longer. Interest and fees are sent by the clearance of their main claim.
 */
export async function stoppedClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Set<ClaimNumber>> {
  const recovery = await recoveryClaims(tx, claims);
  const mainOf = (claim: ClaimNumber) => recovery.get(claim)?.main ?? claim;
  const both = [...new Set(claims.flatMap((claim) => [claim, mainOf(claim)]))];
  const holds = await holdsOn(tx, both);
  const cleared = await clearancesOf(tx, both);
  const isHeld = (claim: ClaimNumber) =>
    effects(holdsThatStop(cleared.get(claim), holds.get(claim) ?? []).map(({ reason }) => reason)).transfer;
  return new Set(
    claims.filter((claim) => isHeld(claim) || isHeld(mainOf(claim)) || !cleared.has(mainOf(claim))),
  );
}

/**
 * The last look at what is about to leave, with whoever owes it locked: what would bring a stopped claim there is taken out of the
 * queue. Answers the actions that may be told; a claim that has come into the queue since they were read waits for the next look.
 */
export async function lastLook(
  tx: MunicipalityTx,
  actions: readonly RecoveryAction[],
  doing: Doing,
): Promise<RecoveryAction[]> {
  const claims = actions.map(({ claim }) => claim);
  const liable = await liabilitiesFor(tx, claims);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  const creations = actions
    .filter(({ code, art }) => isCreation(code) && art === 'INDR')
    .map(({ claim }) => claim);
  for (const claim of await stoppedClaims(tx, creations)) await cancelQueued(tx, claim, { why: null, doing });
  await cancelStoppedRegistrations(
    tx,
    actions.filter(({ code, art }) => isCreation(code) && art === 'MODR').map(({ claim }) => claim),
    doing,
  );
  const now = await everyActionOf(tx, claims);
  return actions.filter(({ claim, place }) =>
    now.get(claim)?.some((each) => each.place === place && each.state === 'queued'),
  );
}
