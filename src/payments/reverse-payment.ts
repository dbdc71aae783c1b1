import { sql } from 'kysely';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { addOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { givenBackOf } from '../ledger/paid-on-claim.ts';
import { postTransfers } from '../ledger/post.ts';
import { transfersOf } from '../ledger/read.ts';
import { closeRefundItems, openRefunds } from '../ledger/refunds.ts';
import {
  channelAccount,
  claimAccount,
  endedAccount,
  transitAccount,
  type Account,
  type Transfer,
} from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aboutPayment } from './allocate.ts';
import { paymentByNumber } from './store.ts';
import { holdSuspense, resolve } from './suspense.ts';
import type { Payment, PaymentNumber } from './types.ts';

/** `reversed`: it was a mistake of ours. `charged-back`: bank or card company took it back. `returned`: we sent it back. */
export type ReversalKind = 'reversed' | 'charged-back' | 'returned';

export interface Reversal {
  readonly payment: PaymentNumber;
  readonly kind: ReversalKind;
  /** The bank's own words for it, or the voucher's. */
  readonly reference: string;
  /** The day from which the money is gone. */
  readonly on: PlainDate;
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export interface Reversed {
  /** `was-reversed`: it was known already, and nothing was written. */
  readonly state: 'reversed' | 'was-reversed';
  readonly payment: Payment;
}

export type ReversalRefusal =
  | { readonly tag: 'unknown-payment' }
  | { readonly tag: 'reference-missing' | 'reason-missing' }
  | { readonly tag: 'in-future'; readonly today: PlainDate }
  | { readonly tag: 'before-payment'; readonly receivedOn: PlainDate }
  | { readonly tag: 'reversed-already' }
  /** Only money in suspense is sent back this way; what has covered a debt is `reversed`, what is too much is refunded. */
  | { readonly tag: 'not-in-suspense' }
  /** A claim that it covered has been reduced since, and part of what was paid is held for who paid it: a person must untie that. */
  | { readonly tag: 'given-back-since'; readonly claim: ClaimNumber }
  /** What was too much of it is not held any longer. */
  | { readonly tag: 'held-no-longer' };

/**
 * Takes a payment back, whole: what it covered is owed again, what was held of it is held no longer, and the money leaves
 * the channel that it came by. Where nobody is liable any longer it stands as ended. The same again changes nothing.
 */
export async function reversePayment(
  tx: MunicipalityTx,
  reversal: Reversal,
): Promise<Result<Reversed, ReversalRefusal>> {
  const payment = await paymentByNumber(tx, reversal.payment);
  if (payment === null) return refuse({ tag: 'unknown-payment' });
  const refusal = refusalOf(reversal, payment);
  if (refusal !== null) return refuse(refusal);
  const locked = await lockReceivables(tx, await concerned(tx, payment));
  const suspense = await holdSuspense(tx, payment.number);
  const before = await reversalOf(tx, payment.number);
  if (before !== null)
    return isSame(before, reversal)
      ? ok({ state: 'was-reversed', payment })
      : refuse({ tag: 'reversed-already' });
  if (reversal.kind === 'returned' && suspense !== 'open') return refuse({ tag: 'not-in-suspense' });
  const covers = await coveringOf(tx, payment.number);
  const now = await concerned(tx, payment);
  assert(
    now.every((debtor) => locked.has(debtor)),
    'money in suspense was allocated at this very moment: try again',
  );
  const claims = [...new Set(covers.flatMap(({ credit }) => claimOf(credit)))];
  for (const claim of claims)
    if ((await givenBackOf(tx, claim)).size > 0) return refuse({ tag: 'given-back-since', claim });
  const held = heldOf(covers);
  if (!(await isHeld(tx, payment, held))) return refuse({ tag: 'held-no-longer' });
  for (const debtor of held.keys())
    await closeRefundItems(tx, { debtor, why: 'overpaid', about: aboutPayment(payment.number) }, reversal);
  await insertReversal(tx, reversal);
  await postMirror(tx, reversal, { payment, covers, liable: await liableNow(tx, claims) });
  if (suspense === 'open')
    await resolve(tx, {
      payment: payment.number,
      debtor: null,
      on: dayInCopenhagen(reversal.at),
      by: reversal.by,
    });
  return ok({ state: 'reversed', payment });
}

function refusalOf(
  { reference, because, on, at }: Reversal,
  { receivedOn }: Payment,
): ReversalRefusal | null {
  const today = dayInCopenhagen(at);
  if (reference.trim() === '') return { tag: 'reference-missing' };
  if (because.trim() === '') return { tag: 'reason-missing' };
  if (on > today) return { tag: 'in-future', today };
  return on < receivedOn ? { tag: 'before-payment', receivedOn } : null;
}

/** Where a payment's money has ended, by its own lines and by those of a person who found out; what only passed is left out. */
async function coveringOf(tx: MunicipalityReadTx, payment: PaymentNumber): Promise<Transfer[]> {
  const posted = [
    ...(await transfersOf(tx, 'payment', [payment])),
    ...(await transfersOf(tx, 'suspense-resolved', [payment])),
  ].filter(({ credit }) => credit.kind !== 'transit');
  const resolved = posted.some(({ debit }) => debit.kind === 'suspense');
  return resolved ? posted.filter(({ credit }) => credit.kind !== 'suspense') : posted;
}

/** Everybody whose accounts it may move. */
async function concerned(tx: MunicipalityReadTx, payment: Payment): Promise<DebtorNumber[]> {
  const covers = await coveringOf(tx, payment.number);
  const claims = [...new Set(covers.flatMap(({ credit }) => claimOf(credit)))];
  const liable = await liabilitiesFor(tx, claims);
  const held = covers.flatMap(({ credit }) => holderOf(credit));
  const payer = payment.debtor === null ? [] : [payment.debtor];
  return [...new Set([...payer, ...held, ...liable.map(({ debtor }) => debtor)])];
}

function claimOf({ kind, number }: Account): ClaimNumber[] {
  return kind === 'claim' || kind === 'due' ? [claimNumber(number)] : [];
}

function holderOf({ kind, number }: Account): DebtorNumber[] {
  return kind === 'overpaid' ? [debtorNumber(Number(number))] : [];
}

/** What was too much, by debtor. */
function heldOf(covers: readonly Transfer[]): ReadonlyMap<DebtorNumber, Ore> {
  const held = new Map<DebtorNumber, Ore>();
  for (const { credit, amount } of covers)
    for (const debtor of holderOf(credit)) held.set(debtor, addOre(held.get(debtor) ?? zeroOre, amount));
  return held;
}

/** Whether all that was too much still waits for a person. */
async function isHeld(
  tx: MunicipalityReadTx,
  { number }: Payment,
  held: ReadonlyMap<DebtorNumber, Ore>,
): Promise<boolean> {
  const items = await openRefunds(tx, [...held.keys()]);
  return [...held].every(([debtor, amount]) => {
    const theirs = items.filter((item) => item.debtor === debtor && item.why === 'overpaid');
    return (
      amount ===
      sumOre(theirs.filter(({ about }) => about === aboutPayment(number)).map((item) => item.amount))
    );
  });
}

/** Who is still liable for each claim. */
async function liableNow(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<ClaimNumber, ReadonlySet<DebtorNumber>>> {
  const still = (await liabilitiesFor(tx, claims)).filter(({ ended }) => ended === null);
  const byClaim = Map.groupBy(still, ({ claim }) => claim);
  return new Map([...byClaim].map(([claim, those]) => [claim, new Set(those.map(({ debtor }) => debtor))]));
}

interface Mirrored {
  readonly payment: Payment;
  readonly covers: readonly Transfer[];
  readonly liable: ReadonlyMap<ClaimNumber, ReadonlySet<DebtorNumber>>;
}

async function postMirror(
  tx: MunicipalityTx,
  { on, at }: Reversal,
  { payment, covers, liable }: Mirrored,
): Promise<void> {
  const transit = transitAccount(payment.number);
  const back: Movement[] = covers.toReversed().map(({ credit, amount }) => ({
    debit: whereNow(credit, liable),
    credit: transit,
    amount,
  }));
  const out = { debit: transit, credit: channelAccount(payment.channel), amount: payment.amount };
  await postTransfers(
    tx,
    transfersIn(
      {
        cause: 'payment-reversed',
        causeNumber: payment.number,
        valueDate: on,
        bookingDate: dayInCopenhagen(at),
        recordedAt: at,
      },
      [...back, out],
    ),
  );
}

/** Where what an account was relieved of stands now: nobody is asked for what they are no longer liable for. */
function whereNow(account: Account, liable: Mirrored['liable']): Account {
  const [claim] = claimOf(account);
  if (claim === undefined) return account;
  const still = liable.get(claim);
  if (still === undefined) return endedAccount(claim);
  return account.debtor === 0 || still.has(account.debtor) ? account : claimAccount(claim);
}

async function reversalOf(
  tx: MunicipalityReadTx,
  payment: PaymentNumber,
): Promise<Pick<Reversal, 'kind' | 'reference' | 'on'> | null> {
  const { rows } = await sql<Pick<Reversal, 'kind' | 'reference' | 'on'>>`
    select kind, reference, happened_on as on from payment_reversal
    where payment_number = ${payment.toString()}::bigint`.execute(tx);
  return rows[0] ?? null;
}

function isSame(a: Pick<Reversal, 'kind' | 'reference' | 'on'>, b: Reversal): boolean {
  return a.kind === b.kind && a.reference === b.reference && a.on === b.on;
}

async function insertReversal(tx: MunicipalityTx, reversal: Reversal): Promise<void> {
  const { payment, kind, reference, on, because, at, by } = reversal;
  await sql`
    insert into payment_reversal (payment_number, kind, reference, happened_on, because, recorded_at, recorded_by)
    values (${payment.toString()}::bigint, ${kind}, ${reference}, ${on}::date, ${because}, ${at}::timestamptz, ${by})`.execute(
    tx,
  );
}
