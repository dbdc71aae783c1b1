import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { receivablesHeld } from '../ledger/lock.ts';
import { channelAccount, rimAccount, type Account } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { prepared, type Named } from '../platform/prepared.ts';
import { paymentNumber } from './payment-number.ts';
import type { Channel, MoneyIn, Payment, PaymentNumber, Told } from './types.ts';

interface PaymentRow {
  payment_number: PaymentNumber;
  debtor_number: DebtorNumber | null;
  channel: Channel;
  reference: string;
  amount_ore: bigint;
  received_on: PlainDate;
  payment_line: string | null;
  wish: ClaimNumber[] | null;
  till: number;
}

const columns = sql`payment_number, debtor_number, channel, reference, amount_ore, received_on, payment_line, wish, till`;

/** The payment with that reference on the channel; null when there is none. */
async function paymentByReference(
  tx: MunicipalityReadTx,
  { channel, reference }: Pick<MoneyIn, 'channel' | 'reference'>,
): Promise<Payment | null> {
  const { rows } = await prepared(
    tx,
    'payment-by-reference',
    sql<PaymentRow>`select ${columns} from payment where channel = ${channel} and reference = ${reference}`,
  );
  return rows.map(asPayment)[0] ?? null;
}

/** The payment of that number; null when there is none. */
export async function paymentByNumber(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
): Promise<Payment | null> {
  return (await paymentsByNumber(tx, [payment])).get(payment) ?? null;
}

/** The payments of these numbers; those that are not there are left out. */
export async function paymentsByNumber(
  tx: MunicipalityReadTx,
  payments: readonly PaymentNumber[],
): Promise<Map<PaymentNumber, Payment>> {
  const { rows } = await sql<PaymentRow>`
    select ${columns} from payment where payment_number = any (${payments.map(String)}::bigint[])`.execute(
    tx,
  );
  return new Map(rows.map(asPayment).map((payment) => [payment.number, payment]));
}

/** The next payments by number after `after`, 0 = from the first. At most `limit`. */
export async function paymentPage(
  tx: MunicipalityReadTx,
  after: PaymentNumber | 0n,
  limit: number,
): Promise<Payment[]> {
  const { rows } = await sql<PaymentRow>`
    select ${columns} from payment
    where payment_number > ${after}::bigint order by payment_number limit ${limit}::int`.execute(tx);
  return rows.map(asPayment);
}

/** For whose debts these payments were taken, at once or later; those that nobody has found out yet are left out. */
export async function payers(
  tx: MunicipalityReadTx,
  payments: readonly PaymentNumber[],
): Promise<Map<PaymentNumber, DebtorNumber>> {
  if (payments.length === 0) return new Map();
  const { rows } = await sql<{ payment_number: PaymentNumber; debtor: DebtorNumber }>`
    select payment_number, coalesce(m.debtor_number, s.debtor_number, p.debtor_number) as debtor
    from payment p left join suspense s using (payment_number) left join payment_move m using (payment_number)
    where payment_number = any (${payments.map(String)}::bigint[])
      and coalesce(m.debtor_number, s.debtor_number, p.debtor_number) is not null`.execute(tx);
  return new Map(rows.map((row) => [row.payment_number, row.debtor]));
}

function asPayment(row: PaymentRow): Payment {
  return {
    number: row.payment_number,
    debtor: row.debtor_number,
    channel: row.channel,
    reference: row.reference,
    amount: ore(row.amount_ore),
    receivedOn: row.received_on,
    told: toldIn(row),
    till: row.till,
  };
}

/** The account that a payment's money came in on. */
export function whereItCame({ channel, till = 0 }: Pick<MoneyIn, 'channel' | 'till'>): Account {
  return channel === 'state-set-off' ? rimAccount : channelAccount(channel, till);
}

function toldIn({ payment_line: line, debtor_number: debtor, wish }: PaymentRow): Told {
  if (line !== null) return { by: 'line', line };
  return debtor === null ? { by: 'nothing' } : { by: 'debtor', debtor, wish: wish ?? [] };
}

