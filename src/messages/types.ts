import type { PlainDate, YearMonth } from '../kernel/dates.ts';
import { parseDebtorNumber, type DebtorNumber, type DecisionId } from '../kernel/ids.ts';
import type { Language } from '../letters/explanation-in-words.ts';
import type { ObjectionNumber } from '../objections/types.ts';
import type { FileType } from './file-type.ts';

/** What citizens write: that they disagree with a debt, an answer before a decision or before money is set off, a complaint about a decision, papers about their situation. */
export const messageKinds = [
  'objection',
  'hearing-answer',
  'set-off-answer',
  'complaint',
  'documentation',
] as const;
export type MessageKind = (typeof messageKinds)[number];

/** What papers about somebody's situation are about. */
export const topics = ['income', 'children', 'benefit', 'other'] as const;
export type Topic = (typeof topics)[number];

/** A message's name: whose it is, and its place among theirs. */
export interface MessageName {
  readonly debtor: DebtorNumber;
  readonly entry: number;
}

/** As people read and type it: `100002-3`. */
export function messageText({ debtor, entry }: MessageName): string {
  return `${debtor}-${entry}`;
}

export function parseMessageName(text: string): MessageName | null {
  const [, whose = '', entry = ''] = /^(\d{6,9})-([1-9]\d{0,5})$/.exec(text) ?? [];
  const debtor = parseDebtorNumber(whose);
  return debtor === null ? null : { debtor, entry: Number(entry) };
}

/** The one number of a message, for addresses (municipality/page-refs.ts). */
export function messageNumber({ debtor, entry }: MessageName): bigint {
  return BigInt(debtor) * 1_000_000n + BigInt(entry);
}

/** What a message is about. */
export type About =
  | { readonly kind: 'objection'; readonly objection: ObjectionNumber }
  | { readonly kind: 'hearing-answer'; readonly decision: DecisionId }
  | { readonly kind: 'set-off-answer'; readonly setOff: bigint }
  | {
      readonly kind: 'complaint';
      readonly decision: DecisionId;
      /** The last day, as it was shown; null = it was not known. */
      readonly by: PlainDate | null;
    }
  | { readonly kind: 'documentation'; readonly topic: Topic };

/** A message as it was sent. */
export interface CitizenMessage extends MessageName {
  readonly about: About;
  readonly language: Language;
  readonly words: string;
  readonly sentAt: Temporal.Instant;
  /** `citizen:100002`, or who acts for them. */
  readonly sentBy: string;
  readonly files: readonly StoredFile[];
  readonly readAt: Temporal.Instant | null;
  readonly withdrawnAt: Temporal.Instant | null;
  /** When staff noted that whoever a complaint was sent on to has decided it. */
  readonly decidedThereAt: Temporal.Instant | null;
  /** What a caseworker has answered; null = nothing yet, or it is answered elsewhere (an objection, a hearing). */
  readonly handled: Handled | null;
}

export interface Handled {
  readonly words: string;
  readonly at: Temporal.Instant;
  readonly by: string;
  /** What its letter says came of it; null = it was dealt with before such answers had letters. */
  readonly outcome: MessageOutcome | null;
}

/** To whom a complaint was sent on, and on which day. */
export interface SentOn {
  readonly authority: string;
  readonly on: PlainDate;
}

/** What came of a complaint (retssikkerhedsloven § 66): what is not changed is sent on. */
export type ComplaintOutcome =
  { readonly outcome: 'changed' } | { readonly outcome: 'partly' | 'kept'; readonly sentOn: SentOn };

/** What came of papers about somebody's situation: used for the payments from a month on, or not. */
export type PapersOutcome =
  { readonly outcome: 'used'; readonly usedFrom: YearMonth } | { readonly outcome: 'not-used' };

export type MessageOutcome = ComplaintOutcome | PapersOutcome;

/** Whether somebody has looked for viruses in a file: and found none, or why nobody has. */
export type Scan = 'clean' | 'no-scanner' | 'no-answer';

/** A file of a message, without its content. */
export interface StoredFile {
  /** From 1. */
  readonly place: number;
  /** What the citizen calls it; it may name people, and stands in no log and no address. Null = it has been deleted. */
  readonly name: string | null;
  readonly type: FileType;
  readonly bytes: number;
  readonly scan: Scan;
  /** The day on which its content was deleted; null = it is there. */
  readonly deletedOn: PlainDate | null;
}

/** A file that may be kept. */
export interface AcceptedFile {
  readonly name: string;
  readonly type: FileType;
  readonly content: Buffer;
  readonly scan: Scan;
}
