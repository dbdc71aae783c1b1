import type { PlainDate } from '../kernel/dates.ts';
import type { LetterId } from '../kernel/ids.ts';
import type { DeliveryFailure } from './delivery-port.ts';

/** `by-hand`: a protected address is never printed on a shared printer; a person brings the letter. */
export type DeliveryChannel = 'digital' | 'paper' | 'by-hand';

/** One letter to one recipient by one channel: 0 = the debtor, from 1 the debtor's representatives. */
export interface DeliveryKey {
  readonly letter: LetterId;
  readonly recipient: number;
  readonly channel: DeliveryChannel;
}

/** The letter counts when it has reached every addressee; a copy is for information. */
export type DeliveryRole = 'addressee' | 'copy';

/** What is known about a delivery. Each is the first day that was told of its kind; null = not told. */
export interface Standing {
  readonly handedOn: PlainDate | null;
  readonly sentOn: PlainDate | null;
  readonly availableOn: PlainDate | null;
  /** The day it counts as arrived; once set it stays. */
  readonly arrivedOn: PlainDate | null;
  readonly returnedOn: PlainDate | null;
  readonly failed: { readonly on: PlainDate; readonly code: DeliveryFailure } | null;
}

/** Something that happened to a delivery, as it is kept for evidence. */
export type DeliveryEvent =
  | { readonly state: 'handed' | 'sent' | 'available' | 'returned'; readonly on: PlainDate }
  | { readonly state: 'arrived'; readonly on: PlainDate; readonly code: ArrivalGround }
  | { readonly state: 'failed'; readonly on: PlainDate; readonly code: DeliveryFailure };

/** Why a letter counts as arrived: in the mailbox; on paper, so many weekdays after it was sent; a person says so. */
export type ArrivalGround = 'available' | 'deemed' | 'by-hand';

export function keyText({ letter, recipient, channel }: DeliveryKey): string {
  return `${letter}/${recipient}/${channel}`;
}