/** A payment as it is to be written. */
export interface PaymentToWrite extends MoneyIn {
  readonly debtor: DebtorNumber | null;
  readonly told: Told;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** A payment as it is written: just now, or before, as `payment` tells. */
export type PaymentWritten<Read = never> =
  | { readonly state: 'written'; readonly number: PaymentNumber; readonly read: readonly Read[] }
  | { readonly state: 'known'; readonly payment: Payment };

// Two payments of a day meet at one in 10^11; that a third and a fourth do is a mistake of ours.
const MOST_ATTEMPTS = 5;

/**
 * Writes a payment under a number of its own, unless the channel has one of that reference; null when there is no such debtor.
 * Who registers the same payment at this moment is waited for, and from here on until the transaction ends the debtor's
 * receivables are ours (ledger/lock.ts). In one transaction with the transfers. `reading` is asked with it, once they are.
 */
export async function insertPayment<Read>(
  tx: MunicipalityTx,
  payment: PaymentToWrite,
  reading: Named<Read> | null = null,
): Promise<PaymentWritten<Read> | null> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const number = paymentNumber(payment, attempt);
    const insert = insertAs(number, payment);
    // Beside each other: the debtor has been locked when the second is read.
    const [{ rows }, read] = await Promise.all([
      prepared(tx, insert.name, insert.query),
      reading === null ? { rows: [] } : prepared(tx, reading.name, reading.query),
    ]);
    const [inserted] = rows;
    assert(inserted !== undefined, 'a statement answers one row');
    if (!inserted.known) return null;
    if (inserted.written) return { state: 'written', number, read: read.rows };
    const known = await paymentByReference(tx, payment);
    if (known !== null) return { state: 'known', payment: known };
  }
  throw new Error(`payments of ${payment.receivedOn} have run out of numbers`);
}

interface Inserted {
  /** There is such a debtor, or none was told. */
  readonly known: boolean;
  /** Neither its reference nor its number was taken. */
  readonly written: boolean;
}

/**
 * Locks the debtor, then writes the row, in one statement: nothing is registered for long before it is locked. What is on the
 * bank has its line there (bank-lines.ts).
 */
function insertAs(
  number: PaymentNumber,
  { debtor, channel, reference, amount, receivedOn, told, till = 0, by, at }: PaymentToWrite,
): Named<Inserted> {
  const line = told.by === 'line' ? told.line : null;
  const wish = told.by === 'debtor' && told.wish.length > 0 ? told.wish.map(String) : null;
  const row = sql`${number}::bigint, ${debtor}::int, ${channel}::text, ${reference}::text, ${amount}::bigint,
    ${receivedOn}::date, ${line}::text, ${wish}::bigint[], ${till}::smallint, ${at}::timestamptz, ${by}::text`;
  return {
    name: debtor === null ? 'payment-insert-unknown' : 'payment-insert',
    query: sql`
      with ${debtor === null ? sql`` : sql`${receivablesHeld([debtor])},`}
      written as (
        insert into payment (payment_number, debtor_number, channel, reference, amount_ore, received_on, payment_line, wish, till,
          registered_at, registered_by)
        select ${row} ${debtor === null ? sql`` : sql`from held_debtor where (select count(*) from held_claim) >= 0`}
        on conflict do nothing
        returning payment_number, reference, amount_ore, received_on, registered_at, registered_by),
      told as (
        insert into bank_line (account, reference, amount_ore, bank_day, kind, told_by, cause, cause_number, booked_on,
          recorded_at, recorded_by)
        select '-', reference, amount_ore, received_on, 'receipt', 'operator', 'payment', payment_number,
          ${dayInCopenhagen(at)}::date, registered_at, registered_by
        from written where ${channel}::text = 'bank')
      select ${debtor === null ? sql`true` : sql`exists (select from held_debtor)`} as known, exists (select from written) as written`,
  };
}
