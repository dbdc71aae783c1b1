import { endSettledAgreements } from '../agreements/settled.ts';
import { interestGoesOn } from '../charges/adjust-charges.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { heldForRecovery, tellRecovery } from '../claims/recovery-work.ts';
import { stopRecovery } from '../claims/stop-recovery.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { mayWriteOff, type WriteOffReason } from '../law/write-off-limits.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { bookLosses, endedOf, reverseLoss } from '../ledger/losses.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { collectedHereAgain, isGivenUpThere, refusedIsOwed, standsAgain } from './recovery-loss-undone.ts';
import { asBooked } from './write-off-job.ts';
import { reasonOfEnded } from './write-off-rows.ts';
import { limitsOf, lossNumber } from './write-off-rules.ts';
import { closeWriteOff, heldWriteOff, insertWriteOffs, updateWriteOffs, writeOffsOf } from './store.ts';
import type { WriteOff, WriteOffState } from './types.ts';

/** Who does something about a loss, and when. */
export interface ActingOnLoss {
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** It is on its way to the recovery authority, or there, and collected there alone: it must be called back first. */
interface OnItsWay {
  readonly tag: 'at-recovery';
}

export type LossRefusal =
  | { readonly tag: 'unknown-loss' }
  | { readonly tag: 'wrong-state'; readonly state: WriteOffState }
  /** What stands there is another amount than was proposed. */
  | { readonly tag: 'changed' }
  | OnItsWay
  /** Gældsstyrelsen has given it up and has the rest of the claim: the claim must be called back first. */
  | { readonly tag: 'given-up-there' }
  /** It is on the committee's list, or was booked by its decision: its decision is needed. */
  | { readonly tag: 'committee-decides' }
  /** A decision of the committee is given about what it has not been asked about. */
  | { readonly tag: 'not-on-the-list' }
  | { readonly tag: 'because-missing' }
  | { readonly tag: 'same-person' | 'above-limit' | 'no-ground' | 'role-missing' };

export interface ApproveLoss extends ActingOnLoss {
  readonly number: bigint;
  /** The role that the person approves in. */
  readonly role: string;
  /** The committee's decision, such as a meeting and an item; null = it has made none. */
  readonly committee: string | null;
  readonly configured: ConfigurationVersion;
}

/** Approves a proposal as a second person within a limit, and books it; above the committee's limit it goes on its list first. */
export async function approveLoss(
  tx: MunicipalityTx,
  { number, by, role, committee, on, at, configured }: ApproveLoss,
): Promise<Result<WriteOff, LossRefusal>> {
  const held = await heldInState(tx, number, ['proposed', 'committee']);
  if (!held.ok) return held;
  const loss = held.value;
  const { reason, amount, proposedBy } = loss;
  if (loss.state === 'committee' && committee === null) return refuse({ tag: 'committee-decides' });
  if (loss.state === 'proposed' && committee !== null) return refuse({ tag: 'not-on-the-list' });
  const may = mayWriteOff(
    { reason, amount, proposedBy: { name: proposedBy, roles: [] }, approvedBy: { name: by, roles: [role] } },
    limitsOf(configured.configuration),
  );
  if (!may.ok) return may;
  const approved = { ...loss, approvedOn: on, approvedBy: by, committee };
  if (may.value === 'committee' && loss.state === 'proposed') {
    const listed: WriteOff = { ...approved, state: 'committee' };
    await updateWriteOffs(tx, [listed]);
    return ok(listed);
  }
  if (await isForRecovery(tx, loss)) return refuse({ tag: 'at-recovery' });
  if (!(await standsThere(tx, loss))) return refuse({ tag: 'changed' });
  const booked: WriteOff = { ...approved, state: 'booked', bookedOn: on };
  await updateWriteOffs(tx, [booked]);
  await bookLosses(tx, [asBooked(booked)], at);
  if (loss.takenFrom === 'owed') await settle(tx, loss, { by, on, at });
  return ok(booked);
}

export interface CloseLoss extends ActingOnLoss {
  readonly number: bigint;
  readonly because: string;
}

/**
 * Refuses a proposal; it is not made again as long as the amount is the same. What Gældsstyrelsen had given up is owed here then: nobody
 * else collects it.
 */
export async function refuseLoss(
  tx: MunicipalityTx,
  { number, because, by, on, at }: CloseLoss,
): Promise<Result<WriteOff, LossRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'because-missing' });
  const held = await heldInState(tx, number, ['proposed', 'committee']);
  if (!held.ok) return held;
  const loss = held.value;
  if ((await isGivenUpThere(tx, loss)) && (await standsThere(tx, loss)))
    return refuse({ tag: 'given-up-there' });
  await closeWriteOff(tx, { number, state: 'refused', on, by, why: because });
  if (await refusedIsOwed(tx, loss, { by, at }))
    await tellTakenBack(tx, { number, claim: loss.claim, on, at });
  return ok({ ...held.value, state: 'refused' });
}

