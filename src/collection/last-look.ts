import { lastInterestDay, standingCharges } from '../charges/charges-of.ts';
import { holdsOn } from '../claims/holds.ts';
import { liabilitiesFor, type Liability } from '../claims/liabilities.ts';
import { holdsThatStop } from '../claims/notice-exceptions.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
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
 * queue, and so is what is told of somebody who owes it no longer. Answers the actions that may be told; a claim that has come into the queue since they were read waits for the next look.
 */
export async function lastLook(
  tx: MunicipalityTx,
  actions: readonly RecoveryAction[],
  doing: Doing,
): Promise<RecoveryAction[]> {
  const claims = actions.map(({ claim }) => claim);
  const liable = await liabilitiesFor(tx, claims);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  const creations = actions.filter(({ code, art }) => isCreation(code) && art === 'INDR');
  const created = creations.map(({ claim }) => claim);
  const stopped = [...(await stoppedClaims(tx, created)), ...owedByFewer(creations, liable)];
  for (const claim of new Set(stopped)) await cancelQueued(tx, claim, { why: null, doing });
  await cancelStoppedRegistrations(
    tx,
    actions.filter(({ code, art }) => isCreation(code) && art === 'MODR').map(({ claim }) => claim),
    doing,
  );
  const now = await everyActionOf(tx, claims);
  const tomorrow = await leavingTomorrow(tx, creations, dayInCopenhagen(doing.at));
  return actions.filter(
    ({ claim, place }) =>
      !tomorrow.has(claim) &&
      now.get(claim)?.some((each) => each.place === place && each.state === 'queued') === true,
  );
}

/** Somebody whom they would be told to be owed by owes them no longer: what is told of them is made up anew. */
function owedByFewer(creations: readonly RecoveryAction[], liable: readonly Liability[]): ClaimNumber[] {
  const freed = new Set(
    liable.filter(({ ended }) => ended !== null).map(({ claim, debtor }) => `${claim}/${debtor}`),
  );
  const isOwedByFewer = ({ claim, masterData }: RecoveryAction) =>
    masterData?.liable.some(({ debtor }) => freed.has(`${claim}/${debtor}`)) ?? false;
  return creations.filter(isOwedByFewer).map(({ claim }) => claim);
}

/** Main claims on which interest was posted today, and what goes along with them: none is on the day they leave (open question Q24). */
async function leavingTomorrow(
  tx: MunicipalityReadTx,
  creations: readonly RecoveryAction[],
  on: PlainDate,
): Promise<Set<ClaimNumber>> {
  const mainOf = ({ claim, alongWith }: RecoveryAction) => alongWith ?? claim;
  const charges = await standingCharges(tx, [...new Set(creations.map(mainOf))]);
  const later = creations.filter((action) => {
    const posted = lastInterestDay(charges.get(mainOf(action)) ?? []);
    return posted !== null && posted >= on;
  });
  return new Set(later.map(({ claim }) => claim));
}
