import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { NotificationChannel, NotificationKind } from './types.ts';

export interface KeptChoice {
  readonly kind: NotificationKind;
  readonly channels: readonly NotificationChannel[];
  readonly at: Temporal.Instant;
}

export interface KeptNotification {
  readonly kind: NotificationKind;
  readonly day: PlainDate;
  readonly channel: NotificationChannel;
  readonly state: 'waiting' | 'handed' | 'refused' | 'too-late';
}

/** All that somebody has ever chosen about short messages, and every message that was written to them, oldest first. */
export async function keptAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<{ readonly choices: readonly KeptChoice[]; readonly notifications: readonly KeptNotification[] }> {
  const choices = await sql<KeptChoice>`
    select kind, channels, chosen_at as at from notification_choice where debtor_number = ${debtor}
    order by chosen_at, kind`.execute(tx);
  const notifications = await sql<KeptNotification>`
    select kind, day, channel, state from notification where debtor_number = ${debtor}
    order by day, kind, channel`.execute(tx);
  return { choices: choices.rows, notifications: notifications.rows };
}
