import { createHash } from 'node:crypto';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert, unreachable } from '../kernel/result.ts';
import { receive, type Received } from '../payments/receive.ts';
import { concernedBy } from '../payments/release.ts';
import { reversePayment } from '../payments/reverse-payment.ts';
import { paymentByNumber } from '../payments/payments.ts';
import type { Told } from '../payments/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { PaymentTold } from './file-port.ts';
import { answerDebit, debitByNumber } from './store.ts';
import type { LineTaken, TakingFile } from './take-file.ts';
import { customerOf, debitNamed, type Debit } from './types.ts';

/** Everybody whose money lines may move. */
export async function concernedByPayments(
  tx: MunicipalityTx,
  payments: readonly PaymentTold[],
): Promise<ReadonlySet<DebtorNumber>> {
  const debtors = new Set<DebtorNumber>();
  for (const told of payments) {
    const debit = await debitOf(tx, told);
    if (debit === null) continue;
    debtors.add(debit.debtor);
    const payment = debit.payment === null ? null : await paymentByNumber(tx, debit.payment);
    if (payment !== null) for (const each of await concernedBy(tx, payment)) debtors.add(each);
  }
  return debtors;
}

type Taking = TakingFile & { readonly today: PlainDate };

/** Takes one line in. */
export async function takePayment(tx: MunicipalityTx, told: PaymentTold, taking: Taking): Promise<LineTaken> {
  const debit = await debitOf(tx, told);
  switch (told.kind) {
    case 'paid':
      return debit === null ? suspend(tx, told, taking) : takePaid(tx, { told, debit }, taking);
    case 'rejected':
    case 'cancelled':
      return debit === null ? toPerson(told, taking, 'unknown-answer') : answer(tx, { told, debit }, taking);
    case 'charged-back':
      return debit === null
        ? toPerson(told, taking, 'unknown-charge-back')
        : takeBack(tx, { told, debit }, taking);
    default:
      return unreachable(told.kind);
  }
}

/** The debit that a line is about: by our own reference, and of that payer. */
async function debitOf(tx: MunicipalityTx, { reference, customer }: PaymentTold): Promise<Debit | null> {
  const number = debitNamed(reference);
  const debit = number === null ? null : await debitByNumber(tx, number);
  return debit !== null && customerOf(debit.debtor) === customer ? debit : null;
}

interface About {
  readonly told: PaymentTold;
  readonly debit: Debit;
}

/** Money for a debit of ours: for the claims that it was asked for. What they owe no more of is held for the debtor. */
async function takePaid(tx: MunicipalityTx, { told, debit }: About, taking: Taking): Promise<LineTaken> {
  const { reference, moved, amount } = told;
  const wish = { by: 'debtor', debtor: debit.debtor, wish: debit.mains } as const;
  const received = await book(tx, { told, reference, for: wish }, taking);
  // The reference has been used for other money: a second payment of a debit, or another amount or day of the same.
  if (received === null) return suspend(tx, told, taking);
  if (received.state === 'was-registered') return { outcome: 'known', amount: zeroOre };
  await answerDebit(tx, debit.number, { state: 'paid', payment: received.payment, at: taking.at });
  const otherwise = moved !== debit.amount || amount !== debit.amount || debit.state !== 'sent';
  const item = { about: `otherwise ${reference}`, debtor: debit.debtor };
  const outcome = received.suspended === null ? 'paid' : 'suspended';
  return { outcome, amount: moved, ...(otherwise ? { item } : {}) };
}

/** Money that nobody knows the purpose of: held, with a work item of its own. */
async function suspend(tx: MunicipalityTx, told: PaymentTold, taking: Taking): Promise<LineTaken> {
  const received = await book(tx, { told, reference: strange(told), for: { by: 'nothing' } }, taking);
  if (received === null) return toPerson(told, taking, 'unknown-payment');
  return received.state === 'was-registered'
    ? { outcome: 'known', amount: zeroOre }
    : { outcome: 'suspended', amount: told.moved };
}

/** A name for money that has none of ours: the same line has the same, in whatever file it stands. */
function strange({ customer, agreement, reference, payOn, moved }: PaymentTold): string {
  const line = [customer, agreement, reference, payOn, moved].join(' ');
  return `BS-${createHash('sha256').update(line).digest('hex').slice(0, 20)}`;
}

interface Booking {
  readonly told: PaymentTold;
  readonly reference: string;
  readonly for: Told;
}

/** Null: the reference is another payment's, or there is no money in it. */
async function book(
  tx: MunicipalityTx,
  { told: { payOn, moved: amount }, reference, for: told }: Booking,
  { by, at }: Taking,
): Promise<Received | null> {
  if (amount === zeroOre) return null;
  const money = { channel: 'betalingsservice', amount, reference, receivedOn: payOn } as const;
  const received = await receive(tx, { ...money, told, by, at });
  if (received.ok) return received.value;
  const { tag } = received.refusal;
  assert(tag === 'reference-used', `money of a file of Betalingsservice's cannot be booked: ${tag}`);
  return null;
}

async function answer(tx: MunicipalityTx, { told, debit }: About, taking: Taking): Promise<LineTaken> {
  const state = told.kind === 'rejected' ? 'rejected' : 'cancelled';
  if (debit.state === state) return { outcome: 'known', amount: zeroOre };
  if (debit.state !== 'sent') return toPerson(told, taking, 'contradicts');
  await answerDebit(tx, debit.number, { state, payment: null, at: taking.at });
  return { outcome: state, amount: debit.amount };
}

/** The bank has taken a payment back: it is taken back here whole, in the way of every payment. */
async function takeBack(tx: MunicipalityTx, { told, debit }: About, taking: Taking): Promise<LineTaken> {
  const { reference, moved, payOn, bookedOn, amount } = told;
  if (debit.state === 'charged-back') return { outcome: 'known', amount: zeroOre };
  const payment = debit.payment === null ? null : await paymentByNumber(tx, debit.payment);
  const sum: Ore = moved === zeroOre ? amount : moved;
  if (payment === null || payment.amount !== sum) return toPerson(told, taking, 'unknown-charge-back');
  const back = await reversePayment(tx, {
    payment: payment.number,
    kind: 'charged-back',
    reference,
    on: bookedOn ?? payOn,
    because: 'Betalingsservice har taget pengene tilbage',
    by: taking.by,
    at: taking.at,
  });
  if (!back.ok) return toPerson(told, taking, 'unknown-charge-back');
  await answerDebit(tx, debit.number, { state: 'charged-back', payment: payment.number, at: taking.at });
  return { outcome: 'chargedBack', amount: sum };
}

function toPerson(
  { line, moved }: PaymentTold,
  { told: { number } }: Taking,
  why: 'unknown-answer' | 'unknown-charge-back' | 'unknown-payment' | 'contradicts',
): LineTaken {
  return { outcome: 'toPerson', amount: moved, item: { about: `${why} ${number}/${line}`, debtor: null } };
}
