import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, LetterId } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import type { LetterRecipient, RecipientsRefusal } from '../debtors/recipients.ts';
import type { NoComplaintGuidance } from '../law/complaint-guidance.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { HELD } from '../platform/due-work.ts';
import type { LetterModel } from './model.ts';
import type { LetterRefusal } from './render.ts';

/** What every letter is written from, whatever it says. */
export interface ToWrite {
  readonly letter: LetterId;
  readonly debtor: DebtorNumber;
  /** The letter's day: who gets it is who gets it on that day. */
  readonly day: PlainDate;
  readonly configuration: Configuration;
}

/** Which copy of a letter: to whom, in which language, and the day on which it is made. */
export interface Copy {
  readonly language: 'da' | 'en';
  readonly recipient: LetterRecipient;
  /** Its reader must not see where the debtor lives. */
  readonly hidesAddress: boolean;
  readonly today: PlainDate;
  /** Where its reader finds it on the citizens' pages; absent = nowhere. */
  readonly page?: string;
}

/** Letters of one sort: what is due, and what each says. `makeLetters` does the rest. */
export interface LetterSource<Basis extends ToWrite> {
  /** The kind of due work; its keys are letters' numbers. */
  readonly work: string;
  /** What these letters are written from, in the order asked for; read for all of them at once. */
  bases(tx: MunicipalityTx, letters: readonly LetterId[]): Promise<Basis[]>;
  /** False: what it would have told no longer needs telling, and no letter is made. */
  isStillToTell(tx: MunicipalityTx, basis: Basis): Promise<boolean>;
  /** Whether it is told although the debtor's estate, bankruptcy or debt relief is dealt with (while-held.ts). */
  isToldMeanwhile(basis: Basis): boolean;
  modelOf(basis: Basis, copy: Copy): Result<LetterModel, NotTold>;
}

/** Why what a letter must say cannot be said. */
export type NotTold =
  | NoComplaintGuidance
  /** The deadline that it prints has come before anybody could be told. */
  | { readonly tag: 'deadline-passed' };

/** Why a letter was not made: a part is missing, nobody may get it, or nobody has said what it must tell. */
export type NotWritten =
  | LetterRefusal
  /** The debtor's estate, bankruptcy or debt relief is dealt with: nothing is asked or decided meanwhile. */
  | { readonly tag: 'errand-open' }
  /** Something has come to hold what it is about since it was queued: it waits. */
  | { readonly tag: typeof HELD }
  | RecipientsRefusal
  | NotTold
  /** No register has told of the debtor yet. */
  | { readonly tag: 'unknown-person' }
  /** Our own mistake; the message never holds personal data. */
  | { readonly tag: 'failed'; readonly message: string };
