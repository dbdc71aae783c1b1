import { sql } from 'kysely';
import { assert } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { enqueue, type DueWork } from '../platform/due-work.ts';
import { keyText, type DeliveryKey, type DeliveryRole } from './delivery-types.ts';
import { notArrivedWork } from './delivery-work.ts';

export interface DeliveryToQueue {
  readonly key: DeliveryKey;
  readonly role: DeliveryRole;
  /** Whether the letter has the recipient's address on it. */
  readonly hasAddress: boolean;
  readonly at: Temporal.Instant;
}

/** Kind of due work: a letter to hand over. Its key is `keyText`. */
export const DELIVERY = 'delivery';

/**
 * Puts letters on their way: handed over by the next `deliverDue`, or, where no printer may have the address, by a person.
 * What is on its way already stays as it is.
 */
export async function queueDeliveries(
  tx: MunicipalityTx,
  deliveries: readonly DeliveryToQueue[],
): Promise<void> {
  if (deliveries.length === 0) return;
  assert(
    deliveries.every(({ key, hasAddress }) => key.channel !== 'paper' || hasAddress),
    'a letter on paper has an address',
  );
  await addDeliveries(tx, deliveries);
  await enqueue(tx, deliveries.map(workOf));
}

/** Adds deliveries that nobody needs to be told about: a person has them in hand. */
export async function addDeliveries(
  tx: MunicipalityTx,
  deliveries: readonly Omit<DeliveryToQueue, 'hasAddress'>[],
): Promise<void> {
  const column = <T>(read: (delivery: Omit<DeliveryToQueue, 'hasAddress'>) => T): T[] => deliveries.map(read);
  await sql`
    insert into delivery (letter_id, recipient, channel, role, reference, updated_at)
    select * from unnest(${column(({ key }) => key.letter.toString())}::bigint[],
      ${column(({ key }) => key.recipient)}::smallint[], ${column(({ key }) => key.channel)}::text[],
      ${column(({ role }) => role)}::text[], ${column(({ key }) => referenceOf(tx.code, key))}::text[],
      ${column(({ at }) => at)}::timestamptz[])
    on conflict (letter_id, recipient, channel) do nothing`.execute(tx);
}

function workOf({ key, role, at }: DeliveryToQueue): DueWork {
  if (key.channel === 'by-hand') return notArrivedWork(key, { role, trouble: { reason: 'by-hand' }, at });
  return { kind: DELIVERY, key: keyText(key), dueAt: at };
}

/** What the other side knows the letter by: `998-202603000010012300-0-digital`. The same letter gives the same reference. */
function referenceOf(municipality: string, { letter, recipient, channel }: DeliveryKey): string {
  return `${municipality}-${letter}-${recipient}-${channel}`;
}
