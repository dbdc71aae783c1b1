import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { PaymentNumber } from '../payments/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Basis, Debit, DebitState } from './types.ts';

interface DebitRow {
  number: bigint;
  debtor: DebtorNumber;
  agreement: string;
  basis: Basis;
  basisNumber: bigint;
  dueOn: PlainDate;
  payOn: PlainDate;
  amount: bigint;
  text: string;
  state: DebitState;
  payment: PaymentNumber | null;
  mains: string[];
}

const debits = sql`
  select debit_number as number, d.debtor_number as debtor, m.agreement, basis, basis_number as "basisNumber",
    due_on as "dueOn", pay_on as "payOn", amount_ore as amount, text, d.state, payment_number as payment,
    array(select claim_number::text from direct_debit_claim c where c.debit_number = d.debit_number
      order by claim_number) as mains
  from direct_debit d join mandate m using (debtor_number, place)`;

function asDebit({ amount, mains, ...row }: DebitRow): Debit {
  return { ...row, amount: ore(amount), mains: mains.map((main) => claimNumber(BigInt(main))) };
}

/** A debit by its number; null when there is none. */
export async function debitByNumber(tx: MunicipalityReadTx, number: bigint): Promise<Debit | null> {
  const { rows } = await sql<DebitRow>`${debits} where debit_number = ${number.toString()}::bigint`.execute(
    tx,
  );
  return rows.map(asDebit)[0] ?? null;
}

/** A debtor's debits, the newest first. */
export async function debitsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Debit[]> {
  const { rows } = await sql<DebitRow>`
    ${debits} where d.debtor_number = ${debtor}::int order by pay_on desc, debit_number desc`.execute(tx);
  return rows.map(asDebit);
}

/** The debits of a delivery, in their order. */
export async function debitsIn(tx: MunicipalityReadTx, delivery: bigint): Promise<Debit[]> {
  const { rows } = await sql<DebitRow>`
    ${debits} where delivery_number = ${delivery.toString()}::bigint order by debit_number`.execute(tx);
  return rows.map(asDebit);
}

/** The debits that nothing has been told of, with their day of payment on a day or before. */
export async function debitsUnanswered(tx: MunicipalityReadTx, until: PlainDate): Promise<Debit[]> {
  const { rows } = await sql<DebitRow>`
    ${debits} where d.state = 'sent' and pay_on <= ${until}::date order by debit_number`.execute(tx);
  return rows.map(asDebit);
}

/** Those of the claims that somebody's debit stands about. */
export async function claimsCollected(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlySet<ClaimNumber>> {
  if (claims.length === 0) return new Set();
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select claim_number as claim from direct_debit_claim
    where standing and claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return new Set(rows.map(({ claim }) => claim));
}

/** Writes debits, each with the claims that it is for. */
export async function insertDebits(
  tx: MunicipalityTx,
  delivery: bigint,
  those: readonly (Omit<Debit, 'agreement' | 'state' | 'payment'> & { readonly place: number })[],
): Promise<void> {
  for (const debit of those)
    await sql`
      with written as (
        insert into direct_debit (debit_number, delivery_number, debtor_number, place, basis, basis_number, due_on, pay_on,
          amount_ore, text, state)
        values (${debit.number.toString()}::bigint, ${delivery.toString()}::bigint, ${debit.debtor}::int, ${debit.place},
          ${debit.basis}, ${debit.basisNumber.toString()}::bigint, ${debit.dueOn}::date, ${debit.payOn}::date,
          ${debit.amount}::bigint, ${debit.text}, 'sent')
        returning debit_number)
      insert into direct_debit_claim (debit_number, claim_number)
      select debit_number, claim from written, unnest(${debit.mains.map(String)}::bigint[]) claim`.execute(
      tx,
    );
}

/** Notes what has become of a debit; its claims are free to be collected for again, by what falls due later. */
export async function answerDebit(
  tx: MunicipalityTx,
  number: bigint,
  {
    state,
    payment,
    at,
  }: {
    readonly state: Exclude<DebitState, 'sent'>;
    readonly payment: PaymentNumber | null;
    readonly at: Temporal.Instant;
  },
): Promise<void> {
  await sql`
    update direct_debit set state = ${state}, payment_number = ${payment?.toString() ?? null}::bigint,
      answered_at = ${at}::timestamptz
    where debit_number = ${number.toString()}::bigint`.execute(tx);
  await sql`
    update direct_debit_claim set standing = false
    where debit_number = ${number.toString()}::bigint and standing`.execute(tx);
}

/** Whether something was asked for before: a bill at all, anything else on that day. */
export async function wasAskedBefore(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { basis, basisNumber, dueOn }: Pick<Debit, 'basis' | 'basisNumber' | 'dueOn'>,
): Promise<boolean> {
  const { rows } = await sql`
    select from direct_debit where debtor_number = ${debtor}::int and basis = ${basis}
      and basis_number = ${basisNumber.toString()}::bigint
      and (basis = 'claim' or due_on = ${dueOn}::date)`.execute(tx);
  return rows.length > 0;
}
