import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';

/** What a citizen may be told of by a short message that is no letter. */
export const notificationKinds = ['new-debt', 'due-soon', 'payment-received'] as const;
export type NotificationKind = (typeof notificationKinds)[number];

export type NotificationChannel = 'digital-post' | 'nemsms';

/** By which channels somebody wants messages of each kind; none = not at all. */
export type Channels = Readonly<Record<NotificationKind, readonly NotificationChannel[]>>;

/** A message by its natural key: one of a kind a day at most, by each channel. */
export interface NotificationKey {
  readonly debtor: DebtorNumber;
  readonly kind: NotificationKind;
  readonly day: PlainDate;
  readonly channel: NotificationChannel;
}

/** Something that somebody is to be told of once. */
export interface NotificationEvent {
  readonly debtor: DebtorNumber;
  readonly kind: NotificationKind;
  /** `claim/202600000001`, `due/claim/202600000001/2026-04-01`, `payment/17`. */
  readonly event: string;
}
