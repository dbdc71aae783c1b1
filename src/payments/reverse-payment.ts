import { sql } from 'kysely';
import { holdOwedAgain } from '../agreements/owed-again-in-default.ts';
import { openWorkItems } from '../agreements/work-items.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { transfersIn } from '../ledger/lines.ts';
import { followReliefs } from '../ledger/follow-relief.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { transitAccount } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aboutPayment } from './tell-of-payment.ts';
import { tellBank } from './bank-lines.ts';
import { adjustFor } from './changed-past.ts';
import { seenTo } from './hold-for.ts';
import { loseAgain } from './recovered-losses.ts';
import {
  concernedBy,
  countsNoLonger,
  heldBefore,
  owedBackIn,
  releasable,
  releasing,
  tellReleased,
  undoGivenBack,
  type Releasable,
} from './release.ts';
import { payers, paymentByNumber, whereItCame } from './store.ts';
import { holdSuspense, resolve } from './suspense.ts';
import { coverInTurnSince } from './taken-back-in-turn.ts';
import { inTill, oneTillAtATime } from './tills.ts';
import type { Payment, PaymentNumber } from './types.ts';

/** `reversed`: it was a mistake of ours. `charged-back`: bank or card company took it back. `returned`: we sent it back. */
export type ReversalKind = 'reversed' | 'charged-back' | 'returned';

