import type { ClaimNumber } from '../claims/types.ts';
import { stopInterest } from '../charges/stop-interest.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { ore, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { comesBack } from './comes-back.ts';
import { allThere } from './stay-there.ts';
import { recoveryClaims, recoveryFamily, writeRecoveryClaim, writeRecoveryClaims } from './store.ts';
import { limitationFromReceipt } from './time-there.ts';
import { changeBy, isCreation, type Doing, type RecoveryAction, type RecoveryClaim } from './types.ts';

interface Executed {
  readonly claim: RecoveryClaim;
  readonly authorityId: string | null;
  readonly doing: Doing;
}

/**
 * What follows when the authority has carried out an action: a claim that it has received is collected there and no longer
 * here, one that it has given back is ours again, and what it has of a claim grows or shrinks.
 */
export async function executed(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { claim, authorityId, doing }: Executed,
): Promise<void> {
  if (isCreation(action.code)) await received(tx, action, { claim, authorityId, doing });
  else if (action.code === 'TILBAGEKALD') await recalled(tx, action, doing);
  else await writeRecoveryClaim(tx, { ...claim, reported: ore(claim.reported + changeBy(action)) });
}

async function received(tx: MunicipalityTx, action: RecoveryAction, reception: Executed): Promise<void> {
  const { claim, authorityId, doing } = reception;
  await receivedThere(tx, [{ action, claim, authorityId }], doing);
  if (claim.main !== null) await followsMain(tx, action.claim, { main: claim.main, doing });
}

/** A claim that the authority has received, by the action that it has carried out. */
export interface Reception {
  readonly action: RecoveryAction;
  readonly claim: RecoveryClaim;
  readonly authorityId: string | null;
}

/**
 * What follows for claims that the authority has received: each once, and none beside its own main claim, which comes before it. That
 * interest and fees come back where their main claim has, is for who calls.
 */
export async function receivedThere(
  tx: MunicipalityTx,
  receptions: readonly Reception[],
  doing: Doing,
): Promise<void> {
  if (receptions.length === 0) return;
  const on = dayInCopenhagen(doing.at);
  const there = receptions.map(({ action, claim, authorityId }): RecoveryClaim => {
    assert(authorityId !== null, 'a claim that was received has a number at the authority');
    return { ...claim, state: 'received', authorityId, receivedOn: on, reported: action.amount ?? zeroOre };
  });
  await writeRecoveryClaims(tx, there);
  await limitationFromReceipt(tx, there, doing);
  // What stands now: what was paid or corrected since it was sent is told by actions of its own.
  await allThere(
    tx,
    receptions.map(({ action }) => action),
    doing,
  );
  // No interest of ours on or after that day (R_5_1; open question Q24).
  const mains = there.flatMap(({ claim, main }) => (main === null ? [claim] : []));
  await stopInterest(tx, mains, { on, why: 'transferred' });
}

/** A receipt may be later than the return of the main claim: interest and fees come back with it. */
async function followsMain(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  { main, doing }: { readonly main: ClaimNumber; readonly doing: Doing },
): Promise<void> {
  const both = await recoveryClaims(tx, [main, claim]);
  const [ofMain, itself] = [both.get(main), both.get(claim)];
  if (ofMain === undefined || itself === undefined) return;
  const { state, endedWhy: why } = ofMain;
  if ((state !== 'recalled' && state !== 'returned') || why === null) return;
  await comesBack(tx, [itself], { action: null, state, why, doing });
}

/** A main claim comes back with the interest and fees that are there (Gældsstyrelsen, tilbagekald). */
async function recalled(tx: MunicipalityTx, action: RecoveryAction, doing: Doing): Promise<void> {
  const family = await recoveryFamily(tx, action.claim);
  const there = family.filter(({ claim, state }) => claim === action.claim || state === 'received');
  await comesBack(tx, there, { action, state: 'recalled', why: action.reason ?? 'FEJL', doing });
}
