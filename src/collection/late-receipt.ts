import { openWorkItems } from '../agreements/work-items.ts';
import { holdsOn } from '../claims/holds.ts';
import { noteTold } from '../claims/hold-ranges.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { wantRecalls } from '../claims/recovery-work.ts';
import { stopsOf } from '../claims/stop-recovery.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { holdThere } from './never-received.ts';
import { actionsOf, recoveryClaims } from './store.ts';
import { isCreation, referenceOf, type Doing, type RecoveryAction, type RecoveryClaim } from './types.ts';

/**
 * The claim of an action that was regretted in a hearing, where it is not on its way anew: should the authority have received it all
 * the same, because somebody had confirmed it there, it is there. Null of any other action.
 */
export async function regrettedClaim(
  tx: MunicipalityReadTx,
  action: RecoveryAction,
): Promise<RecoveryClaim | null> {
  if (action.art === 'MODR' || !isCreation(action.code) || action.state !== 'cancelled') return null;
  const claim = (await recoveryClaims(tx, [action.claim])).get(action.claim);
  const last = (await actionsOf(tx, [action.claim]))
    .get(action.claim)
    ?.findLast(({ code }) => isCreation(code));
  return claim?.state === 'cancelled' && last?.place === action.place ? claim : null;
}

/** It is collected there alone, as anything on its way is, until it has come back. */
export async function collectedThereAgain(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  doing: Doing,
): Promise<void> {
  await holdThere(tx, [claim], doing);
  await noteTold(tx, [claim], dayInCopenhagen(doing.at));
}

/** What stopped it here calls it back from there; what only rests there stays, and a person has been told, also of who owes it no longer. */
export async function callBackStopped(
  tx: MunicipalityTx,
  action: RecoveryAction,
  doing: Doing,
): Promise<void> {
  const { claim } = action;
  const holds = (await holdsOn(tx, [claim])).get(claim) ?? [];
  const reason =
    stopsOf(holds).find((stop) => stop.reason !== null)?.reason ??
    (holds.some((hold) => hold.reason === 'ended') ? 'FEJL' : null);
  if (reason === null) return tellFreedMeanwhile(tx, action, doing);
  const [on, about] = [dayInCopenhagen(doing.at), `received ${referenceOf(action)}`];
  await wantRecalls(tx, [{ claim, reason, about, on }], doing.at);
}

/** Who owes it no longer is known there as owing it: that only a person can tell the authority. */
async function tellFreedMeanwhile(
  tx: MunicipalityTx,
  { claim, masterData }: RecoveryAction,
  { at }: Doing,
): Promise<void> {
  const told = new Set(masterData?.liable.map(({ debtor }) => debtor));
  const freed = (await liabilitiesFor(tx, [claim])).filter(
    ({ debtor, ended }) => ended !== null && told.has(debtor),
  );
  const about = `claim ${claim}`;
  const month = monthOf(dayInCopenhagen(at));
  const items = freed.map(({ debtor }) => {
    return { kind: 'liability-at-recovery', debtor, month, about } as const;
  });
  await openWorkItems(tx, items, at);
}
