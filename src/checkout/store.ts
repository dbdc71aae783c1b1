import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { PaymentNumber } from '../payments/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { WebChannel } from './provider-port.ts';
import type { CheckoutReference } from './reference.ts';
import type { Checkout } from './state-machine.ts';

/** A payment that a citizen has begun, with what never changes about it. */
export interface StoredCheckout extends Checkout {
  readonly reference: CheckoutReference;
  readonly debtor: DebtorNumber;
  readonly channel: WebChannel;
  /** Whose interface it was begun by. */
  readonly provider: string;
  readonly language: 'da' | 'en';
  readonly payment: PaymentNumber | null;
  /** What the citizen wished to pay: main claims, with all that follows them. */
  readonly claims: readonly ClaimNumber[];
  /** Which sending back has been approved, and has not been told of; null = none. */
  readonly refundPlace: number | null;
}

const columns = sql`c.reference, c.debtor_number as debtor, c.channel, c.provider, c.language, c.state, c.stopped_why as "stoppedWhy",
  c.amount_ore as amount, c.begun_at as "begunAt", c.returned_at as "returnedAt", c.stop_asked_at as "stopAskedAt",
  c.looked_at as "lookedAt", c.trouble, c.redirect, c.psp_reference as "pspReference", c.received_on as "receivedOn",
  c.captured_ore as captured, c.refunded_ore as refunded, c.held_ore as held, c.payment_number as payment,
  (select place from checkout_refund r where r.reference = c.reference and r.state = 'approved') as "refundPlace",
  array(select claim_number::text from checkout_claim k where k.reference = c.reference order by claim_number) as claims`;

type Row = Omit<StoredCheckout, 'claims' | 'refundApproved'> & { readonly claims: readonly string[] };

function asStored(row: Row): StoredCheckout {
  const claims = row.claims.map((claim) => claimNumber(BigInt(claim)));
  return { ...row, claims, refundApproved: row.refundPlace !== null };
}

export async function checkoutByReference(
  tx: MunicipalityReadTx,
  reference: CheckoutReference,
): Promise<StoredCheckout | null> {
  const { rows } = await sql<Row>`select ${columns} from checkout c where reference = ${reference}`.execute(
    tx,
  );
  return rows[0] === undefined ? null : asStored(rows[0]);
}

/** The same, held until the transaction ends. */
export async function heldCheckout(
  tx: MunicipalityTx,
  reference: CheckoutReference,
): Promise<StoredCheckout | null> {
  // What is read with the lock is read after it: a statement sees what stood when it began.
  await sql`select from checkout where reference = ${reference} for update`.execute(tx);
  return checkoutByReference(tx, reference);
}

/** The payment that a form has begun; null when it was not sent before. */
export async function checkoutOfForm(
  tx: MunicipalityReadTx,
  formKey: string,
): Promise<StoredCheckout | null> {
  const { rows } = await sql<Row>`select ${columns} from checkout c where form_key = ${formKey}`.execute(tx);
  return rows[0] === undefined ? null : asStored(rows[0]);
}

