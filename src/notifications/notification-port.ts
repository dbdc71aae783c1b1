import type { CprNumber } from '../kernel/cpr-number.ts';

/**
 * What the notifications room needs from whoever brings short messages to people, in its own words. `outside/` answers, and never throws
 * for outside trouble. Handed over twice with the same UUID it is one message.
 */
export interface NotificationService {
  send(message: NotificationToSend): Promise<NotificationSent>;
}

export interface NotificationToSend {
  readonly uuid: string;
  readonly channel: 'digital-post' | 'nemsms';
  readonly to: CprNumber;
  readonly language: 'da' | 'en';
  /** What it is called in the mailbox; a NemSMS shows none. */
  readonly title: string;
  /** All that it says; nothing about the person. */
  readonly text: string;
  readonly at: Temporal.Instant;
}

export type NotificationSent =
  | { readonly state: 'handed' }
  /** It will never be brought: not registered, or not accepted. */
  | { readonly state: 'refused' }
  /** Nobody knows whether it was taken: it is handed over again. `detail` never holds personal data. */
  | { readonly state: 'unavailable'; readonly detail: string };
