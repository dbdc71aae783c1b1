import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { prepared } from '../platform/prepared.ts';
import { paymentNumber } from './payment-number.ts';
import type { Channel, Payment, PaymentNumber, PaymentReceived } from './types.ts';

interface PaymentRow {
  payment_number: PaymentNumber;
  debtor_number: DebtorNumber;
  channel: Channel;
  reference: string;
  amount_ore: bigint;
  received_on: PlainDate;
}

/** The payment with that reference on the channel; null when there is none. */
async function paymentByReference(
  tx: MunicipalityReadTx,
  { channel, reference }: Pick<PaymentReceived, 'channel' | 'reference'>,
): Promise<Payment | null> {
  const { rows } = await prepared(
    tx,
    'payment-by-reference',
    sql<PaymentRow>`
      select payment_number, debtor_number, channel, reference, amount_ore, received_on from payment
      where channel = ${channel} and reference = ${reference}`,
  );
  return rows.map(asPayment)[0] ?? null;
}

/** The next payments by number after `after`, 0 = from the first. At most `limit`. */
export async function paymentPage(
  tx: MunicipalityReadTx,
  after: PaymentNumber | 0n,
  limit: number,
): Promise<Payment[]> {
  const { rows } = await sql<PaymentRow>`
    select payment_number, debtor_number, channel, reference, amount_ore, received_on from payment
    where payment_number > ${after}::bigint order by payment_number limit ${limit}::int`.execute(tx);
  return rows.map(asPayment);
}

/** Who made these payments. */
export async function payers(
  tx: MunicipalityReadTx,
  payments: readonly PaymentNumber[],
): Promise<Map<PaymentNumber, DebtorNumber>> {
  const { rows } = await sql<Pick<PaymentRow, 'payment_number' | 'debtor_number'>>`
    select payment_number, debtor_number from payment
    where payment_number = any (${payments.map(String)}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [row.payment_number, row.debtor_number]));
}

function asPayment(row: PaymentRow): Payment {
  return {
    number: row.payment_number,
    debtor: row.debtor_number,
    channel: row.channel,
    reference: row.reference,
    amount: ore(row.amount_ore),
    receivedOn: row.received_on,
  };
}

export interface Registration {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** A payment as it is written: just now, or before, as `payment` tells. */
export type PaymentWritten =
  | { readonly state: 'written'; readonly number: PaymentNumber }
  | { readonly state: 'known'; readonly payment: Payment };

// Two payments of a day meet at one in 10^11; that a third and a fourth do is a mistake of ours.
const MOST_ATTEMPTS = 5;

/**
 * Writes a payment under a number of its own, unless the channel has one of that reference. Who registers the same
 * payment at this moment is waited for. In one transaction with the transfers.
 */
export async function insertPayment(
  tx: MunicipalityTx,
  received: PaymentReceived,
  registration: Registration,
): Promise<PaymentWritten> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const number = paymentNumber(received, attempt);
    if (await insertAs(tx, number, { ...received, ...registration })) return { state: 'written', number };
    const payment = await paymentByReference(tx, received);
    if (payment !== null) return { state: 'known', payment };
  }
  throw new Error(`payments of ${received.receivedOn} have run out of numbers`);
}

/** Whether the row was written: neither its reference nor its number was taken. */
async function insertAs(
  tx: MunicipalityTx,
  number: PaymentNumber,
  { debtor, channel, reference, amount, receivedOn, by, at }: PaymentReceived & Registration,
): Promise<boolean> {
  const { numAffectedRows } = await prepared(
    tx,
    'payment-insert',
    sql`
      insert into payment (payment_number, debtor_number, channel, reference, amount_ore, received_on, registered_at,
        registered_by)
      values (${number}, ${debtor}, ${channel}, ${reference}, ${amount}, ${receivedOn}, ${at}, ${by})
      on conflict do nothing`,
  );
  return numAffectedRows === 1n;
}