export interface Reversal {
  readonly payment: PaymentNumber;
  readonly kind: ReversalKind;
  /** The bank's own words for it, or the voucher's. */
  readonly reference: string;
  /** The day from which the money is gone; what it covered is owed again from then, or of our own mistake from the day it is taken back. */
  readonly on: PlainDate;
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export interface Reversed {
  /** `was-reversed`: it was known already, and nothing was written. */
  readonly state: 'reversed' | 'was-reversed';
  readonly payment: Payment;
  /** Orders to give some of it back that were stopped. */
  readonly stopped: readonly bigint[];
  /** What of it had been given back and has left: by whom it is owed now. */
  readonly owedBack: ReadonlyMap<DebtorNumber, Ore>;
}

export type ReversalRefusal =
  | { readonly tag: 'unknown-payment' }
  | { readonly tag: 'reference-missing' | 'reason-missing' }
  | { readonly tag: 'in-future'; readonly today: PlainDate }
  | { readonly tag: 'before-payment'; readonly receivedOn: PlainDate }
  | { readonly tag: 'reversed-already' }
  /** Only money in suspense is sent back this way; what has covered a debt is `reversed`, what is too much is refunded. */
  | { readonly tag: 'not-in-suspense' }
  /** It was paid in cash, and by the books less is in its till by now: the cash has gone to the bank, or was counted as missing. */
  | { readonly tag: 'not-in-till'; readonly till: number; readonly books: Ore };

/**
 * Takes a payment back, whole: what it covered is owed again, what was held of it is held no longer, and the money leaves
 * the channel that it came by. What has been given back of it meanwhile is no obstacle: what is still held for the debtor is held no
 * longer, an order that has not left is stopped, and what has left is owed by whom it was given to. What it had brought back of losses is a loss again. Where nobody is liable any longer it stands as ended. What
 * interest and fees amount to otherwise is posted. The same again changes nothing.
 */
export async function reversePayment(
  tx: MunicipalityTx,
  reversal: Reversal,
): Promise<Result<Reversed, ReversalRefusal>> {
  const payment = await paymentByNumber(tx, reversal.payment);
  if (payment === null) return refuse({ tag: 'unknown-payment' });
  const refusal = refusalOf(reversal, payment);
  if (refusal !== null) return refuse(refusal);
  const locked = await lockReceivables(tx, await concernedBy(tx, payment));
  const suspense = await holdSuspense(tx, payment.number);
  const before = await reversalOf(tx, payment.number);
  if (before !== null)
    return isSame(before, reversal)
      ? ok({ state: 'was-reversed', payment, stopped: [], owedBack: new Map() })
      : refuse({ tag: 'reversed-already' });
  if (reversal.kind === 'returned' && suspense !== 'open') return refuse({ tag: 'not-in-suspense' });
  const missing = await missingInTill(tx, payment);
  if (missing !== null) return refuse(missing);
  const released = await releasable(tx, payment.number);
  const now = await concernedBy(tx, payment);
  assert(
    now.every((debtor) => locked.has(debtor)),
    'money in suspense was allocated at this very moment: try again',
  );
  const { by, at } = reversal;
  const valueDate = owedAgainFrom(reversal);
  const counted = await countsNoLonger(tx, payment.number, at);
  await insertReversal(tx, reversal);
  await postMirror(tx, reversal, { payment, released });
  const stopped = await undoGivenBack(tx, released, { valueDate, by, at });
  const booked = { valueDate, bookingDate: dayInCopenhagen(at), recordedAt: at };
  await loseAgain(tx, payment.number, booked);
  const cause = 'payment-reversed' as const;
  await followReliefs(tx, released.claims, { cause, causeNumber: payment.number, ...booked });
  await tellReleased(tx, released, { ...reversal, on: valueDate, cause });
  await tellOf(tx, reversal, payment);
  await holdOwedAgain(tx, now, { claims: released.claims, at });
  const mains = [...released.claims, ...counted];
  await adjustFor(tx, { cause, number: payment.number, mains, by, at });
  const payer = (await payers(tx, [payment.number])).get(payment.number);
  if (payer !== undefined)
    await coverInTurnSince(tx, {
      payment: payment.number,
      debtor: payer,
      claims: released.claims,
      from: valueDate,
      by,
      at,
    });
  await seenTo(tx, heldBefore(released), { by, because: reversal.kind, at });
  if (suspense === 'open') await resolve(tx, { payment: payment.number, debtor: null, by, at });
  return ok({ state: 'reversed', payment, stopped, owedBack: owedBackIn(released) });
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

/** Nobody takes more out of a till than is in it; null = it is in it, or never was in any. */
async function missingInTill(
  tx: MunicipalityTx,
  { channel, till, amount }: Payment,
): Promise<Extract<ReversalRefusal, { tag: 'not-in-till' }> | null> {
  if (channel !== 'counter') return null;
  await oneTillAtATime(tx);
  const books = await inTill(tx, till);
  return books < amount ? { tag: 'not-in-till', till, books } : null;
}

/** What had been told as paid by a mistake of ours is owed again from the day on which that is mended, whenever the money left. */
function owedAgainFrom({ kind, on, at }: Pick<Reversal, 'kind' | 'on' | 'at'>): PlainDate {
  return kind === 'reversed' ? dayInCopenhagen(at) : on;
}

async function postMirror(
  tx: MunicipalityTx,
  reversal: Reversal,
  { payment, released }: { readonly payment: Payment; readonly released: Releasable },
): Promise<void> {
  const { on, at } = reversal;
  const transit = transitAccount(payment.number);
  const posting = {
    cause: 'payment-reversed' as const,
    causeNumber: payment.number,
    bookingDate: dayInCopenhagen(at),
    recordedAt: at,
  };
  const valueDate = owedAgainFrom(reversal);
  const off = transfersIn({ ...posting, valueDate }, releasing(released, transit));
  const gone = { debit: transit, credit: whereItCame(payment), amount: payment.amount };
  const out = transfersIn({ ...posting, valueDate: on }, [gone], off.length);
  await postTransfers(tx, [...off, ...out]);
}

/** What left the bank has its line there; what was taken back from us is for a person to see. */
async function tellOf(
  tx: MunicipalityTx,
  { kind, reference, on, by, at }: Reversal,
  { number, channel, amount, debtor }: Payment,
): Promise<void> {
  const bookedOn = dayInCopenhagen(at);
  const line = { reference, amount: subtractOre(zeroOre, amount), bankDay: on, kind: 'charge-back' } as const;
  const booked = { cause: 'payment-reversed', causeNumber: number, bookedOn, by, at } as const;
  if (channel === 'bank') await tellBank(tx, [{ ...line, ...booked, toldBy: 'operator' }]);
  if (kind !== 'charged-back') return;
  const item = {
    kind: 'charged-back',
    debtor,
    month: monthOf(bookedOn),
    about: aboutPayment(number),
  } as const;
  await openWorkItems(tx, [item], at);
}

/** How a payment went back, and from which day the money is gone; null = it has stayed. */
export async function reversalOf(
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