/** All that a person has begun, the newest first. */
export async function checkoutsBy(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoredCheckout[]> {
  const { rows } = await sql<Row>`
    select ${columns} from checkout c where debtor_number = ${debtor} order by begun_at desc, reference`.execute(
    tx,
  );
  return rows.map(asStored);
}

/** What a person has begun that is neither in the ledger nor stopped, the newest first. */
export async function standingBy(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoredCheckout[]> {
  const { rows } = await sql<Row>`
    select ${columns} from checkout c where debtor_number = ${debtor} and state in ('prepared', 'open', 'authorized')
    order by begun_at desc, reference`.execute(tx);
  return rows.map(asStored);
}

/** Those that were begun between two moments, and those that stand in the ledger with a day of it. */
export async function checkoutsBetween(
  tx: MunicipalityReadTx,
  { from, until }: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<StoredCheckout[]> {
  const { rows } = await sql<Row>`
    select ${columns} from checkout c where begun_at >= ${from}::timestamptz and begun_at < ${until}::timestamptz
    order by begun_at, reference`.execute(tx);
  return rows.map(asStored);
}

/** The first of a person's payments under way that is about one of these claims; null when none is. */
export async function standingAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  claims: readonly ClaimNumber[],
): Promise<CheckoutReference | null> {
  const { rows } = await sql<{ reference: CheckoutReference }>`
    select reference from checkout_claim
    where debtor_number = ${debtor} and standing and claim_number = any (${claims.map(String)}::bigint[])
    order by reference limit 1`.execute(tx);
  return rows[0]?.reference ?? null;
}

export interface NewCheckout extends Pick<
  StoredCheckout,
  'reference' | 'debtor' | 'channel' | 'provider' | 'language' | 'amount' | 'begunAt' | 'claims'
> {
  readonly formKey: string;
}

export async function insertCheckout(tx: MunicipalityTx, checkout: NewCheckout): Promise<void> {
  const { reference, formKey, debtor, channel, provider, language, amount, begunAt, claims } = checkout;
  await sql`
    insert into checkout (reference, form_key, debtor_number, channel, provider, language, amount_ore, state, begun_at)
    values (${reference}, ${formKey}, ${debtor}, ${channel}, ${provider}, ${language}, ${amount.toString()}::bigint, 'prepared',
      ${begunAt}::timestamptz)`.execute(tx);
  await sql`
    insert into checkout_claim (reference, claim_number, debtor_number)
    select ${reference}, claim, ${debtor} from unnest(${claims.map(String)}::bigint[]) claim`.execute(tx);
}

/** Writes where a payment stands now. One that is over leaves its claims to others. */
export async function saveCheckout(
  tx: MunicipalityTx,
  { reference, payment, ...checkout }: Checkout & Pick<StoredCheckout, 'reference' | 'payment'>,
): Promise<void> {
  const { state, stoppedWhy, redirect, pspReference, trouble, receivedOn, lookedAt } = checkout;
  const { captured, refunded, held } = checkout;
  await sql`
    update checkout set state = ${state}, stopped_why = ${stoppedWhy}, redirect = ${redirect}, psp_reference = ${pspReference},
      trouble = ${trouble}, received_on = ${receivedOn}::date, looked_at = ${lookedAt}::timestamptz,
      captured_ore = ${captured.toString()}::bigint, refunded_ore = ${refunded.toString()}::bigint,
      held_ore = ${held.toString()}::bigint, payment_number = ${payment === null ? null : payment.toString()}::bigint
    where reference = ${reference}`.execute(tx);
  if (state === 'paid' || state === 'stopped')
    await sql`update checkout_claim set standing = false where reference = ${reference} and standing`.execute(
      tx,
    );
}

/** Adds to what has happened to a payment, which is held. */
export async function noteEvents(
  tx: MunicipalityTx,
  reference: CheckoutReference,
  { names, at }: { readonly names: readonly string[]; readonly at: Temporal.Instant },
): Promise<void> {
  if (names.length === 0) return;
  await sql`
    insert into checkout_event (reference, entry, name, at)
    select ${reference}, place + (select count(*) from checkout_event where reference = ${reference}), name, ${at}::timestamptz
    from unnest(${names}::text[]) with ordinality told (name, place)`.execute(tx);
}

export interface CheckoutEvent {
  readonly name: string;
  readonly at: Temporal.Instant;
}

export async function eventsOf(
  tx: MunicipalityReadTx,
  reference: CheckoutReference,
): Promise<CheckoutEvent[]> {
  const { rows } = await sql<CheckoutEvent>`
    select name, at from checkout_event where reference = ${reference} order by entry`.execute(tx);
  return rows;
}

/** When these were begun. Nothing is held: who looks at a payment holds it before the work that says it is due. */
export async function begunAt(
  tx: MunicipalityReadTx,
  references: readonly CheckoutReference[],
): Promise<ReadonlyMap<CheckoutReference, Temporal.Instant>> {
  const { rows } = await sql<{ reference: CheckoutReference; at: Temporal.Instant }>`
    select reference, begun_at as at from checkout where reference = any (${references}::text[])`.execute(tx);
  return new Map(rows.map(({ reference, at }) => [reference, at]));
}

/** Notes that the browser came back, the first time; answers whether it was. */
export async function noteReturned(
  tx: MunicipalityTx,
  reference: CheckoutReference,
  at: Temporal.Instant,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update checkout set returned_at = ${at}::timestamptz where reference = ${reference} and returned_at is null`.execute(
    tx,
  );
  return numAffectedRows === 1n;
}

/** Notes that the citizen wishes it stopped, while that can be. */
export async function noteStopAsked(
  tx: MunicipalityTx,
  reference: CheckoutReference,
  at: Temporal.Instant,
): Promise<void> {
  await sql`
    update checkout set stop_asked_at = ${at}::timestamptz
    where reference = ${reference} and stop_asked_at is null and state in ('prepared', 'open')`.execute(tx);
}

/** How many payments a person has begun since a moment, and how many are not over. */
export async function begunSince(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  since: Temporal.Instant,
): Promise<{ readonly begun: number; readonly open: number }> {
  const { rows } = await sql<{ begun: number; open: number }>`
    select count(*) filter (where begun_at > ${since}::timestamptz)::int as begun,
      count(*) filter (where state in ('prepared', 'open', 'authorized'))::int as open
    from checkout where debtor_number = ${debtor}`.execute(tx);
  return rows[0] ?? { begun: 0, open: 0 };
}

/** Keeps a call of a provider; answers whether it was new. */
export async function insertWebhook(
  tx: MunicipalityTx,
  heard: {
    readonly sha256: Buffer;
    readonly channel: WebChannel;
    readonly reference: CheckoutReference | null;
    readonly name: string;
    readonly at: Temporal.Instant;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into checkout_webhook (body_sha256, channel, reference, name, heard_at)
    values (${heard.sha256}, ${heard.channel}, ${heard.reference}, ${heard.name}, ${heard.at}::timestamptz)
    on conflict do nothing`.execute(tx);
  return numAffectedRows === 1n;
}
