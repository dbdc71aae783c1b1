import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import type { ActionCode, RecallReason } from '../law/psrm-codes.ts';
import type { MasterData } from './recovery-port.ts';
import type { Ruling } from './rulings-told.ts';

/**
 * Where a claim is on its way to the authority and back. `rejected` and `cancelled` never came there; `recalled` came back
 * because we asked, `returned` because the authority sent it; `written-off` stays there and is collected by nobody.
 */
export type RecoveryState =
  | 'in-transfer'
  | 'in-hearing'
  | 'received'
  | 'recalled'
  | 'returned'
  | 'rejected'
  | 'cancelled'
  | 'written-off';

/** A claim as the authority has it, by its own messages. Amounts are øre. */
export interface RecoveryClaim {
  readonly claim: ClaimNumber;
  /** The main claim that interest or a fee was sent with; null for a main claim. */
  readonly main: ClaimNumber | null;
  readonly state: RecoveryState;
  readonly authorityId: string | null;
  readonly receivedOn: PlainDate | null;
  readonly endedOn: PlainDate | null;
  /** Of a recalled claim, its reason's code. */
  readonly endedWhy: string | null;
  readonly reported: Ore;
  readonly covered: Ore;
  readonly coveredInterest: Ore;
  readonly interest: Ore;
  /** What of it has come back unpaid with the claim, and is a claim of its own here (REINDGI). */
  readonly returnedInterest: Ore;
  /** Given up there (gældsinddrivelsesloven § 16). */
  readonly writtenOff: Ore;
}

export type ActionState = 'queued' | 'sent' | 'hearing' | 'done' | 'rejected' | 'cancelled';

/** Master data as they are kept: debtors by number, and no amount of what is left, which is told as it is when it is sent. */
export interface KeptMasterData extends Omit<MasterData, 'liable' | 'amount' | 'mainClaimId' | 'principal'> {
  /** Øre, as text. */
  readonly principal: string;
  readonly liable: readonly LiableAsTold[];
}

/** Who owes a claim, and how it stands towards them. */
export interface LiableAsTold extends Ruling {
  readonly debtor: DebtorNumber;
  /** The last day before it is time-barred for them, or lapses. */
  readonly limitationOn: PlainDate | null;
}

/** One thing told, or to be told, about one claim. */
export interface RecoveryAction {
  readonly claim: ClaimNumber;
  /** Its place among the claim's, from 1. */
  readonly place: number;
  /** INDR: to be recovered there; MODR: registered for set-off alone, and collected here. */
  readonly art: 'INDR' | 'MODR';
  readonly code: ActionCode;
  readonly reason: 'INDB' | 'REGU' | RecallReason | null;
  readonly amount: Ore | null;
  readonly effectiveOn: PlainDate | null;
  readonly about: string;
  readonly undoes: number | null;
  readonly state: ActionState;
  readonly attempts: number;
  readonly delivery: bigint | null;
  readonly alongWith: ClaimNumber | null;
  readonly actionId: string | null;
  readonly masterData: KeptMasterData | null;
  readonly errors: readonly string[];
  readonly queuedOn: PlainDate;
  /** The day we confirmed it in a hearing, the first time. */
  readonly confirmedOn: PlainDate | null;
  readonly answeredOn: PlainDate | null;
}

/** An action to queue; it gets the next place of its claim. */
export type ActionToQueue = Pick<
  RecoveryAction,
  | 'claim'
  | 'art'
  | 'code'
  | 'reason'
  | 'amount'
  | 'effectiveOn'
  | 'about'
  | 'undoes'
  | 'alongWith'
  | 'masterData'
>;

/** Who does something and when. */
export interface Doing {
  readonly by: string;
  readonly at: Temporal.Instant;
}

const creations: readonly ActionCode[] = ['OPRETFORDRING', 'GENINDSENDFORDRING'];

/** Brings the claim to the authority. */
export function isCreation(code: ActionCode): boolean {
  return creations.includes(code);
}

const writtenDown: readonly ActionCode[] = [
  'NEDSKRIV',
  'NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING',
  'NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING',
];
const writtenUp: readonly ActionCode[] = [
  'OPSKRIVNINGREGULERING',
  'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING',
  'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING',
];

/** What an action changes in what the authority has reported of the claim: below 0 for a write-down. */
export function changeBy({ code, amount }: Pick<RecoveryAction, 'code' | 'amount'>): bigint {
  if (writtenDown.includes(code)) return -(amount ?? 0n);
  return writtenUp.includes(code) ? (amount ?? 0n) : 0n;
}

/** The cause's number of what an action moves in the ledger. */
export function actionNumber({ claim, place }: Pick<RecoveryAction, 'claim' | 'place'>): bigint {
  return claim * 100n + BigInt(place);
}

/** Our reference for an action, as the authority is told it: claim and place. */
export function referenceOf({ claim, place }: Pick<RecoveryAction, 'claim' | 'place'>): string {
  return `${claim}-${place}`;
}

/** What an action on a registration for set-off rests on, by which of the claim's registrations it is about. */
export function aboutRegistration({ entry }: { readonly entry: number }, matter: string): string {
  return `set-off/${entry}/${matter}`;
}

/** Whether an action is about that registration. */
export function isOf(
  registration: { readonly entry: number },
  { about }: Pick<RecoveryAction, 'about'>,
): boolean {
  return about.startsWith(aboutRegistration(registration, ''));
}

/** At the authority and not answered. */
export function isUnanswered({ state }: Pick<RecoveryAction, 'state'>): boolean {
  return state === 'sent' || state === 'hearing';
}

/** Waits, or is at the authority and not answered. */
export function isOpen({ state }: Pick<RecoveryAction, 'state'>): boolean {
  return state === 'queued' || isUnanswered({ state });
}

export function isRecallOnItsWay({ code, state }: Pick<RecoveryAction, 'code' | 'state'>): boolean {
  return code === 'TILBAGEKALD' && (state === 'queued' || state === 'sent');
}

/** A claim that was there and is the municipality's again. */
export function isBack({ state }: Pick<RecoveryClaim, 'state'>): boolean {
  return state === 'recalled' || state === 'returned';
}