export interface TakeLossBack extends CloseLoss, Pick<ApproveLoss, 'role' | 'committee' | 'configured'> {}

/**
 * Takes a booked loss back: the money stands again where it was taken from. What has ended stays ended, and is not asked for. What
 * Gældsstyrelsen had given up is owed here: nobody else collects it.
 * By another than who approved it, within the same limits as a loss is approved by; by the committee where it would be asked.
 */
export async function takeLossBack(
  tx: MunicipalityTx,
  { number, because, by, role, committee, on, at, configured }: TakeLossBack,
): Promise<Result<WriteOff, LossRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'because-missing' });
  const held = await heldInState(tx, number, ['booked']);
  if (!held.ok) return held;
  const { claim, reason, amount, approvedBy } = held.value;
  const first = { name: approvedBy ?? 'automatic', roles: [] };
  const may = mayWriteOff(
    { reason, amount, proposedBy: first, approvedBy: { name: by, roles: [role] } },
    limitsOf(configured.configuration),
  );
  if (!may.ok) return may;
  if (may.value === 'committee' && committee === null) return refuse({ tag: 'committee-decides' });
  if (await isGivenUpThere(tx, held.value)) return refuse({ tag: 'given-up-there' });
  const to = await standsAgain(tx, held.value);
  await reverseLoss(tx, { number, rounding: reason === 'rounding', claim, to }, at);
  await interestGoesOn(tx, [claim], at);
  await collectedHereAgain(tx, held.value, { by, at });
  if (to === 'owed') await tellTakenBack(tx, { number, claim, on, at });
  await closeWriteOff(tx, { number, state: 'reversed', on, by, why: because });
  return ok({ ...held.value, state: 'reversed' });
}

/** The reasons for which a person proposes a loss; the others follow from how a claim ended. */
export const reasonsByHand = ['administrative', 'trivial', 'futile', 'estate'] as const;

export interface ProposeLoss extends ActingOnLoss {
  readonly claim: ClaimNumber;
  readonly reason: Extract<WriteOffReason, (typeof reasonsByHand)[number]>;
  readonly because: string;
  readonly configurationVersion: number;
}

export type ProposeRefusal =
  | OnItsWay
  | { readonly tag: 'nothing-left' }
  | { readonly tag: 'proposed-already'; readonly number: bigint }
  | { readonly tag: 'because-missing' };

/**
 * Proposes what is owed of a claim here as a loss. It is owed and asked for until the loss has been booked. Its interest and
 * fees are claims of their own. Where nothing is owed, or that has been proposed, what has ended of it is: for the reason by which it ended.
 */
export async function proposeLoss(
  tx: MunicipalityTx,
  { claim, reason, because, by, on, configurationVersion }: ProposeLoss,
): Promise<Result<WriteOff, ProposeRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'because-missing' });
  const [debtor] = await lockLiable(tx, claim);
  const earlier = (await writeOffsOf(tx, [claim])).get(claim) ?? [];
  const left = await toPropose(tx, { claim, earlier });
  if (debtor === undefined) return refuse({ tag: 'nothing-left' });
  if ('tag' in left) return refuse(left);
  const loss: WriteOff = {
    number: lossNumber(claim, earlier.length + 1),
    claim,
    debtor,
    reason: left.takenFrom === 'ended' ? await reasonOfEnded(tx, claim) : reason,
    ...left,
    about: because,
    state: 'proposed',
    configurationVersion,
    proposedOn: on,
    proposedBy: by,
    approvedOn: null,
    approvedBy: null,
    committee: null,
    bookedOn: null,
  };
  await insertWriteOffs(tx, [loss]);
  return ok(loss);
}

