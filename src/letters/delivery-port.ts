import type { CprNumber } from '../kernel/cpr-number.ts';
import type { CvrNumber } from '../kernel/cvr-number.ts';
import type { PlainDate } from '../kernel/dates.ts';

/**
 * What the letters room needs from whoever brings letters to people, in its own words. `outside/` answers, and never
 * throws for outside trouble. A letter is known there by its reference: handed over twice, it is one letter.
 */
export interface LetterDelivery {
  /** False: it brings letters to nobody, so that letters that were kept as their data alone may be handed to it. */
  readonly needsDocuments: boolean;
  hand(letter: LetterToHand): Promise<Handing>;
  /** All that is known at `at` about these letters, also what was told before. In any order. */
  news(letters: readonly HandedLetter[], at: Temporal.Instant): Promise<NewsAnswer>;
}

export interface LetterToHand {
  readonly reference: string;
  /** What it is about, as the letter's model has it. */
  readonly kind: string;
  readonly to:
    | { readonly channel: 'digital'; readonly cpr: CprNumber }
    | { readonly channel: 'digital'; readonly cvr: CvrNumber }
    | { readonly channel: 'paper'; readonly name: string; readonly address: readonly string[] };
  /** The letter itself first, then its courtesy translation where there is one. Empty where none are needed. */
  readonly documents: readonly LetterDocument[];
}

export interface LetterDocument {
  readonly language: 'da' | 'en';
  readonly pdf: Uint8Array;
}

export type Handing =
  | { readonly state: 'handed' }
  /** It will never be brought by this channel. */
  | { readonly state: 'refused'; readonly code: DeliveryFailure }
  /** Nobody knows whether it was taken: it must be handed over again. `detail` never holds personal data. */
  | { readonly state: 'unavailable'; readonly detail: string };

/** Why a letter could not be brought. */
export type DeliveryFailure =
  | 'not-registered' // no digital post any longer: paper instead
  | 'unknown-recipient'
  | 'deceased'
  | 'rejected'; // the letter itself was not accepted

export interface HandedLetter {
  readonly reference: string;
  readonly channel: 'digital' | 'paper';
  /** The day it was handed over. */
  readonly handedOn: PlainDate;
}

export type NewsAnswer =
  | { readonly state: 'told'; readonly news: readonly DeliveryNews[] }
  | { readonly state: 'unavailable'; readonly detail: string };

/** `sent`: posted, or on its way to the mailbox. `available`: in the recipient's mailbox. `returned`: came back. */
export type DeliveryNews =
  | {
      readonly reference: string;
      readonly state: 'sent' | 'available' | 'returned';
      readonly on: PlainDate;
    }
  | {
      readonly reference: string;
      readonly state: 'failed';
      readonly on: PlainDate;
      readonly code: DeliveryFailure;
    };
