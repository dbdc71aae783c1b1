import { claimsToSend } from '../claims/claims-to-send.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import {
  RECALL_WANTED,
  RECOVERY_CHANGED,
  type RecallWanted,
  type RecoveryChanged,
} from '../claims/recovery-work.ts';
import { claimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre } from '../kernel/money.ts';
import { mayTakeBack, mayWriteDown, mayWriteUp, type AtAuthority } from '../law/psrm-actions.ts';
import { causes, type Cause } from '../ledger/causes.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { transfersOf } from '../ledger/read.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { complete, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import { tellPerson } from './answered.ts';
import { cancelWhenPaid } from './cancel.ts';
import { wantRecall } from './recall.ts';
import { actionsOf, changeAction, insertActions, recoveryClaims } from './store.ts';
import {
  isCreation,
  type ActionToQueue,
  type Doing,
  type RecoveryAction,
  type RecoveryClaim,
} from './types.ts';

const PER_TRANSACTION = 100;

/** What our own rooms have told of claims that may be at the authority, taken; answers how many. */
export async function takeRecoveryWork(tx: MunicipalityTx, doing: Doing): Promise<number> {
  const now = doing.at;
  const recalls = await takeDue(tx, { kind: RECALL_WANTED, now, limit: PER_TRANSACTION });
  const changes = await takeDue(tx, { kind: RECOVERY_CHANGED, now, limit: PER_TRANSACTION });
  const claims = [...recalls, ...changes].map(({ payload }) =>
    claimNumber(BigInt((payload as { claim: string }).claim)),
  ); // as they were told
  const liable = await liabilitiesFor(tx, claims);
  await lockReceivables(tx, [...new Set(liable.map(({ debtor }) => debtor))]);
  for (const work of changes) await takeChange(tx, work, doing);
  for (const work of recalls) await takeRecall(tx, work, doing);
  return recalls.length + changes.length;
}

async function takeRecall(tx: MunicipalityTx, work: TakenWork, doing: Doing): Promise<void> {
  const payload = work.payload as Omit<RecallWanted, 'claim'> & { readonly claim: string }; // as wantRecalls wrote it
  const wanted = { ...payload, claim: claimNumber(BigInt(payload.claim)) };
  if ((await wantRecall(tx, wanted, doing)) === 'later')
    await postpone(tx, work, {
      because: 'an action on the claim is open',
      until: doing.at.add({ hours: 12 }),
    });
  else await complete(tx, { kind: work.kind, keys: [work.key], now: doing.at });
}

async function takeChange(tx: MunicipalityTx, work: TakenWork, doing: Doing): Promise<void> {
  const payload = work.payload as Readonly<Record<keyof RecoveryChanged, string>>; // as tellRecovery wrote it
  const change: RecoveryChanged = {
    claim: claimNumber(BigInt(payload.claim)),
    reason: payload.reason === 'INDB' ? 'INDB' : 'REGU',
    cause: payload.cause,
    causeNumber: BigInt(payload.causeNumber),
    effectiveOn: payload.effectiveOn as PlainDate, // likewise
  };
  await tellChange(tx, change, doing);
  await complete(tx, { kind: work.kind, keys: [work.key], now: doing.at });
}

/** Queues what tells the authority of a change on our side; a claim that is not on its way, or there, is passed over. */
async function tellChange(tx: MunicipalityTx, change: RecoveryChanged, doing: Doing): Promise<void> {
  const claim = (await recoveryClaims(tx, [change.claim])).get(change.claim);
  if (claim === undefined || !['in-transfer', 'in-hearing', 'received'].includes(claim.state)) return;
  const actions = (await actionsOf(tx, [change.claim])).get(change.claim) ?? [];
  // It has not left yet: what is told then is what is left then.
  const waiting = actions.find(({ code, state }) => isCreation(code) && state === 'queued');
  if (waiting !== undefined) return cancelWhenPaid(tx, claim, doing);
  const by = await changedBy(tx, change);
  const queued =
    by === 0n ? null : await actionFor(tx, change, { by, claim, actions, on: dayInCopenhagen(doing.at) });
  if (queued === 'none') return;
  if (queued === null || 'refused' in queued) {
    const detail = `${change.cause} ${change.causeNumber}${queued === null ? '' : ` ${queued.refused}`}`;
    return tellPerson(tx, claim, { kind: 'recovery-change', detail, doing });
  }
  if ('cancels' in queued) await changeAction(tx, queued.cancels, { state: 'cancelled' });
  else await insertActions(tx, [queued], doing);
}

/** What a cause changed in what is owed of a claim, here or there: below 0 when it is less. */
async function changedBy(
  tx: MunicipalityReadTx,
  { claim, cause, causeNumber }: RecoveryChanged,
): Promise<bigint> {
  if (!isCause(cause)) return 0n;
  let by = 0n;
  for (const { debit, credit, amount } of await transfersOf(tx, cause, [causeNumber])) {
    if (debit.number === claim && owed.has(debit.kind)) by += amount;
    if (credit.number === claim && owed.has(credit.kind)) by -= amount;
  }
  return by;
}

const owed: ReadonlySet<string> = new Set(['claim', 'due', 'recovery']);

function isCause(text: string): text is Cause {
  return text in causes;
}

interface Standing {
  readonly by: bigint;
  readonly claim: RecoveryClaim;
  readonly actions: readonly RecoveryAction[];
  readonly on: PlainDate;
}

type Tells = ActionToQueue | { readonly cancels: RecoveryAction } | { readonly refused: string } | 'none';

async function actionFor(
  tx: MunicipalityReadTx,
  change: RecoveryChanged,
  standing: Standing,
): Promise<Tells> {
  const level = (await claimsToSend(tx, [change.claim])).get(change.claim)?.level ?? 'main';
  return change.reason === 'INDB' ? paid(change, standing, level) : regulated(change, standing, level);
}

/** Paid to us: a write-down from the day of the payment. A payment that did not stand: that write-down is taken back, whole. */
function paid(change: RecoveryChanged, standing: Standing, level: AtAuthority['level']): Tells {
  const { by, actions, on } = standing;
  const about = `${change.cause}/${change.causeNumber}`;
  if (by < 0n) {
    const amount = ore(-by);
    const down = { reason: 'INDB', amount, effective: change.effectiveOn, of: 'claim' } as const;
    const [refused] = mayWriteDown(atAuthority(standing, level), down, on);
    if (refused !== undefined) return { refused };
    return action(change, {
      code: 'NEDSKRIV',
      reason: 'INDB',
      amount,
      effectiveOn: change.effectiveOn,
      about,
    });
  }
  const earlier = actions.find(
    (each) =>
      each.reason === 'INDB' &&
      new RegExp(`^(payment|suspense-resolved)/${change.causeNumber}$`).test(each.about),
  );
  if (earlier === undefined) return { refused: 'no-earlier-write-down' };
  // It was never written down there: a person has been told of that.
  if (earlier.state === 'rejected' || earlier.state === 'cancelled') return 'none';
  if (earlier.state === 'queued') return { cancels: earlier };
  const taking = {
    code: 'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING',
    amount: ore(by),
    effective: earlier.effectiveOn,
  } as const;
  // It may still be on its way: the one that takes it back waits behind it.
  const before = {
    ...earlier,
    amount: earlier.amount ?? zeroOre,
    effective: earlier.effectiveOn,
    takenBack: false,
  };
  const [refused] = mayTakeBack(atAuthority(standing, level), { ...before, state: 'done' }, taking);
  if (refused !== undefined) return { refused };
  const { code, amount, effective: effectiveOn } = taking;
  return { ...action(change, { code, reason: null, amount, effectiveOn, about }), undoes: earlier.place };
}

/** The claim itself is another: less is a write-down, more a write-up; more interest is an interest claim of its own. */
function regulated(change: RecoveryChanged, standing: Standing, level: AtAuthority['level']): Tells {
  const { by, on } = standing;
  const at = atAuthority(standing, level);
  const amount = ore(by < 0n ? -by : by);
  const [refused] =
    by < 0n
      ? mayWriteDown(at, { reason: 'REGU', amount, effective: null, of: 'claim' }, on)
      : mayWriteUp(at, amount);
  if (refused !== undefined) return { refused };
  const about = `${change.cause}/${change.causeNumber}`;
  return by < 0n
    ? action(change, { code: 'NEDSKRIV', reason: 'REGU', amount, effectiveOn: null, about })
    : action(change, { code: 'OPSKRIVNINGREGULERING', reason: null, amount, effectiveOn: null, about });
}

/**
 * The claim as the authority will have it when it comes to this action: what waits before it has been carried out by then. A
 * claim that is still on its way counts as there with what was sent of it.
 */
function atAuthority({ claim, actions, on }: Standing, level: AtAuthority['level']): AtAuthority {
  let left = claim.reported - claim.covered;
  if (claim.state !== 'received') left = actions.findLast(({ code }) => isCreation(code))?.amount ?? 0n;
  return {
    level,
    received: claim.receivedOn ?? on,
    recalled: false,
    openAction: false,
    principal: claim.reported,
    left: ore(left < 0n ? 0n : left),
  };
}

function action(
  { claim }: RecoveryChanged,
  told: Pick<ActionToQueue, 'code' | 'reason' | 'amount' | 'effectiveOn' | 'about'>,
): ActionToQueue {
  return { claim, undoes: null, alongWith: null, masterData: null, ...told };
}
