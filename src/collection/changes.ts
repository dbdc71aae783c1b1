import { liabilitiesFor } from '../claims/liabilities.ts';
import {
  RECALL_WANTED,
  RECOVERY_CHANGED,
  type RecallWanted,
  type RecoveryChanged,
} from '../claims/recovery-work.ts';
import { claimAmountsOf } from '../claims/corrections.ts';
import { claimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { causes, type Cause } from '../ledger/causes.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { transfersOf } from '../ledger/read.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { complete, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import { tellPerson } from './answered.ts';
import { cancelWhenPaid } from './cancel.ts';
import { wantRecall } from './recall.ts';
import {
  actionsOf,
  changeAction,
  changeMasterData,
  insertActions,
  recoveryClaims,
  tellingOf,
  writeRecoveryClaim,
} from './store.ts';
import { stayThere } from './stay-there.ts';
import { actionFor, type Tells } from './tell-change.ts';
import { isCreation, type Doing, type RecoveryAction, type RecoveryClaim } from './types.ts';

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
  if (claim?.state === 'written-off') return keptHere(tx, claim, await changedBy(tx, change));
  if (claim === undefined || !['in-transfer', 'in-hearing', 'received'].includes(claim.state)) return;
  const actions = sinceSent((await actionsOf(tx, [change.claim])).get(change.claim) ?? []);
  // It has not left yet: what is told then is what is left then, of what the claim amounts to now.
  const waiting = actions.find(({ code, state }) => isCreation(code) && state === 'queued');
  if (waiting !== undefined) {
    await tellPrincipal(tx, waiting);
    return cancelWhenPaid(tx, claim, doing);
  }
  const by = await changedBy(tx, change);
  const rights = (await configurationVersion(tx, null))?.configuration.recovery.rights ?? [];
  const on = dayInCopenhagen(doing.at);
  const there = claim.receivedOn ?? (await handedOver(tx, actions)) ?? on;
  const standing = { by, claim, actions, rights, on, there };
  const queued: Tells = by === 0n ? { refused: 'nothing-changed' } : await actionFor(tx, change, standing);
  if ('refused' in queued) {
    const detail = `${change.cause} ${change.causeNumber} ${queued.refused}`;
    return tellPerson(tx, claim, { kind: 'recovery-change', detail, doing });
  }
  if ('cancels' in queued) await changeAction(tx, queued.cancels, { state: 'cancelled' });
  else await insertActions(tx, [queued], doing);
  // What is written up there is owed there; what could not be told stays where it is for a person.
  if (by > 0n && claim.state === 'received') await stayThere(tx, actions, doing);
}

async function handedOver(
  tx: MunicipalityReadTx,
  actions: readonly RecoveryAction[],
): Promise<PlainDate | null> {
  const created = actions.find(({ code }) => isCreation(code));
  return created === undefined ? null : ((await tellingOf(tx, created))?.on ?? null);
}

/** The principal of a main claim that waits to be sent, as it was corrected meanwhile: no less than what is left (R_4_7). */
async function tellPrincipal(tx: MunicipalityTx, waiting: RecoveryAction): Promise<void> {
  const principal = (await claimAmountsOf(tx, [waiting.claim])).get(waiting.claim)?.principal;
  const { masterData } = waiting;
  if (principal === undefined || masterData === null || masterData.principal === String(principal)) return;
  await changeMasterData(tx, waiting, { ...masterData, principal: String(principal) });
}

/** It is told nothing of a claim that it has given up: what stands there is ours alone to change until the loss is booked. */
async function keptHere(tx: MunicipalityTx, claim: RecoveryClaim, by: bigint): Promise<void> {
  await writeRecoveryClaim(tx, { ...claim, reported: ore(claim.reported + by) });
}

/** Since it was last sent: what was told of it under another number of the authority's is over. */
function sinceSent(actions: readonly RecoveryAction[]): readonly RecoveryAction[] {
  return actions.slice(
    Math.max(
      actions.findLastIndex(({ code }) => isCreation(code)),
      0,
    ),
  );
}

/** What a cause changed in what is owed of a claim, here or there: below 0 when it is less. */
async function changedBy(
  tx: MunicipalityReadTx,
  { claim, cause, causeNumber }: RecoveryChanged,
): Promise<bigint> {
  if (!isCause(cause)) return 0n;
  let by = 0n;
  const moved = await transfersOf(tx, cause, [causeNumber]);
  // What had been given back of a payment that is taken off is not owed again.
  if (cause === 'payment-reversed' || cause === 'reallocated')
    moved.push(...(await transfersOf(tx, 'give-back-undone', [causeNumber])));
  for (const { debit, credit, amount } of moved) {
    if (debit.number === claim && owed.has(debit.kind)) by += amount;
    if (credit.number === claim && owed.has(credit.kind)) by -= amount;
  }
  return by;
}

const owed: ReadonlySet<string> = new Set(['claim', 'due', 'recovery']);

function isCause(text: string): text is Cause {
  return text in causes;
}
