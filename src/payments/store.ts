import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Channel, Payment, PaymentNumber, PaymentReceived } from './types.ts';

/** Makes other registrations wait until this transaction has ended; what has been registered is known from here on. */
export async function takeTurn(tx: MunicipalityTx): Promise<void> {
  await sql`select last_used from payment_counter for update`.execute(tx);
}

interface PaymentRow {
  payment_number: PaymentNumber;
  debtor_number: DebtorNumber;
  channel: Channel;
  reference: string;
  amount_ore: bigint;
  received_on: PlainDate;
}

/** The payment with that reference on the channel; null when there is none. */
export async function paymentByReference(
  tx: MunicipalityReadTx,
  { channel, reference }: Pick<PaymentReceived, 'channel' | 'reference'>,
): Promise<Payment | null> {
  const { rows } = await sql<PaymentRow>`
    select payment_number, debtor_number, channel, reference, amount_ore, received_on from payment
    where channel = ${channel} and reference = ${reference}`.execute(tx);
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

/** Writes a payment and gives it its number. */
export async function insertPayment(
  tx: MunicipalityTx,
  { debtor, channel, reference, amount, receivedOn }: PaymentReceived,
  { by, at }: Registration,
): Promise<PaymentNumber> {
  const { rows } = await sql<{ payment_number: PaymentNumber }>`
    with number as (
      update payment_counter set last_used = last_used + 1 returning last_used)
    insert into payment (payment_number, debtor_number, channel, reference, amount_ore, received_on, registered_at,
      registered_by)
    select last_used, ${debtor}::int, ${channel}, ${reference}, ${amount}::bigint, ${receivedOn}::date,
      ${at}::timestamptz, ${by}
    from number
    returning payment_number`.execute(tx);
  const number = rows[0]?.payment_number;
  if (number === undefined) throw new Error('the payment counter is missing');
  return number;
}
