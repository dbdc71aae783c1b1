import { sql } from 'kysely';
import { closeMatter, openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Channel, PaymentNumber } from './types.ts';

/** Why nobody knows for what money is. */
export type SuspenseReason =
  | 'no-line' // neither a line nor a debtor was told
  | 'not-a-line'
  | 'wrong-check-digit'
  | 'other-creditor'
  | 'unknown-line' // none of ours
  | 'at-recovery' // what it is for is at Gældsstyrelsen
  | 'perhaps-lapsed' // its years have run out, and nobody has said whether it has lapsed
  | 'ended-claim'; // nobody owes what it is for any longer: it has lapsed, is time-barred, was taken back

/** What money may be for: a number, and of what. For a person to judge; nothing follows from it. */
export interface Suggestion {
  readonly kind: 'claim' | 'decision' | 'notice' | 'arrangement' | 'debtor';
  readonly number: bigint;
}

/** Money that was received, and nobody knows yet for what. */
export interface Suspended {
  readonly payment: PaymentNumber;
  readonly amount: Ore;
  readonly why: SuspenseReason;
  readonly suggested: Suggestion | null;
}

/** One of them in the list for a person. */
export interface InSuspense extends Suspended {
  readonly channel: Channel;
  readonly receivedOn: PlainDate;
  readonly line: string | null;
  readonly since: PlainDate;
}

/** Notes that a payment's money is in suspense, and that a person must look; in one transaction with the transfer. */
export async function insertSuspense(
  tx: MunicipalityTx,
  { payment, debtor, why, suggested }: Omit<Suspended, 'amount'> & { readonly debtor: DebtorNumber | null },
  at: Temporal.Instant,
): Promise<void> {
  const on = dayInCopenhagen(at);
  await sql`
    insert into suspense (payment_number, why, suggested_kind, suggested_number, opened_on)
    values (${payment.toString()}::bigint, ${why}, ${suggested?.kind ?? null}, ${suggested?.number.toString() ?? null}::bigint,
      ${on}::date)`.execute(tx);
  await openWorkItems(tx, [{ ...suspendedMatter(payment), debtor, month: monthOf(on) }], at);
}

function suspendedMatter(payment: PaymentNumber) {
  return { kind: 'money-suspended', about: `payment ${payment}` } as const;
}

interface SuspenseRow {
  payment_number: PaymentNumber;
  amount_ore: bigint;
  channel: Channel;
  received_on: PlainDate;
  payment_line: string | null;
  why: SuspenseReason;
  suggested_kind: Suggestion['kind'] | null;
  suggested_number: bigint | null;
  opened_on: PlainDate;
  resolved_on: PlainDate | null;
}

const columns = sql`payment_number, p.amount_ore, p.channel, p.received_on, p.payment_line, s.why, s.suggested_kind,
  s.suggested_number, s.opened_on, s.resolved_on`;

/** The money that waits for a person, the longest first. */
export async function openSuspense(tx: MunicipalityReadTx): Promise<InSuspense[]> {
  const { rows } = await sql<SuspenseRow>`
    select ${columns} from suspense s join payment p using (payment_number)
    where s.resolved_on is null order by s.opened_on, payment_number`.execute(tx);
  return rows.map(asInSuspense);
}

/** What was noted of a payment, whether resolved or not; null when its money never was in suspense. */
export async function suspendedAs(tx: MunicipalityReadTx, payment: PaymentNumber): Promise<Suspended | null> {
  const { rows } = await sql<SuspenseRow>`
    select ${columns} from suspense s join payment p using (payment_number)
    where payment_number = ${payment.toString()}::bigint`.execute(tx);
  return (
    rows.map(asInSuspense).map(({ amount, why, suggested }) => ({ payment, amount, why, suggested }))[0] ??
    null
  );
}

/** Holds a payment's money in suspense until the transaction ends. */
export async function holdSuspense(
  tx: MunicipalityTx,
  payment: PaymentNumber,
): Promise<'open' | 'resolved' | 'never'> {
  const { rows } = await sql<{ resolved_on: PlainDate | null }>`
    select resolved_on from suspense where payment_number = ${payment.toString()}::bigint for no key update`.execute(
    tx,
  );
  const [row] = rows;
  if (row === undefined) return 'never';
  return row.resolved_on === null ? 'open' : 'resolved';
}

export interface Resolution {
  readonly payment: PaymentNumber;
  /** Whose debt it has covered; null: the money was taken back. */
  readonly debtor: DebtorNumber | null;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Notes what has become of money in suspense; in one transaction with the transfers. */
export async function resolve(tx: MunicipalityTx, { payment, debtor, by, at }: Resolution): Promise<void> {
  const on = dayInCopenhagen(at);
  const as = debtor === null ? 'taken-back' : 'allocated';
  await sql`
    update suspense set resolved_on = ${on}::date, resolved_by = ${by}, resolved_as = ${as}, debtor_number = ${debtor}
    where payment_number = ${payment.toString()}::bigint`.execute(tx);
  await closeMatter(tx, suspendedMatter(payment), { by, because: as, at });
}

function asInSuspense(row: SuspenseRow): InSuspense {
  const { suggested_kind: kind, suggested_number: number } = row;
  return {
    payment: row.payment_number,
    amount: ore(row.amount_ore),
    channel: row.channel,
    receivedOn: row.received_on,
    line: row.payment_line,
    why: row.why,
    suggested: kind === null || number === null ? null : { kind, number },
    since: row.opened_on,
  };
}