/** What stands of the claim and no proposal waits for: what is owed first. */
async function toPropose(
  tx: MunicipalityTx,
  { claim, earlier }: { readonly claim: ClaimNumber; readonly earlier: readonly WriteOff[] },
): Promise<Pick<WriteOff, 'takenFrom' | 'amount'> | ProposeRefusal> {
  const stands = [
    { takenFrom: 'owed', amount: balanceOf((await accountsOfClaims(tx, [claim])).get(claim)) },
    { takenFrom: 'ended', amount: (await endedOf(tx, [claim])).get(claim) ?? zeroOre },
  ] as const;
  let open: WriteOff | undefined;
  for (const left of stands.filter(({ amount }) => amount > zeroOre)) {
    if (await isForRecovery(tx, { claim, takenFrom: left.takenFrom })) return { tag: 'at-recovery' };
    const waiting = earlier.find(
      ({ takenFrom, state }) =>
        takenFrom === left.takenFrom && (state === 'proposed' || state === 'committee'),
    );
    if (waiting === undefined) return left;
    open ??= waiting;
  }
  return open === undefined ? { tag: 'nothing-left' } : { tag: 'proposed-already', number: open.number };
}

async function heldInState(
  tx: MunicipalityTx,
  number: bigint,
  states: readonly WriteOffState[],
): Promise<Result<WriteOff, LossRefusal>> {
  // The debtors before the loss, as the job has it: a loss's number has its claim's in it.
  await lockLiable(tx, (number / 100n) as ClaimNumber);
  const loss = await heldWriteOff(tx, number);
  if (loss === null) return refuse({ tag: 'unknown-loss' });
  return states.includes(loss.state) ? ok(loss) : refuse({ tag: 'wrong-state', state: loss.state });
}

async function lockLiable(tx: MunicipalityTx, claim: ClaimNumber) {
  const debtors = (await liabilitiesFor(tx, [claim])).map(({ debtor }) => debtor);
  await lockReceivables(tx, debtors);
  return debtors;
}

async function standsThere(tx: MunicipalityTx, { claim, takenFrom, amount }: WriteOff): Promise<boolean> {
  if (takenFrom === 'ended') return (await endedOf(tx, [claim])).get(claim) === amount;
  const accounts = (await accountsOfClaims(tx, [claim])).get(claim);
  return takenFrom === 'owed' ? balanceOf(accounts) === amount : (accounts?.atRecovery ?? zeroOre) >= amount;
}

async function isForRecovery(
  tx: MunicipalityTx,
  { claim, takenFrom }: Pick<WriteOff, 'claim' | 'takenFrom'>,
): Promise<boolean> {
  return takenFrom === 'owed' && (await heldForRecovery(tx, [claim])).has(claim);
}

/** A claim that went with 0 kr. for its interest's sake has something again: the authority is told of it. */
async function tellTakenBack(
  tx: MunicipalityTx,
  { number, claim, on, at }: Pick<WriteOff, 'number' | 'claim'> & Pick<ActingOnLoss, 'on' | 'at'>,
): Promise<void> {
  if (!(await heldForRecovery(tx, [claim])).has(claim)) return;
  const told = {
    claim,
    reason: 'REGU',
    cause: 'write-off-reversed',
    causeNumber: number,
    effectiveOn: on,
  } as const;
  await tellRecovery(tx, [told], at);
}

/** Nothing is left of it: a plan is over, and it is not sent to the recovery authority for the sake of its interest. */
async function settle(
  tx: MunicipalityTx,
  { claim, number }: WriteOff,
  { on, at }: ActingOnLoss,
): Promise<void> {
  const stop = {
    claim,
    reason: null,
    whenThere: 'stays',
    withdrawn: 'written-off',
    about: `loss ${number}`,
    on,
  } as const;
  await stopRecovery(tx, [stop], at);
  const debtors = (await liabilitiesFor(tx, [claim])).map(({ debtor }) => debtor);
  await endSettledAgreements(tx, { debtors, on, at });
}
