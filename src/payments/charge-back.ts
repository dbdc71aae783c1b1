import { sql } from 'kysely';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { referenceOn } from './bank-lines.ts';
import { lineOf } from './payment-id.ts';
import type { BankEntry } from './statement-port.ts';
import type { PaymentNumber } from './types.ts';

/**
 * The payment that the bank takes back: the only one on that account with that payment id and amount, or with a reference that
 * the bank names, that has stayed. Null where there is none, or where it could be two: a person finds out.
 */
export async function paymentToChargeBack(
  tx: MunicipalityReadTx,
  { account, paymentId, names, amount, bookedOn }: BankEntry,
): Promise<PaymentNumber | null> {
  const line = paymentId === null ? null : lineOf(paymentId);
  const called = names.flatMap((name) => [name, referenceOn(account, name)]);
  const { rows } = await sql<{ payment: PaymentNumber }>`
    select payment_number as payment from payment p
    where channel = 'bank' and amount_ore = ${-amount}::bigint and received_on <= ${bookedOn}::date
      and (reference = any (${called}::text[]) or payment_line = ${line})
      and not exists (
        select from bank_line l
        where l.kind = 'receipt' and l.cause = 'payment' and l.cause_number = p.payment_number
          and l.account not in ('-', ${account}))
      and not exists (select from payment_reversal r where r.payment_number = p.payment_number) limit 2`.execute(
    tx,
  );
  return rows.length === 1 ? (rows[0]?.payment ?? null) : null;
}
