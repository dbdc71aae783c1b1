import { openWorkItems, type WorkItemKind } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { handlingOf } from '../law/psrm-codes.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { executed } from './executed.ts';
import { registrationExecuted, registrationRejected } from './registration-answered.ts';
import { callBackStopped, collectedThereAgain, regrettedClaim } from './late-receipt.ts';
import { neverReceived } from './never-received.ts';
import type { Receipt } from './recovery-port.ts';
import { actionsOf, changeAction, recoveryClaims, writeRecoveryClaim } from './store.ts';
import {
  changeBy,
  isCreation,
  isRecallOnItsWay,
  isUnanswered,
  type Doing,
  type RecoveryAction,
  type RecoveryClaim,
} from './types.ts';

/** What the authority has answered to an action. */
export type Answer = Pick<Receipt, 'answer' | 'errors' | 'actionId' | 'claimId' | 'receivedOn'>;

/** So often the authority is asked again when it says that it can take an action later. */
const MOST_ATTEMPTS = 5;

/**
 * Acts on an answer. Answers come late, twice and in any order: an action that is done or refused stays so, being asked about
 * it (høring) comes before both, and that it has come in says nothing more. An answer against one that was acted on is for a
 * person. Whoever is liable has been locked.
 */
export async function answered(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { answer, doing }: { readonly answer: Answer; readonly doing: Doing },
): Promise<void> {
  const claim = action.art === 'MODR' ? null : (await recoveryClaims(tx, [action.claim])).get(action.claim);
  if (claim === undefined || answer.answer === 'MODTAGET') return;
  const regretted = answer.answer === 'UDFØRT' ? await regrettedClaim(tx, action) : null;
  if (regretted !== null) return receivedAllTheSame(tx, action, { claim: regretted, answer, doing });
  if (!isUnanswered(action)) return contradicts(tx, action, { answer, doing });
  if (answer.answer === 'HØRING') return inHearing(tx, action, { claim, answer, doing });
  if (answer.answer === 'UDFØRT' || isDone(answer)) return done(tx, action, { claim, answer, doing });
  if (isForLater(answer) && action.attempts < MOST_ATTEMPTS) {
    await changeAction(tx, action, { state: 'queued', delivery: null, errors: answer.errors });
    return;
  }
  await rejected(tx, action, { claim, answer, doing });
}

interface Answered {
  /** Null: the action is about its registration for set-off alone. */
  readonly claim: RecoveryClaim | null;
  readonly answer: Answer;
  readonly doing: Doing;
}

/** Refused because it had been carried out already. */
function isDone({ errors }: Answer): boolean {
  return errors.length > 0 && errors.every((code) => handlingOf(Number(code)) === 'done');
}

function isForLater({ errors }: Answer): boolean {
  return errors.length > 0 && errors.every((code) => handlingOf(Number(code)) === 'later');
}

async function done(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { claim, answer, doing }: Answered,
): Promise<void> {
  const { actionId, claimId: authorityId } = answer;
  await changeAction(tx, action, { state: 'done', actionId, answeredOn: dayInCopenhagen(doing.at) });
  if (claim === null) await registrationExecuted(tx, action, { authorityId, doing });
  else await executed(tx, action, { claim, answer, doing });
}

async function inHearing(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { claim, answer, doing }: Answered,
): Promise<void> {
  if (action.state === 'hearing') return;
  const { actionId, errors } = answer;
  await changeAction(tx, action, { state: 'hearing', actionId, errors });
  if (claim !== null && isCreation(action.code))
    await writeRecoveryClaim(tx, { ...claim, state: 'in-hearing' });
  await tellPerson(tx, action, { kind: 'recovery-hearing', detail: errors.join(', '), doing });
}

async function rejected(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { claim, answer, doing }: Answered,
): Promise<void> {
  const { actionId, errors } = answer;
  await changeAction(tx, action, {
    state: 'rejected',
    actionId,
    errors,
    answeredOn: dayInCopenhagen(doing.at),
  });
  const isOver = claim !== null && !isCreation(action.code) && (await isRecalled(tx, claim, errors));
  if (!isOver)
    await tellPerson(tx, action, {
      kind: 'recovery-rejected',
      detail: `${action.code} ${errors.join(', ')}`,
      doing,
    });
  if (claim === null) return registrationRejected(tx, action, doing);
  // Given up there before it was told: what stands there is what our ledger says.
  if (claim.state === 'written-off')
    await writeRecoveryClaim(tx, { ...claim, reported: ore(claim.reported + changeBy(action)) });
  if (!isCreation(action.code)) return;
  // It never came there: it is ours, and waits for a person.
  await neverReceived(tx, claim, { state: 'rejected', doing });
}

const CHANGED_AFTER_RECALL = '498';

/** Refused because it, or the main claim that it comes back with, was called back first: it is ours as it stands here, and nothing is to be seen to. */
async function isRecalled(
  tx: MunicipalityTx,
  { claim, main, state }: RecoveryClaim,
  errors: readonly string[],
): Promise<boolean> {
  if (errors.length === 0 || errors.some((code) => code !== CHANGED_AFTER_RECALL)) return false;
  const actions = await actionsOf(tx, main === null ? [claim] : [claim, main]);
  return state === 'recalled' || [...actions.values()].flat().some(isRecallOnItsWay);
}

/** Regretted here in a hearing, and received there: a person is told, and it is called back where something stops it. */
async function receivedAllTheSame(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { claim, answer, doing }: Answered & { readonly claim: RecoveryClaim },
): Promise<void> {
  await collectedThereAgain(tx, claim.claim, doing);
  await done(tx, action, { claim, answer, doing });
  await tellPerson(tx, action, { kind: 'recovery-contradicts', detail: answer.answer, doing });
  await callBackStopped(tx, action, doing);
}

/** The first answer stands. The same again, and being asked about what is decided, are no contradiction. */
async function contradicts(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { answer, doing }: Omit<Answered, 'claim'>,
): Promise<void> {
  const said = { UDFØRT: 'done', AFVIST: 'rejected' } as const;
  if (answer.answer !== 'UDFØRT' && answer.answer !== 'AFVIST') return;
  if (action.state === said[answer.answer] || action.state === 'queued') return;
  // What was regretted is not there, as it says.
  if (action.state === 'cancelled' && answer.answer === 'AFVIST') return;
  // Refused as carried out already is the same answer as carried out.
  if (action.state === 'done' && isDone(answer)) return;
  await tellPerson(tx, action, { kind: 'recovery-contradicts', detail: answer.answer, doing });
}

export interface ForPerson {
  readonly kind: WorkItemKind;
  readonly detail: string;
  readonly doing: Doing;
}

/** Opens a work item about a claim at the authority, by the first of those who owe it. */
export async function tellPerson(
  tx: MunicipalityTx,
  { claim }: { readonly claim: ClaimNumber },
  { kind, detail, doing }: ForPerson,
): Promise<void> {
  const month = monthOf(dayInCopenhagen(doing.at));
  const [first] = await liabilitiesFor(tx, [claim]);
  if (first === undefined) return;
  const about = detail === '' ? `claim ${claim}` : `claim ${claim} ${detail}`;
  await openWorkItems(tx, [{ kind, debtor: first.debtor, month, about }], doing.at);
}
