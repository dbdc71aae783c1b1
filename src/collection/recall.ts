import type { RecallWanted } from '../claims/recovery-work.ts';
import { registeredForSetOff } from '../claims/set-off-registrations.ts';
import { holdsOn } from '../claims/holds.ts';
import { claimsToSend } from '../claims/claims-to-send.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { stateRefundOf } from '../law/claim-types.ts';
import { effects } from '../law/holds.ts';
import { readRecallReason, recallSettles, type RecallReason } from '../law/psrm-codes.ts';
import { mayRecall, type RecallRefusal } from '../law/recall.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { tellPerson } from './answered.ts';
import { cancelQueued } from './cancel.ts';
import { givenUpThere } from './given-up-there.ts';
import { stopHearing } from './hearing.ts';
import { endRegistration } from './registrations.ts';
import { actionsOf, insertActions, recoveryClaims, tellingOf } from './store.ts';
import {
  isCreation,
  isOpen,
  isRecallOnItsWay,
  referenceOf,
  type Doing,
  type RecoveryClaim,
} from './types.ts';

export type RecallOutcome = 'queued' | 'cancelled' | 'not-there' | 'later' | readonly RecallRefusal[];

/**
 * Has a claim called back that a room of ours wants back. One that has not left is not sent; one on its way is called back
 * when it is there; in hearing it is regretted; what may not be called back for that reason is for a person. What the authority has given up
 * is collected there no more, and is ours when a person says that it is no loss (given-up-there.ts).
 */
export async function wantRecall(
  tx: MunicipalityTx,
  wanted: RecallWanted,
  doing: Doing,
): Promise<RecallOutcome> {
  const { claim, reason, about } = wanted;
  const registered = (await registeredForSetOff(tx, [claim])).get(claim);
  if (registered !== undefined)
    return reason === null && !(await isStopped(tx, claim))
      ? 'not-there'
      : endRegistration(tx, registered, { why: reason, about: `${reason ?? 'stop'}/${about}`, doing });
  const there = (await recoveryClaims(tx, [claim])).get(claim);
  if (there?.state === 'received' && (await staysThere(tx, wanted))) return 'not-there';
  if (reason === null && !(await isStopped(tx, claim))) return 'not-there';
  if (there?.state === 'in-hearing') return stopHearing(tx, there, { wanted, doing });
  if (there?.state === 'received' && reason === null) {
    await tellPerson(tx, wanted, { kind: 'recovery-stopped', detail: 'received', doing });
    return 'not-there';
  }
  const effectiveOn = endedOn(wanted, there?.receivedOn ?? null, dayInCopenhagen(doing.at));
  const asked = { claim, reason: reason ?? 'FEJL', about: `${reason}/${about}`, effectiveOn };
  const outcome = await recall(tx, { ...asked, staysCleared: wanted.staysCleared ?? false }, doing);
  if (outcome === 'later') await perhapsTyped(tx, wanted, doing);
  if (typeof outcome === 'string') return outcome;
  if (outcome.every((refused) => refused === 'open-action')) return 'later';
  await tellPerson(tx, wanted, { kind: 'recall-refused', detail: `${reason} ${outcome.join(', ')}`, doing });
  return outcome;
}

/**
 * From when it was owed no longer, where the reason asks for a day: what was covered there since is cancelled. Not before it was there,
 * nor a day that has not come (467, 464).
 */
function endedOn(
  { reason, on }: Pick<RecallWanted, 'reason' | 'on'>,
  received: PlainDate | null,
  today: PlainDate,
): PlainDate | null {
  if (reason === null || recallSettles(reason).effectiveDate !== 'required') return null;
  const from = received !== null && received > on ? received : on;
  return from < today ? from : today;
}

/** Known to be there before what stops it came up: the day of receipt itself may be one that we have counted from our own. */
async function staysThere(tx: MunicipalityReadTx, { claim, whenThere, on }: RecallWanted): Promise<boolean> {
  if (whenThere !== 'stays') return false;
  const actions = (await actionsOf(tx, [claim])).get(claim) ?? [];
  const heardOn = actions.findLast(({ code, state }) => isCreation(code) && state === 'done')?.answeredOn;
  return heardOn !== undefined && heardOn !== null && heardOn < on;
}

