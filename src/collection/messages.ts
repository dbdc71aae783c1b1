import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

export type MessageKind = 'delivery' | 'receipt' | 'notification' | 'list';

/** A message as it was sent or came, with what was read in it. */
export interface Message {
  readonly id: string;
  readonly kind: MessageKind;
  readonly delivery: bigint | null;
  /** As JSON has it: amounts and numbers as text. */
  readonly read: unknown;
}

export interface MessageToKeep {
  readonly kind: MessageKind;
  readonly delivery: bigint | null;
  readonly body: string;
  readonly read: unknown;
  /** Ours, which nothing follows from: kept as applied. */
  readonly own?: boolean;
}

/** Keeps a message before anything is made of it; the same text again is the same message. Answers its id. */
export async function keepMessage(
  tx: MunicipalityTx,
  { kind, delivery, body, read, own = false }: MessageToKeep,
  at: Temporal.Instant,
): Promise<string> {
  const about = delivery === null ? kind : `${kind}/${delivery}`;
  const id = `${about}/${createHash('sha256').update(body).digest('hex')}`;
  await sql`
    insert into recovery_message (message_id, kind, delivery_number, received_at, body, read, applied_at)
    values (${id}, ${kind}, ${delivery === null ? null : String(delivery)}::bigint, ${at}::timestamptz, ${body},
      ${asJsonText(read)}::json, ${own ? at : null}::timestamptz)
    on conflict (message_id) do nothing`.execute(tx);
  return id;
}

/** What a delivery told, for the same to be handed over again; null for a delivery that never was. */
export async function sentMessage(tx: MunicipalityReadTx, delivery: bigint): Promise<unknown> {
  const { rows } = await sql<{ read: unknown }>`
    select read from recovery_message where delivery_number = ${String(delivery)}::bigint and kind = 'delivery'`.execute(
    tx,
  );
  return rows[0]?.read ?? null;
}

/** The messages from which nothing has followed yet, in the order in which they came. */
export async function messagesWaiting(tx: MunicipalityReadTx): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select message_id as id, kind, delivery_number as delivery, read from recovery_message where applied_at is null
    order by received_at, message_id`.execute(tx);
  return rows;
}

/** Notes that a message has been acted on; false when somebody else has, meanwhile. */
export async function claimMessage(tx: MunicipalityTx, id: string, at: Temporal.Instant): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update recovery_message set applied_at = ${at}::timestamptz where message_id = ${id} and applied_at is null`.execute(
    tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}

/** When notifications were last told; null = never. */
export async function lastNotifications(tx: MunicipalityReadTx): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ at: Temporal.Instant | null }>`
    select max(received_at) as at from recovery_message where kind = 'notification'`.execute(tx);
  return rows[0]?.at ?? null;
}

/** JSON with amounts and numbers as text. */
export function asJsonText(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? each.toString() : each));
}
