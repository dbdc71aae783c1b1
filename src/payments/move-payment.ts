import { sql } from 'kysely';
import { holdOwedAgain } from '../agreements/owed-again-in-default.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { Aim } from '../law/payment-order.ts';
import { followReliefs } from '../ledger/follow-relief.ts';
import { transfersIn } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import { suspenseAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { outOfReach, type OutOfReach } from './aim.ts';
import { allocateMoney, type Allocated } from './allocate.ts';
import { adjustFor } from './changed-past.ts';
import { seenTo } from './hold-for.ts';
import { payableBy } from './payable.ts';
import { loseAgain } from './recovered-losses.ts';
import {
  concernedBy,
  countsNoLonger,
  heldBefore,
  notFree,
  releasable,
  releasing,
  tellReleased,
  undoGivenBack,
  type ReleaseRefusal,
} from './release.ts';
import { paymentByNumber } from './store.ts';
import { holdSuspense } from './suspense.ts';
import type { Payment, PaymentNumber } from './types.ts';

/** A payment that a person has seen was for something else. */
export interface PaymentMove {
  readonly payment: PaymentNumber;
  /** Whose debt it is to cover. */
  readonly debtor: DebtorNumber;
  /** Which claims; empty: the municipality's order decides. */
  readonly claims: readonly ClaimNumber[];
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type MoveRefusal =
  | { readonly tag: 'unknown-payment' | 'unknown-debtor' | 'reason-missing' }
  /** Nobody has found out yet what it is for: resolve that instead. */
  | { readonly tag: 'in-suspense' }
  /** The bank or we have taken it back. */
  | { readonly tag: 'taken-back' }
  /** It was moved before: take it back and register it anew. */
  | { readonly tag: 'moved-already' }
  | { readonly tag: 'out-of-reach'; readonly why: OutOfReach }
  | ReleaseRefusal;

/**
 * Takes a payment off what it covered and spreads it anew, whole, to what a person has found out that it is for: another
 * debtor's debt, or other claims. What has been given back of it, and is held and in no order, is moved with it. It counts there from the day it was received; what it
 * had covered is owed again from the day it is moved, because until then it was told as paid, as where it is taken back (`reversePayment`). Once; what it covered first stays in the books.
 */
export async function movePayment(
  tx: MunicipalityTx,
  move: PaymentMove,
): Promise<Result<Allocated, MoveRefusal>> {
  const { debtor, claims, by, at } = move;
  const payment = await paymentByNumber(tx, move.payment);
  if (payment === null) return refuse({ tag: 'unknown-payment' });
  if (move.because.trim() === '') return refuse({ tag: 'reason-missing' });
  const locked = await lockReceivables(tx, [...(await concernedBy(tx, payment)), debtor]);
  if (!locked.has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const standing = await standingOf(tx, payment);
  if (standing !== null) return refuse({ tag: standing });
  const aim: Aim<ClaimNumber> | null = claims.length === 0 ? null : { rule: 'wish', claims: new Set(claims) };
  const unreachable = aim === null ? null : outOfReach(aim, await payableBy(tx, debtor, payment.receivedOn));
  if (unreachable !== null) return refuse({ tag: 'out-of-reach', why: unreachable });
  const released = await releasable(tx, payment.number);
  const bound = notFree(released);
  if (bound !== null) return refuse(bound);
  const now = await concernedBy(tx, payment);
  assert(
    now.every((each) => locked.has(each)),
    'the payment was moved at this very moment: try again',
  );
  const counted = await countsNoLonger(tx, payment.number, at);
  await insertMove(tx, move);
  const bookingDate = dayInCopenhagen(at);
  const from = suspenseAccount(payment.number);
  // What was held of it may have covered something since (cover-from-held.ts).
  const before = (await lastLines(tx, 'reallocated', [payment.number])).get(payment.number) ?? 0;
  const off = transfersIn(
    {
      cause: 'reallocated',
      causeNumber: payment.number,
      valueDate: bookingDate,
      bookingDate,
      recordedAt: at,
    },
    releasing(released, from),
    before,
  );
  await postTransfers(tx, off);
  const booked = { valueDate: bookingDate, bookingDate, recordedAt: at };
  await undoGivenBack(tx, released, { valueDate: bookingDate, by, at });
  await loseAgain(tx, payment.number, booked);
  const reallocated = { cause: 'reallocated', causeNumber: payment.number, ...booked } as const;
  const { lines: followed } = await followReliefs(tx, released.claims, reallocated);
  const release = { cause: 'reallocated', payment: payment.number, on: bookingDate, at } as const;
  await tellReleased(tx, released, release);
  const mains = [...released.claims, ...counted];
  await adjustFor(tx, { cause: 'payment', number: payment.number, mains, by, at });
  const task = { payment: payment.number, money: payment, debtor, aim, from, first: [], by, at };
  const payables = await payableBy(tx, debtor, payment.receivedOn);
  const lastLine = before + off.length + followed;
  const allocated = await allocateMoney(tx, { ...task, payables, cause: 'reallocated', lastLine });
  await holdOwedAgain(tx, now, { claims: released.claims, at });
  await seenTo(tx, heldBefore(released), { by, because: move.because, at });
  return ok(allocated);
}

/** Why a payment cannot be moved; null = it can. */
async function standingOf(
  tx: MunicipalityTx,
  { number }: Payment,
): Promise<'in-suspense' | 'taken-back' | 'moved-already' | null> {
  if ((await holdSuspense(tx, number)) === 'open') return 'in-suspense';
  const { rows } = await sql<{ takenBack: boolean; moved: boolean }>`
    select exists (select from payment_reversal where payment_number = ${number.toString()}::bigint) as "takenBack",
      exists (select from payment_move where payment_number = ${number.toString()}::bigint) as moved`.execute(
    tx,
  );
  const [row] = rows;
  if (row?.takenBack === true) return 'taken-back';
  return row?.moved === true ? 'moved-already' : null;
}

async function insertMove(
  tx: MunicipalityTx,
  { payment, debtor, because, by, at }: PaymentMove,
): Promise<void> {
  await sql`
    insert into payment_move (payment_number, debtor_number, because, moved_on, recorded_at, recorded_by)
    values (${payment.toString()}::bigint, ${debtor}, ${because}, ${dayInCopenhagen(at)}::date, ${at}::timestamptz, ${by})`.execute(
    tx,
  );
}
