import { claimNumber, type OpenClaim } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { outstandingClaims } from '../ledger/balances.ts';
import { transfersIn } from '../ledger/lines.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { postTransfers } from '../ledger/post.ts';
import { transfersOf } from '../ledger/read.ts';
import {
  channelAccount,
  claimAccount,
  dueAccount,
  overpaidAccount,
  transitAccount,
  type Account,
  type Transfer,
} from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { allocatePayment, type ClaimToPay, type CoveredPart, type PaidPart } from './allocate-payment.ts';
import { openRefundItems } from '../ledger/refunds.ts';
import { settle } from './settled.ts';
import { insertPayment } from './store.ts';
import type { Payment, PaymentNumber, PaymentReceived } from './types.ts';

export interface PaymentToRegister extends PaymentReceived {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** A payment as it is registered, and what it covered. */
export interface PaymentRegistered {
  /** `was-registered`: it was known already, and nothing was written. */
  readonly state: 'registered' | 'was-registered';
  readonly payment: PaymentNumber;
  /** In the order in which it covered them; adds up to the payment with `overpaid`. */
  readonly covered: readonly CoveredPart[];
  /** What nothing was owed for: held for the debtor, with an item for a person to look at. */
  readonly overpaid: Ore;
  /** The payer and spouses who now owe nothing; what was in force for them has ended. */
  readonly settled: readonly DebtorNumber[];
}

export type PaymentRefusal =
  | { readonly tag: 'unknown-debtor' }
  | { readonly tag: 'amount-not-positive' }
  | { readonly tag: 'reference-missing' }
  | { readonly tag: 'received-in-future'; readonly today: PlainDate }
  /** The channel has a payment of that reference with another debtor, amount or day. */
  | { readonly tag: 'reference-used'; readonly payment: Payment };

/**
 * Registers money received and allocates it to what the debtor owes; a debtor who owes nothing, or less, has the rest
 * held for them. The same payment again changes nothing. Payment, transfers and what follows are one transaction.
 */
export async function registerPayment(
  tx: MunicipalityTx,
  received: PaymentToRegister,
): Promise<Result<PaymentRegistered, PaymentRefusal>> {
  const { debtor, at, by } = received;
  const today = dayInCopenhagen(at);
  if (received.amount <= zeroOre) return refuse({ tag: 'amount-not-positive' });
  if (received.reference.trim() === '') return refuse({ tag: 'reference-missing' });
  if (received.receivedOn > today) return refuse({ tag: 'received-in-future', today });
  const known = await lockReceivables(tx, [debtor]);
  if (!known.has(debtor)) return refuse({ tag: 'unknown-debtor' });
  // Before anything is read that it could change: from here on, whoever registers the same payment waits for us.
  const written = await insertPayment(tx, received, { by, at });
  if (written.state === 'known') return registeredBefore(tx, written.payment, received);
  const payment = written.number;
  const open = (await outstandingClaims(tx, [debtor])).get(debtor) ?? [];
  const { covered, overpaid } = allocatePayment(received.amount, open.map(asClaimToPay));
  await postTransfers(tx, transfersOfPayment(received, { payment, open, covered, overpaid }));
  if (overpaid > zeroOre)
    await openRefundItems(
      tx,
      [{ debtor, amount: overpaid, why: 'overpaid', about: `payment ${payment}` }],
      received,
    );
  // Nobody owes nothing now as long as each claim has something left.
  const settled = paysOff(open, covered) ? await settle(tx, liableFor(debtor, open), at) : [];
  return ok({ state: 'registered', payment, covered, overpaid, settled });
}

async function registeredBefore(
  tx: MunicipalityReadTx,
  before: Payment,
  received: PaymentReceived,
): Promise<Result<PaymentRegistered, PaymentRefusal>> {
  if (!isSame(before, received)) return refuse({ tag: 'reference-used', payment: before });
  return ok(await asWasRegistered(tx, before));
}

function isSame(a: PaymentReceived, b: PaymentReceived): boolean {
  return a.debtor === b.debtor && a.amount === b.amount && a.receivedOn === b.receivedOn;
}

function asClaimToPay(claim: OpenClaim): ClaimToPay {
  const { claimNumber, lapseEarliest, periodFrom, balance, notAsked, dueFrom, coDebtor } = claim;
  const dueFromOther = subtractOre(balance, sumOre([notAsked, dueFrom]));
  assert(dueFromOther === zeroOre || coDebtor !== null, 'somebody who is not liable is asked to pay');
  return { claim: claimNumber, lapse: lapseEarliest, from: periodFrom, due: dueFrom, notAsked, dueFromOther };
}

function liableFor(debtor: DebtorNumber, open: readonly OpenClaim[]): DebtorNumber[] {
  return [debtor, ...open.flatMap(({ coDebtor }) => (coDebtor === null ? [] : [coDebtor]))];
}

/** Whether a claim has nothing left. */
function paysOff(open: readonly OpenClaim[], covered: readonly CoveredPart[]): boolean {
  const paid = Map.groupBy(covered, ({ claim }) => claim);
  return open.some(
    ({ claimNumber: claim, balance }) =>
      sumOre((paid.get(claim) ?? []).map(({ amount }) => amount)) === balance,
  );
}

interface Allocated {
  readonly payment: PaymentNumber;
  readonly open: readonly OpenClaim[];
  readonly covered: readonly CoveredPart[];
  readonly overpaid: Ore;
}

function transfersOfPayment(
  { debtor, amount, channel, receivedOn, at }: PaymentToRegister,
  { payment, open, covered, overpaid }: Allocated,
): Transfer[] {
  const inTransit = transitAccount(payment);
  const claims = new Map(open.map((claim) => [claim.claimNumber, claim]));
  return transfersIn(
    {
      cause: 'payment',
      causeNumber: payment,
      valueDate: receivedOn,
      bookingDate: dayInCopenhagen(at),
      recordedAt: at,
    },
    [
      { debit: channelAccount(channel), credit: inTransit, amount },
      ...covered.map(({ claim, part, amount: covers }) => ({
        debit: inTransit,
        credit: accountOf(claims.get(claim), part),
        amount: covers,
      })),
      { debit: inTransit, credit: overpaidAccount(debtor), amount: overpaid },
    ],
  );
}

function accountOf(claim: OpenClaim | undefined, part: PaidPart): Account {
  assert(claim !== undefined, 'a payment covers a claim that is not open');
  if (part === 'notAsked') return claimAccount(claim.claimNumber);
  if (part === 'due') return dueAccount(claim.claimNumber, claim.debtor);
  assert(claim.coDebtor !== null, 'a payment covers what nobody else is asked for');
  return dueAccount(claim.claimNumber, claim.coDebtor);
}

async function asWasRegistered(
  tx: MunicipalityReadTx,
  { number, debtor }: Payment,
): Promise<PaymentRegistered> {
  const posted = await transfersOf(tx, 'payment', [number]);
  const spread = posted.filter(({ debit }) => debit.kind === 'transit');
  return {
    state: 'was-registered',
    payment: number,
    covered: spread.flatMap(({ credit, amount }) => {
      const part = partOf(credit, debtor);
      return part === null ? [] : [{ claim: claimNumber(credit.number), part, amount }];
    }),
    overpaid: sumOre(spread.filter(({ credit }) => credit.kind === 'overpaid').map(({ amount }) => amount)),
    settled: [],
  };
}

function partOf({ kind, debtor }: Account, payer: DebtorNumber): PaidPart | null {
  if (kind === 'claim') return 'notAsked';
  if (kind !== 'due') return null;
  return debtor === payer ? 'due' : 'dueFromOther';
}
