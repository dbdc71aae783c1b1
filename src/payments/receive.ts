import { arrangementsOf } from '../arrangements/arrangements.ts';
import type { PaymentLineLead } from '../claims/payment-lines.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addYears, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import type { Aim } from '../law/payment-order.ts';
import { transfersIn } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { suspenseAccount, transitAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { aimOfInstalment, aimOfLine, outOfReach } from './aim.ts';
import { allocateMoney } from './allocate.ts';
import { payableRead, payablesAmong, type Payable } from './payable.ts';
import { insertPayment, whereItCame } from './store.ts';
import { insertSuspense, type Suggestion, type Suspended, type SuspenseReason } from './suspense.ts';
import type { CoveredPart, MoneyIn, Payment, PaymentNumber, Told } from './types.ts';
import { wasReceived } from './was-received.ts';
import { whereLineLeads } from './where-line-leads.ts';

/** Money that has come in, by whatever channel, and what was told with it. */
export interface Receipt extends MoneyIn {
  readonly told: Told;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** A payment as it is registered, and what it covered. */
export interface Received {
  /** `was-registered`: it was known already, and nothing was written. */
  readonly state: 'registered' | 'was-registered';
  readonly payment: PaymentNumber;
  /** Whose debt it is for; null while nobody knows. */
  readonly debtor: DebtorNumber | null;
  /** In the order in which it covered them; adds up to the payment with `overpaid` and what is in suspense. */
  readonly covered: readonly CoveredPart[];
  /** What nothing was owed for: held for the debtor, with an item for a person to look at. */
  readonly overpaid: Ore;
  /** All of it, when nobody knew for what it was; null when that was known. */
  readonly suspended: Suspended | null;
  /** The payer and others liable who now owe nothing at all, here or at the recovery authority; what was in force for them has ended. */
  readonly settled: readonly DebtorNumber[];
}

export type ReceiptRefusal =
  | { readonly tag: 'unknown-debtor' }
  | { readonly tag: 'amount-not-positive' }
  | { readonly tag: 'reference-missing' }
  | { readonly tag: 'received-in-future'; readonly today: PlainDate }
  | { readonly tag: 'received-too-long-ago'; readonly earliest: PlainDate }
  /** A claim that the debtor is said to wish to pay, and never was liable for. */
  | { readonly tag: 'not-theirs'; readonly claim: ClaimNumber }
  /** The channel has a payment of that reference that was told otherwise: another debtor, line, amount or day. */
  | { readonly tag: 'reference-used'; readonly payment: Payment };

/**
 * Registers money received, by whatever channel, and allocates it: to what its payment line leads to, else to what the
 * debtor wishes, else in the municipality's order (law/payment-order.ts). What is more than is owed is held for the debtor;
 * what nobody knows the purpose of is held in suspense for a person, never guessed. The same payment again changes
 * nothing. Payment, transfers and what follows are one transaction.
 */
export async function receive(
  tx: MunicipalityTx,
  receipt: Receipt,
): Promise<Result<Received, ReceiptRefusal>> {
  const refusal = refusalOf(receipt);
  if (refusal !== null) return refuse(refusal);
  const whose = await whoseMoney(tx, receipt.told);
  if ('why' in whose) return suspend(tx, receipt, whose);
  const { debtor, lead } = whose;
  const notTheirs = await strangeClaim(tx, receipt.told);
  if (notTheirs !== null) return refuse({ tag: 'not-theirs', claim: notTheirs });
  // Before anything is read that it could change: from here on, whoever registers the same payment waits for us.
  const [written, arranged] = await Promise.all([
    insertPayment(tx, { ...receipt, debtor }, payableRead(debtor, receipt.receivedOn)),
    saysForWhat(receipt.told, lead) ? [] : arrangementsOf(tx, debtor),
  ]);
  if (written === null) return refuse({ tag: 'unknown-debtor' });
  if (written.state === 'known') return wasReceived(tx, written.payment, receipt);
  const payables = await payablesAmong(tx, written.read, { debtor, receivedOn: receipt.receivedOn });
  const aim = await aimOf(tx, receipt.told, lead);
  const unreachable = aim === null ? null : outOfReach(aim, payables);
  if (unreachable !== null)
    return postSuspended(tx, receipt, {
      payment: written.number,
      debtor,
      why: unreachable,
      suggested: { kind: 'debtor', number: BigInt(debtor) },
    });
  const instalment = aim === null ? await aimOfInstalment(tx, receipt, { debtor, arranged, payables }) : null;
  return allocate(tx, receipt, { payment: written.number, debtor, payables, aim: aim ?? instalment });
}

/** No claim is older than its limitation, ten years at the most (forældelsesloven § 5), begun anew once: a day before that is a slip. */
const OLDEST_YEARS = 20;

function refusalOf({ amount, reference, receivedOn, at }: Receipt): ReceiptRefusal | null {
  const today = dayInCopenhagen(at);
  if (amount <= zeroOre) return { tag: 'amount-not-positive' };
  if (reference.trim() === '') return { tag: 'reference-missing' };
  if (receivedOn > today) return { tag: 'received-in-future', today };
  const earliest = addYears(today, -OLDEST_YEARS);
  return receivedOn < earliest ? { tag: 'received-too-long-ago', earliest } : null;
}

interface Unplaced {
  readonly why: SuspenseReason;
  readonly suggested: Suggestion | null;
}

/** Whose debt the money is for; reads only what never changes, before anybody is locked. */
async function whoseMoney(
  tx: MunicipalityTx,
  told: Told,
): Promise<{ readonly debtor: DebtorNumber; readonly lead: PaymentLineLead | null } | Unplaced> {
  if (told.by === 'nothing') return { why: 'no-line', suggested: null };
  if (told.by === 'debtor') return { debtor: told.debtor, lead: null };
  const led = await whereLineLeads(tx, told.line);
  return 'lead' in led ? { debtor: led.lead.debtor, lead: led.lead } : led;
}

/** The first claim of the debtor's wish that they never were liable for. */
async function strangeClaim(tx: MunicipalityTx, told: Told): Promise<ClaimNumber | null> {
  if (told.by !== 'debtor' || told.wish.length === 0) return null;
  const liable = await liabilitiesFor(tx, told.wish);
  const theirs = new Set(liable.filter(({ debtor }) => debtor === told.debtor).map(({ claim }) => claim));
  return told.wish.find((claim) => !theirs.has(claim)) ?? null;
}

/** Whether the line or the debtor's words say what the money is for. */
function saysForWhat(told: Told, lead: PaymentLineLead | null): boolean {
  return lead !== null || (told.by === 'debtor' && told.wish.length > 0);
}

async function aimOf(
  tx: MunicipalityTx,
  told: Told,
  lead: PaymentLineLead | null,
): Promise<Aim<ClaimNumber> | null> {
  if (lead !== null) return aimOfLine(tx, lead);
  if (told.by !== 'debtor' || told.wish.length === 0) return null;
  return { rule: 'wish', claims: new Set(told.wish) };
}

async function suspend(
  tx: MunicipalityTx,
  receipt: Receipt,
  unplaced: Unplaced,
): Promise<Result<Received, ReceiptRefusal>> {
  const written = await insertPayment(tx, { ...receipt, debtor: null });
  assert(written !== null, 'no debtor was told');
  if (written.state === 'known') return wasReceived(tx, written.payment, receipt);
  return postSuspended(tx, receipt, { payment: written.number, debtor: null, ...unplaced });
}

interface ToSuspend extends Unplaced {
  readonly payment: PaymentNumber;
  readonly debtor: DebtorNumber | null;
}

async function postSuspended(
  tx: MunicipalityTx,
  receipt: Receipt,
  { payment, debtor, why, suggested }: ToSuspend,
): Promise<Result<Received, ReceiptRefusal>> {
  const { amount, receivedOn: valueDate, at } = receipt;
  const posting = { cause: 'payment' as const, causeNumber: payment, valueDate };
  await postTransfers(
    tx,
    transfersIn({ ...posting, bookingDate: dayInCopenhagen(at), recordedAt: at }, [
      incoming(receipt, payment),
      { debit: transitAccount(payment), credit: suspenseAccount(payment), amount },
    ]),
  );
  await insertSuspense(tx, { payment, debtor, why, suggested }, at);
  const suspended = { payment, amount, why, suggested };
  return ok({ state: 'registered', payment, debtor, covered: [], overpaid: zeroOre, suspended, settled: [] });
}

interface Placed {
  readonly payment: PaymentNumber;
  readonly debtor: DebtorNumber;
  readonly payables: readonly Payable[];
  readonly aim: Aim<ClaimNumber> | null;
}

async function allocate(
  tx: MunicipalityTx,
  receipt: Receipt,
  placed: Placed,
): Promise<Result<Received, ReceiptRefusal>> {
  const { payment, debtor } = placed;
  const allocated = await allocateMoney(tx, {
    ...placed,
    money: receipt,
    from: transitAccount(payment),
    cause: 'payment',
    first: [incoming(receipt, payment)],
    lastLine: 0,
    by: receipt.by,
    at: receipt.at,
  });
  return ok({ state: 'registered', payment, debtor, suspended: null, ...allocated });
}

function incoming(money: MoneyIn, payment: PaymentNumber) {
  const { amount } = money;
  return { debit: whereItCame(money), credit: transitAccount(payment), amount };
}