/** Whether something still holds it back; a person may have let it go on meanwhile. */
async function isStopped(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<boolean> {
  const holds = (await holdsOn(tx, [claim])).get(claim) ?? [];
  return effects(holds.map(({ reason }) => reason)).transfer;
}

/** On the list a person types from it may stand already: only they know whether it was typed. */
async function perhapsTyped(tx: MunicipalityTx, wanted: RecallWanted, doing: Doing): Promise<void> {
  const told = (await actionsOf(tx, [wanted.claim])).get(wanted.claim)?.find(({ state }) => state === 'sent');
  if (told === undefined || !isCreation(told.code) || (await tellingOf(tx, told))?.channel !== 'list') return;
  await tellPerson(tx, wanted, {
    kind: 'recovery-stopped',
    detail: `perhaps-typed ${referenceOf(told)}`,
    doing,
  });
}

export interface Recall {
  readonly claim: ClaimNumber;
  readonly reason: RecallReason;
  readonly about: string;
  /** BORT asks for one; null = today where one is asked for. */
  readonly effectiveOn: PlainDate | null;
  /** Where it has not left: whether it is cleared as before. */
  readonly staysCleared: boolean;
}

async function recall(tx: MunicipalityTx, asked: Recall, doing: Doing): Promise<RecallOutcome> {
  const claim = (await recoveryClaims(tx, [asked.claim])).get(asked.claim);
  if (claim === undefined || isOver(claim)) return 'not-there';
  const actions = (await actionsOf(tx, [asked.claim])).get(asked.claim) ?? [];
  if (actions.some(({ code, state }) => isCreation(code) && state === 'queued')) {
    const why = asked.staysCleared ? null : asked.reason.toLowerCase();
    await cancelQueued(tx, claim.claim, { why, doing });
    return 'cancelled';
  }
  if (actions.some(isRecallOnItsWay)) return 'queued';
  if (claim.state !== 'received') return 'later';
  const on = dayInCopenhagen(doing.at);
  const required = recallSettles(asked.reason).effectiveDate === 'required';
  const effective = asked.effectiveOn ?? (required ? on : null);
  const refused = mayRecall({
    reason: asked.reason,
    stateRefund: await stateRefund(tx, asked.claim),
    received: claim.receivedOn,
    on,
    effective,
    recalledBefore: null,
    openAction: actions.some(isOpen),
    splitRelated: false,
    inOldSystem: false,
  });
  if (refused.length > 0) return refused;
  const { claim: number, reason, about } = asked;
  await insertActions(
    tx,
    [
      {
        claim: number,
        art: 'INDR',
        code: 'TILBAGEKALD',
        reason,
        amount: null,
        effectiveOn: effective,
        about,
        undoes: null,
        alongWith: null,
        masterData: null,
      },
    ],
    doing,
  );
  return 'queued';
}

const OVER: readonly RecoveryClaim['state'][] = [
  'recalled',
  'returned',
  'rejected',
  'cancelled',
  'written-off',
];

function isOver({ state }: RecoveryClaim): boolean {
  return OVER.includes(state);
}

async function stateRefund(tx: MunicipalityReadTx, claim: ClaimNumber): Promise<boolean | null> {
  const known = (await claimsToSend(tx, [claim])).get(claim);
  return known === undefined ? null : stateRefundOf(known.type);
}

export type RecallByPersonRefusal =
  | { readonly tag: 'not-there' | 'given-up' | 'still-owed' | 'on-its-way' | 'reason-missing' }
  /** It, or the main claim that it comes back with, is being called back for that reason; what was asked for does not count. */
  | { readonly tag: 'called-back-already'; readonly reason: RecallReason; readonly main: boolean }
  | { readonly tag: 'refused'; readonly why: readonly RecallRefusal[] };

/**
 * A person calls a claim back. Refused where the authority would, where the claim is not there, and where it is being called back for
 * another reason or day: each reason does other things to what was covered there. What is still owed has not lapsed (BORT), and could
 * never be sent again.
 */
export async function recallByPerson(
  tx: MunicipalityTx,
  asked: {
    readonly claim: ClaimNumber;
    readonly reason: RecallReason;
    readonly because: string;
    readonly effectiveOn: PlainDate | null;
  },
  doing: Doing,
): Promise<Result<'queued' | 'cancelled', RecallByPersonRefusal>> {
  if (asked.because.trim() === '') return refuse({ tag: 'reason-missing' });
  const liable = await liabilitiesFor(tx, [asked.claim]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
  const { claim, reason, effectiveOn } = asked;
  if ((await givenUpThere(tx, claim)) === 'given-up') return refuse({ tag: 'given-up' });
  const already = await calledBackAlready(tx, asked);
  if (already !== null) return refuse(already);
  if (reason === 'BORT' && (await liabilitiesFor(tx, [claim])).some(({ ended }) => ended === null))
    return refuse({ tag: 'still-owed' });
  const about = `person/${dayInCopenhagen(doing.at)}/${asked.because}`;
  const outcome = await recall(tx, { claim, reason, effectiveOn, about, staysCleared: false }, doing);
  if (outcome === 'queued' || outcome === 'cancelled') return ok(outcome);
  if (outcome === 'later') return refuse({ tag: 'on-its-way' });
  return outcome === 'not-there' ? refuse({ tag: 'not-there' }) : refuse({ tag: 'refused', why: outcome });
}

/** Null: it is not, or as it is asked for now. */
async function calledBackAlready(
  tx: MunicipalityReadTx,
  { claim, reason, effectiveOn }: Pick<Recall, 'claim' | 'reason' | 'effectiveOn'>,
): Promise<RecallByPersonRefusal | null> {
  const main = (await recoveryClaims(tx, [claim])).get(claim)?.main ?? null;
  const actions = await actionsOf(tx, main === null ? [claim] : [claim, main]);
  const itself = actions.get(claim)?.find(isRecallOnItsWay);
  const found = itself ?? (main === null ? undefined : actions.get(main)?.find(isRecallOnItsWay));
  const standing = readRecallReason(found?.reason ?? '');
  if (found === undefined || standing === null) return null;
  const isSame = reason === standing && (effectiveOn === null || effectiveOn === found.effectiveOn);
  if (isSame && found === itself) return null;
  return { tag: 'called-back-already', reason: standing, main: found !== itself };
}
