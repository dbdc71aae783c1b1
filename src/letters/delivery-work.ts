import type { PlainDate } from '../kernel/dates.ts';
import { isNoticeLetter, type LetterId } from '../kernel/ids.ts';
import type { DueWork } from '../platform/due-work.ts';
import type { DeliveryFailure } from './delivery-port.ts';
import type { DeliveryKey, DeliveryRole } from './delivery-types.ts';

/** What follows for others when a letter has arrived or has not: due work, written in the same transaction. */

/** Kind of due work: the letter has reached everyone it is addressed to. Key: its number. Payload: `LetterArrived`. */
export const LETTER_ARRIVED = 'letter-arrived';

export interface LetterArrived {
  readonly arrivedOn: PlainDate;
}

/** Kind of due work: the letter has not reached an addressee. Key: its number. Payload: `LetterNotArrived`. */
export const LETTER_NOT_ARRIVED = 'letter-not-arrived';
/** The same about a copy. Key: the letter's number and the recipient's, `202603000010012300/1`. */
export const COPY_NOT_ARRIVED = 'copy-not-arrived';

/**
 * Kind of due work: a notice has not reached an addressee. Key: its number. Payload: `LetterNotArrived`. That a notice has
 * arrived is no work for anybody: it stands on the notice (notice-arrivals.ts).
 */
export const NOTICE_NOT_ARRIVED = 'notice-not-arrived';

export interface LetterNotArrived {
  readonly recipient: number;
  readonly trouble: DeliveryTrouble;
}

export type DeliveryTrouble =
  /** A person must bring it and say when it arrived. */
  | { readonly reason: 'by-hand' }
  /** It came back; `arrivedOn` when it counted as arrived before we knew. */
  | { readonly reason: 'returned'; readonly on: PlainDate; readonly arrivedOn: PlainDate | null }
  | {
      readonly reason: 'failed';
      readonly on: PlainDate;
      readonly code: DeliveryFailure;
      readonly arrivedOn: PlainDate | null;
    };

interface NotArrived {
  readonly role: DeliveryRole;
  readonly trouble: DeliveryTrouble;
  readonly at: Temporal.Instant;
}

export function notArrivedWork(
  { letter, recipient }: DeliveryKey,
  { role, trouble, at }: NotArrived,
): DueWork {
  const payload: LetterNotArrived = { recipient, trouble };
  const kind = isNoticeLetter(letter) ? NOTICE_NOT_ARRIVED : LETTER_NOT_ARRIVED;
  return role === 'addressee'
    ? { kind, key: letter.toString(), dueAt: at, payload }
    : { kind: COPY_NOT_ARRIVED, key: `${letter}/${recipient}`, dueAt: at, payload };
}

export function arrivedWork(letter: LetterId, arrivedOn: PlainDate, at: Temporal.Instant): DueWork {
  const payload: LetterArrived = { arrivedOn };
  return { kind: LETTER_ARRIVED, key: letter.toString(), dueAt: at, payload };
}
