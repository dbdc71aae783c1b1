import { wantRecalls } from '../claims/recovery-work.ts';
import type { Limitation } from '../claims/limitation.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { stopInterest } from '../charges/stop-interest.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { endLiabilities } from '../ledger/liability-ends.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { comesBack } from './comes-back.ts';
import { dayOfReceipt } from './day-of-receipt.ts';
import type { Receipt } from './recovery-port.ts';
import { allThere } from './stay-there.ts';
import {
  recoveryClaims,
  recoveryFamily,
  tellingsOf,
  writeRecoveryClaim,
  writeRecoveryClaims,
} from './store.ts';
import { limitationFromReceipt } from './time-there.ts';
import { changeBy, isCreation, type Doing, type RecoveryAction, type RecoveryClaim } from './types.ts';

interface Executed {
  readonly claim: RecoveryClaim;
  readonly answer: Pick<Receipt, 'claimId' | 'receivedOn'>;
  readonly doing: Doing;
}

/**
 * What follows when the authority has carried out an action: a claim that it has received is collected there and no longer
 * here, one that it has given back is ours again, and what it has of a claim grows or shrinks.
 */
export async function executed(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { claim, answer, doing }: Executed,
): Promise<void> {
  if (isCreation(action.code)) await received(tx, action, { claim, answer, doing });
  else if (action.code === 'TILBAGEKALD') await recalled(tx, action, doing);
  else await writeRecoveryClaim(tx, { ...claim, reported: ore(claim.reported + changeBy(action)) });
}

async function received(tx: MunicipalityTx, action: RecoveryAction, reception: Executed): Promise<void> {
  const { claim, answer, doing } = reception;
  await receivedThere(tx, [{ action, claim, answer }], doing);
  if (claim.main !== null) await followsMain(tx, action.claim, { main: claim.main, doing });
}

/** A claim that the authority has received, by the action that it has carried out. */
export interface Reception {
  readonly action: RecoveryAction;
  readonly claim: RecoveryClaim;
  readonly answer: Pick<Receipt, 'claimId' | 'receivedOn'>;
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
  const days = await daysOfReceipt(tx, receptions, doing);
  const there = receptions.map(
    ({ action, claim, answer: { claimId: authorityId } }, place): RecoveryClaim => {
      assert(authorityId !== null, 'a claim that was received has a number at the authority');
      const receivedOn = days[place] ?? null;
      return { ...claim, state: 'received', authorityId, receivedOn, reported: action.amount ?? zeroOre };
    },
  );
  await writeRecoveryClaims(tx, there);
  const { forEverybody: barred, forSome } = await limitationFromReceipt(tx, there, doing);
  await callBackBarred(tx, there, { barred, doing });
  // What stands now: what was paid or corrected since it was sent is told by actions of its own.
  await allThere(
    tx,
    receptions.map(({ action }) => action),
    doing,
  );
  await freeBarred(tx, forSome, doing);
  // No interest of ours on or after that day (R_5_1; open question Q24).
  for (const [on, those] of Map.groupBy(there, ({ receivedOn }) => receivedOn)) {
    assert(on !== null, 'a claim that was received has a day of it');
    const mains = those.flatMap(({ claim, main }) => (main === null ? [claim] : []));
    await stopInterest(tx, mains, { on, why: 'transferred' });
  }
}

/** It was handed over in time and registered too late: it should not be there, and it ends when it has come back. */
async function callBackBarred(
  tx: MunicipalityTx,
  there: readonly RecoveryClaim[],
  { barred, doing }: { readonly barred: readonly ClaimNumber[]; readonly doing: Doing },
): Promise<void> {
  const on = dayInCopenhagen(doing.at);
  // Interest and fees come back with their main claim.
  const gone = there.filter(
    ({ claim, main }) => barred.includes(claim) && (main === null || !barred.includes(main)),
  );
  await wantRecalls(
    tx,
    gone.map(({ claim }) => ({ claim, reason: 'FEJL', about: 'time-barred', on })),
    doing.at,
  );
}

/** It was registered too late for them, and in time for others: they owe it no longer, and a person tells the authority (endings). */
async function freeBarred(tx: MunicipalityTx, late: readonly Limitation[], doing: Doing): Promise<void> {
  const end = { kind: 'time-barred', reason: 'limitation', ...doing } as const;
  await endLiabilities(
    tx,
    late.map(({ claim, debtor, until: on }) => ({ claim, debtor, on, ...end })),
  );
}

/** In the order of the receptions. */
async function daysOfReceipt(
  tx: MunicipalityReadTx,
  receptions: readonly Reception[],
  { at }: Doing,
): Promise<PlainDate[]> {
  const heard = dayInCopenhagen(at);
  const tellings = await tellingsOf(
    tx,
    receptions.map(({ action }) => action),
  );
  return receptions.map(({ action, answer: { receivedOn: told } }) => {
    const handedOver = tellings.get(action.delivery ?? 0n)?.on ?? heard;
    return dayOfReceipt({ told, handedOver, confirmed: action.confirmedOn, heard });
  });
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
