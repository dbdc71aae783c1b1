import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { actionKinds, type ActionCode } from './psrm-codes.ts';

/** A claim as the authority has it, for an action on it. */
export interface AtAuthority {
  readonly level: 'main' | 'interest' | 'fee';
  /** The day it was received; null = it is not there. */
  readonly received: PlainDate | null;
  readonly recalled: boolean;
  /** An earlier action on it is not carried out yet. */
  readonly openAction: boolean;
  readonly principal: Ore;
  /** What the authority has left of it, by the mirror of its notifications. */
  readonly left: Ore;
}

/** Why an action on a claim may not be sent. The numbers in the code are the authority's error codes. */
export type ActionRefusal =
  | 'not-at-recovery'
  | 'recalled'
  | 'open-action'
  | 'nothing'
  | 'more-than-left'
  | 'not-the-main-claim'
  | 'liability-level'
  | 'effective-date-required'
  | 'effective-date-not-allowed'
  | 'effective-in-future'
  | 'reason-out-of-use'
  | 'interest-is-not-written-up'
  | 'principal-not-higher'
  | 'takes-back-another-kind'
  | 'not-carried-out'
  | 'taken-back-before'
  | 'another-amount'
  | 'another-effective-date';

export interface WriteDown {
  /** INDB: the debtor paid us; REGU: the claim is put right; FAST is out of use. */
  readonly reason: 'INDB' | 'REGU' | 'FAST';
  readonly amount: Ore;
  /** INDB: the day of the payment. */
  readonly effective: PlainDate | null;
  /** Told of the claim, or of one who is liable for it. */
  readonly of: 'claim' | 'liability';
}

/** Why a claim may not be written down; none = it may. The rest that the authority has left is the most. */
export function mayWriteDown(claim: AtAuthority, down: WriteDown, on: PlainDate): readonly ActionRefusal[] {
  const refused = refusedAnyAction(claim);
  if (down.amount <= 0n) refused.push('nothing'); // 408
  if (down.amount > claim.left) refused.push('more-than-left');
  if (down.reason === 'FAST') refused.push('reason-out-of-use'); // 571
  if (down.reason === 'INDB') {
    // Interest and fees are covered at the authority, never written down by a payment that came to us.
    if (claim.level !== 'main') refused.push('not-the-main-claim');
    if (down.effective === null)
      refused.push('effective-date-required'); // 409
    else if (down.effective > on) refused.push('effective-in-future'); // 464, 548
  }
  if (down.reason === 'REGU') {
    if (down.effective !== null) refused.push('effective-date-not-allowed'); // 519
    if (down.of === 'liability') refused.push('liability-level'); // 410
  }
  return refused;
}

/** Why a claim may not be written up; none = it may. More interest is an interest claim of its own, for the same period. */
export function mayWriteUp(claim: AtAuthority, amount: Ore): readonly ActionRefusal[] {
  const refused = refusedAnyAction(claim);
  if (amount <= 0n) refused.push('nothing'); // 227
  if (claim.level === 'interest') refused.push('interest-is-not-written-up'); // 474
  return refused;
}

/** Why a principal that was told too low may not be put right; none = it may. One that was told too high is a REGU. */
export function mayCorrectPrincipal(claim: AtAuthority, principal: Ore): readonly ActionRefusal[] {
  const refused = refusedAnyAction(claim); // 518
  if (principal <= claim.principal) refused.push('principal-not-higher'); // 510
  return refused;
}

/** An action that was sent earlier and is now to be taken back. */
export interface SentAction {
  readonly code: ActionCode;
  /** Of a NEDSKRIV: INDB or REGU. */
  readonly reason: string | null;
  readonly amount: Ore;
  readonly effective: PlainDate | null;
  readonly state: 'done' | 'open' | 'rejected';
  readonly takenBack: boolean;
}

/** The four actions that take another back, and which. */
export const TAKES_BACK = {
  OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING: ['NEDSKRIV INDB'], // 471, 473
  OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING: ['NEDSKRIV REGU'], // 473, 477
  NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING: [
    'OPSKRIVNINGREGULERING',
    'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING',
  ], // 502
  NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING: ['OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING'], // 506
} as const satisfies Partial<Record<ActionCode, readonly string[]>>;

export interface TakeBack {
  readonly code: keyof typeof TAKES_BACK;
  readonly amount: Ore;
  readonly effective: PlainDate | null;
}

/** Why an earlier action may not be taken back; none = it may. The whole of it, and once; what was paid, on its own day. */
export function mayTakeBack(
  claim: AtAuthority,
  earlier: SentAction,
  taking: TakeBack,
): readonly ActionRefusal[] {
  const refused = refusedAnyAction(claim); // 496, 498, 530
  const what = earlier.reason === null ? earlier.code : `${earlier.code} ${earlier.reason}`;
  const kinds: readonly string[] = TAKES_BACK[taking.code];
  if (!kinds.includes(what)) refused.push('takes-back-another-kind');
  if (earlier.state !== 'done') refused.push('not-carried-out'); // 488, 493
  if (earlier.takenBack) refused.push('taken-back-before'); // 503
  if (taking.amount !== earlier.amount) refused.push('another-amount'); // 469, 504
  if (taking.effective !== earlier.effective) refused.push('another-effective-date'); // 470
  return refused;
}

/** Does the creditor agreement give one of the rights that the action needs (errors 416 to 421, 465 to 543)? */
export function hasRight(code: ActionCode, art: string, rights: readonly string[]): boolean {
  const kind = actionKinds.get(code);
  assert(kind !== undefined, `the action ${code}`);
  // A creation needs the right of its own art.
  const needed = code === 'OPRETFORDRING' ? kind.rights.filter((right) => right === art) : kind.rights;
  return needed.some((right) => rights.includes(right));
}

/**
 * Whether the agreement lets us change master data of a claim that is registered for set-off alone (those of a recovery claim never: 537).
 * Which right that needs is not published: own choice is the right to register (open question Q44). A principal has its own.
 */
export function mayChangeMasterData(rights: readonly string[]): boolean {
  return rights.includes('MODR');
}

/** One action at a time on a claim that is there (418, 434, 463). */
function refusedAnyAction({ received, recalled, openAction }: AtAuthority): ActionRefusal[] {
  const refused: ActionRefusal[] = [];
  if (received === null) refused.push('not-at-recovery');
  if (recalled) refused.push('recalled');
  if (openAction) refused.push('open-action');
  return refused;
}
