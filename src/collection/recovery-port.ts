import type { PlainDate } from '../kernel/dates.ts';
import type { Ore } from '../kernel/money.ts';
import type { InterestChoice } from '../law/interest-choice.ts';
import type { ActionCode, RecallReason } from '../law/psrm-codes.ts';
import type { Ruling } from './rulings-told.ts';

/**
 * The recovery authority (Gældsstyrelsen), as this municipality meets it. Nothing here throws for trouble outside: what is
 * not known is said to be unknown, and asked about before anything is sent again.
 */
export interface RecoveryAuthority {
  /** Hands over actions. `unknown`: it may have them, or not; `refused`: it has none of them. */
  deliver(delivery: Delivery, at: Temporal.Instant): Promise<Delivered>;
  /** What it has answered to a delivery so far; the same answers again each time it is asked. */
  receipts(delivery: string, at: Temporal.Instant): Promise<ReceiptsTold>;
  /** What it has told of its own accord since a day. */
  notifications(since: PlainDate, at: Temporal.Instant): Promise<NotificationsTold>;
  /**
   * Tells it what we answer in a hearing. Null where that is done in the creditors' portal, by a person: no service is known
   * that takes it.
   */
  readonly answerHearing:
    ((answer: HearingAnswer, at: Temporal.Instant) => Promise<'taken' | 'unknown'>) | null;
}

export interface Delivery {
  /** Never used twice. */
  readonly id: string;
  /** The creditor's number in the agreement. */
  readonly creditor: string;
  readonly actions: readonly ActionToSend[];
}

/** One action about one claim, with what its code asks for; the rest is null. */
export interface ActionToSend {
  readonly code: ActionCode;
  /** Ours, never used twice: the claim and the place of the action. */
  readonly reference: string;
  /** The authority's number of the claim; null while it has none. */
  readonly claimId: string | null;
  /** Of a creation. */
  readonly create: MasterData | null;
  /** Of a change to a claim that is registered for set-off alone: all that stands of it from now on. */
  readonly change: ChangedData | null;
  /** Of a creation: interest and fees that go along. */
  readonly related: readonly ActionToSend[];
  readonly reason: 'INDB' | 'REGU' | RecallReason | null;
  readonly amount: Ore | null;
  readonly effectiveOn: PlainDate | null;
  /** The authority's number of the action that is taken back. */
  readonly undoes: string | null;
}

/** Master data (stamdata) of a claim, as they are told. */
export interface MasterData {
  readonly art: 'INDR' | 'MODR';
  readonly type: string;
  readonly level: 'main' | 'interest' | 'fee';
  /** The authority's number of the main claim; only of interest and fees that come later than it. */
  readonly mainClaimId: string | null;
  readonly description: string | null;
  readonly originOn: PlainDate | null;
  readonly dueOn: PlainDate | null;
  readonly srb: PlainDate | null;
  readonly period: { readonly from: PlainDate; readonly to: PlainDate } | null;
  readonly principal: Ore;
  /** What is left of it. */
  readonly amount: Ore;
  readonly propertyNumber: string | null;
  /** The estate of somebody who owes it is being dealt with (bobehandling). */
  readonly estate: boolean;
  /** Null: the authority's own rule for the type counts. */
  readonly interestChoice: InterestChoice | null;
  readonly liable: readonly LiableTold[];
}

/** Master data that may be told anew: amounts have actions of their own. */
export type ChangedData = Omit<MasterData, 'principal' | 'amount' | 'mainClaimId'>;

export interface LiableTold extends Ruling {
  /** Which number it is. */
  readonly kind: 'cpr' | 'cvr' | 'akr';
  readonly number: string;
  /** The last day before the claim is time-barred for them, or lapses. */
  readonly limitationOn: PlainDate | null;
}

/** A message as it came. */
export interface RecoveryEvidence {
  readonly body: string;
}

export type Delivered =
  | { readonly state: 'taken' }
  | { readonly state: 'refused'; readonly code: string }
  | { readonly state: 'unknown'; readonly detail: string };

export type ReceiptsTold =
  | { readonly state: 'told'; readonly evidence: RecoveryEvidence; readonly receipts: readonly Receipt[] }
  | { readonly state: 'not-yet' }
  /** It has no such delivery: it never came. */
  | { readonly state: 'never-seen' }
  | { readonly state: 'unavailable'; readonly detail: string };

export const RECEIPT_ANSWERS = ['MODTAGET', 'UDFØRT', 'AFVIST', 'HØRING'] as const;

/** What became of one claim's action in a delivery. */
export interface Receipt {
  readonly code: ActionCode;
  /** Ours. */
  readonly reference: string;
  readonly actionId: string;
  /** The authority's number of the claim; null when it has given none. */
  readonly claimId: string | null;
  readonly answer: (typeof RECEIPT_ANSWERS)[number];
  /** Of a creation, the day it received the claim; null where it does not say. */
  readonly receivedOn: PlainDate | null;
  /** Error codes, or names of filter rules. */
  readonly errors: readonly string[];
}

export type NotificationsTold =
  | {
      readonly state: 'told';
      readonly evidence: RecoveryEvidence;
      readonly notifications: readonly Notification[];
    }
  | { readonly state: 'unavailable'; readonly detail: string };

export const NOTIFICATION_KINDS = [
  'AFREGNING',
  'UDLIGNING',
  'ALLOKERING',
  'RENTER',
  'AFSKRIVNING',
  'TILBAGESEND',
] as const;

/** Something that the authority tells of its own accord. Amounts are øre; below 0 = taken back. */
export interface Notification {
  readonly id: bigint;
  readonly kind: (typeof NOTIFICATION_KINDS)[number];
  /** The authority's number of the claim; null of a settlement. */
  readonly claimId: string | null;
  /** Covered, written off or sent back of the claim; of a settlement, all that is settled. */
  readonly principal: Ore;
  /** Of the authority's own interest: covered, or posted. */
  readonly interest: Ore;
  /** What it has left of the claim afterwards; null when it does not say. */
  readonly left: Ore | null;
  readonly effectiveOn: PlainDate;
  readonly reason: string | null;
  readonly settlement: SettlementTold | null;
}

export interface SettlementTold {
  readonly id: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  /** What it settles of each claim; empty where the message does not say. */
  readonly claims: readonly SettledClaim[];
}

export interface SettledClaim {
  /** The authority's number of it. */
  readonly claimId: string;
  /** Principal and interest. */
  readonly amount: Ore;
}

export interface HearingAnswer {
  readonly reference: string;
  readonly answer: 'approve' | 'regret';
  readonly because: string;
}
