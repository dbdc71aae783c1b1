import { chargesSince } from '../charges/charges-since.ts';
import { chargesOn } from '../charges/charge-limits.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { Aim } from '../law/payment-order.ts';
import { transfersIn } from '../ledger/lines.ts';
import { givenBackOf, moneyOnClaims } from '../ledger/paid-on-claim.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import { suspenseAccount } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { allocationsOf, type Allocation } from './allocations.ts';
import { coveringIn, isOfClaim, movedBy, type Covering } from './covers.ts';
import type { Payable } from './payable.ts';
import { haveRecovered } from './recovered-losses.ts';
import type { Spread } from './spread.ts';
import { payers, paymentByNumber } from './store.ts';
import type { MoneyIn, PaymentNumber } from './types.ts';

/** Money of a later payment that has been taken off some bills, and covers them again after what came before it. */
export interface TakenOff {
  readonly payment: PaymentNumber;
  readonly debtor: DebtorNumber;
  readonly money: Pick<MoneyIn, 'amount' | 'receivedOn'>;
  /** What it pointed at; null = nothing. */
  readonly aim: Aim<ClaimNumber> | null;
  readonly lastLine: number;
}

/**
 * The bills that money of an earlier day meets: those that it would cover as they stand, and where more is left those that later money has
 * covered; only where interest or fees count from after its day, or where debt relief has taken a part since and more is left than that,
 * because else it makes no difference who covers what. Bills that are collected here, and no part of an arrangement.
 */
export async function billsInTurn(
  tx: MunicipalityReadTx,
  payables: readonly Payable[],
  {
    receivedOn,
    spread,
    at,
  }: { readonly receivedOn: PlainDate; readonly spread: Spread; readonly at: Temporal.Instant },
): Promise<ReadonlySet<ClaimNumber>> {
  if (receivedOn >= dayInCopenhagen(at)) return new Set();
  const relieved = new Set(
    payables.filter((each) => each.relievedSince && spread.left > zeroOre).map(({ main }) => main),
  );
  if (relieved.size === 0 && payables.every(({ level }) => level === 'main')) return new Set();
  const met = new Set(spread.covers.map(({ main }) => main));
  const bills = payables.filter(
    ({ claim, level, repayment, forRecovery, agreed, open }) =>
      level === 'main' &&
      !repayment &&
      !forRecovery &&
      !agreed &&
      (met.has(claim) || (spread.left > zeroOre && open === 'yes')),
  );
  const since = await chargesSince(
    tx,
    bills.map(({ claim }) => claim),
    receivedOn,
  );
  const ofRelief = bills.filter(({ claim }) => relieved.has(claim)).map(({ claim }) => claim);
  return new Set([...ofRelief, ...since.map(({ main }) => main)]);
}

/**
 * Takes off these bills, with their interest and fees, what payments of later days have covered of them, so that money of an earlier day
 * covers them in its turn and all is as if it had been known on its day (open question Q29). Answers what was taken off, in the order in
 * which it was received; nothing where somebody owes one of the bills no longer, or something of them has been given back or was a loss: then what covers them stays. The
 * debtor has been locked.
 */
export async function takeOffLater(
  tx: MunicipalityTx,
  bills: ReadonlySet<ClaimNumber>,
  { receivedOn, at }: { readonly receivedOn: PlainDate; readonly at: Temporal.Instant },
): Promise<TakenOff[]> {
  const charges = [...(await chargesOn(tx, [...bills])).values()].flat();
  const mainOf = new Map([...bills].map((claim) => [claim, claim]));
  for (const { claim, main } of charges) mainOf.set(claim, main);
  const claims = [...mainOf.keys()];
  // What somebody owes no longer is covered by nothing anew.
  const someoneIsFree = (await liabilitiesFor(tx, claims)).some(({ ended }) => ended !== null);
  if (someoneIsFree || (await givenBackOf(tx, claims)).size > 0) return [];
  const later = await laterOn(tx, claims, receivedOn);
  // What has ended, or is at Gældsstyrelsen, stands elsewhere.
  const isBound = later.some(({ covers }) => covers.some(({ account }) => account.kind !== 'claim'));
  const numbers = later.map(({ payment }) => payment);
  if (later.length === 0 || isBound || (await haveRecovered(tx, numbers))) return [];
  const rules = Map.groupBy(await allocationsOf(tx, numbers), ({ payment }) => payment);
  const taken: TakenOff[] = [];
  for (const { payment, debtor, receivedOn: day, covers } of later) {
    const its = covers.flatMap(({ account }) => mainOf.get(claimNumber(account.number)) ?? []);
    taken.push({
      payment,
      debtor,
      money: { amount: sumOre(covers.map(({ amount }) => amount)), receivedOn: day },
      aim: aimOf(rules.get(payment) ?? [], its),
      lastLine: await takeOff(tx, { payment, day, covers }, at),
    });
  }
  return taken;
}

interface LaterPayment extends Pick<TakenOff, 'payment' | 'debtor'> {
  readonly receivedOn: PlainDate;
  readonly covers: readonly Covering[];
}

/** The payments of later days that cover any of these claims, in the order in which they were received. */
async function laterOn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  day: PlainDate,
): Promise<LaterPayment[]> {
  const money = [...(await moneyOnClaims(tx, claims)).values()].flat();
  const numbers = [
    ...new Set(money.flatMap((each) => ('payment' in each ? [each.payment as PaymentNumber] : []))), // payments' numbers
  ];
  const [moved, by] = [await movedBy(tx, numbers), await payers(tx, numbers)];
  const among = new Set<bigint>(claims);
  const later: LaterPayment[] = [];
  for (const payment of numbers) {
    const [received, debtor] = [await paymentByNumber(tx, payment), by.get(payment)];
    assert(received !== null && debtor !== undefined, 'what covers a claim is somebody’s payment');
    const { receivedOn } = received;
    if (receivedOn <= day) continue;
    const covers = coveringIn(moved.get(payment) ?? []).filter(
      ({ account }) => isOfClaim(account) && among.has(account.number),
    );
    later.push({ payment, debtor, receivedOn, covers });
  }
  return later.toSorted((a, b) =>
    a.receivedOn === b.receivedOn ? Number(a.payment - b.payment) : a.receivedOn < b.receivedOn ? -1 : 1,
  );
}

/** Answers the last line that the payment has been moved by. */
async function takeOff(
  tx: MunicipalityTx,
  { payment, day, covers }: Pick<LaterPayment, 'payment' | 'covers'> & { readonly day: PlainDate },
  at: Temporal.Instant,
): Promise<number> {
  const before = (await lastLines(tx, 'reallocated', [payment])).get(payment) ?? 0;
  const posting = { cause: 'reallocated', causeNumber: payment, valueDate: day } as const;
  const credit = suspenseAccount(payment);
  const off = transfersIn(
    { ...posting, bookingDate: dayInCopenhagen(at), recordedAt: at },
    covers.toReversed().map(({ account, amount }) => ({ debit: account, credit, amount })),
    before,
  );
  await postTransfers(tx, off);
  return before + off.length;
}

/** What was told of a payment stays: its line, the debtor's wish, or what a person has said. */
function aimOf(rules: readonly Allocation[], mains: readonly ClaimNumber[]): TakenOff['aim'] {
  const told = rules.map(({ rule }) => (rule === 'person' ? 'wish' : rule)).find(isAim);
  return told === undefined ? null : { rule: told, claims: new Set(mains) };
}

function isAim(rule: Allocation['rule']): rule is Aim['rule'] {
  return rule === 'line' || rule === 'line-plan' || rule === 'wish';
}
