import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueue } from '../platform/due-work.ts';
import type { NotificationChannel, NotificationEvent, NotificationKey, NotificationKind } from './types.ts';

/** Kind of due work: a message to hand over. Its key is the message's UUID. */
export const NOTIFICATION = 'notification';

/** What the other side knows a message by: it follows from its key, so that a message that is handed over again is the same. */
export function uuidOf(municipality: string, { debtor, kind, day, channel }: NotificationKey): string {
  const name = `${municipality}/${debtor}/${kind}/${day}/${channel}`;
  const hex = createHash('sha256').update(name).digest('hex');
  // Version 8: made in a way of our own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Those of these events that have been told of. */
export async function toldAlready(
  tx: MunicipalityReadTx,
  events: readonly NotificationEvent[],
): Promise<ReadonlySet<string>> {
  if (events.length === 0) return new Set();
  const { rows } = await sql<NotificationEvent>`
    select e.debtor_number as debtor, e.kind, e.event from notification_event e
    join unnest(${events.map(({ debtor }) => debtor)}::int[], ${events.map(({ kind }) => kind)}::text[],
      ${events.map(({ event }) => event)}::text[]) asked (debtor, kind, event)
      on e.debtor_number = asked.debtor and e.kind = asked.kind and e.event = asked.event`.execute(tx);
  return new Set(rows.map(eventText));
}

export function eventText({ debtor, kind, event }: NotificationEvent): string {
  return `${debtor}/${kind}/${event}`;
}

export interface NotificationToMake {
  readonly debtor: DebtorNumber;
  readonly kind: NotificationKind;
  readonly events: readonly string[];
  readonly channels: readonly NotificationChannel[];
  readonly language: 'da' | 'en';
}

/** Writes messages with what they tell of, and puts them on their way. Answers those that tell of anything that had not been told; the others are left. */
export async function makeNotifications(
  tx: MunicipalityTx,
  made: readonly NotificationToMake[],
  { on, at }: { readonly on: PlainDate; readonly at: Temporal.Instant },
): Promise<Set<NotificationToMake>> {
  const done = new Set<NotificationToMake>();
  for (const notification of made) {
    const { debtor, kind, events, channels, language } = notification;
    const told = await sql`
      insert into notification_event (debtor_number, kind, event, told_on)
      select ${debtor}::int, ${kind}, e, ${on}::date from unnest(${events}::text[]) e
      on conflict do nothing`.execute(tx);
    if (told.numAffectedRows === 0n) continue;
    const keys = channels.map((channel): NotificationKey => ({ debtor, kind, day: on, channel }));
    for (const key of keys)
      await sql`
        insert into notification (debtor_number, kind, day, channel, message_uuid, language, made_at, state)
        values (${debtor}::int, ${kind}, ${on}::date, ${key.channel}, ${uuidOf(tx.code, key)}::uuid, ${language},
          ${at}::timestamptz, 'waiting')
        on conflict do nothing`.execute(tx);
    await enqueue(
      tx,
      keys.map((key) => ({ kind: NOTIFICATION, key: uuidOf(tx.code, key), dueAt: at })),
    );
    done.add(notification);
  }
  return done;
}

export interface WaitingNotification extends NotificationKey {
  readonly uuid: string;
  readonly language: 'da' | 'en';
}

/** These messages by their UUID, of those that wait. */
export async function waitingAmong(
  tx: MunicipalityReadTx,
  uuids: readonly string[],
): Promise<Map<string, WaitingNotification>> {
  const { rows } = await sql<WaitingNotification>`
    select debtor_number as debtor, kind, day, channel, message_uuid::text as uuid, language from notification
    where state = 'waiting' and message_uuid = any (${uuids}::uuid[])`.execute(tx);
  return new Map(rows.map((row) => [row.uuid, row]));
}

/** Notes what became of a message. */
export async function noteEnded(
  tx: MunicipalityTx,
  uuid: string,
  { state, at }: { readonly state: 'handed' | 'refused' | 'too-late'; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    update notification set state = ${state}, ended_at = ${at}::timestamptz
    where message_uuid = ${uuid}::uuid and state = 'waiting'`.execute(tx);
}
