import { chargesSince, isSince } from '../charges/charges-since.ts';
import { chargesOn } from '../charges/charge-limits.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { transfersIn } from '../ledger/lines.ts';
import { givenBackOf, moneyOnClaims } from '../ledger/paid-on-claim.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import { suspenseAccount } from '../ledger/types.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aimedAgain, type AimedAgain } from './aimed-again.ts';
import { adjustFor } from './changed-past.ts';
import { coveringIn, isOfClaim, movedBy, type Covering } from './covers.ts';
import type { Payable } from './payable.ts';
import { recoveredSome } from './recovered-losses.ts';
import type { Spread } from './spread.ts';
import { payers, paymentsByNumber } from './store.ts';
import type { MoneyIn, Payment, PaymentNumber } from './types.ts';

/** Money of a later payment that has been taken off some bills, and covers them again after what came before it. */
export interface TakenOff extends AimedAgain {
  readonly payment: PaymentNumber;
  readonly debtor: DebtorNumber;
  readonly money: Pick<MoneyIn, 'amount' | 'receivedOn'>;
  /** Off what it was taken: it may cover that again, whatever rests by now. */
  readonly from: ReadonlySet<ClaimNumber>;
  readonly lastLine: number;
}

/**
 * The bills whose money stands anew when money of an earlier day comes: all that are collected here and no part of an arrangement, where
 * interest or fees of any of them count from after its day; else those of which debt relief has taken a part since, where more is left
 * than that, because else it makes no difference who covers what. What rests is among them only where the money covers it.
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
  const bills = payables
    .filter(({ level, repayment, forRecovery, agreed }) => {
      return level === 'main' && !repayment && !forRecovery && !agreed;
    })
    .filter(({ claim, open }) => met.has(claim) || open === 'yes')
    .map(({ claim }) => claim);
  const since = await chargesSince(tx, bills, receivedOn);
  return new Set(since.length > 0 ? bills : bills.filter((claim) => relieved.has(claim)));
}

/**
 * Takes off these bills, with their interest and fees, what payments of later days have covered of them, so that money of an earlier day
 * covers them in its turn and all is as if it had been known on its day (open question Q29). Answers what was taken off, in the order in
 * which it was received. What covers a bill stays where somebody owes it no longer, or something of it has been given back, was a loss, or
 * stands elsewhere. The debtor has been locked.
 */
export async function takeOffLater(
  tx: MunicipalityTx,
  bills: ReadonlySet<ClaimNumber>,
  { receivedOn, at }: { readonly receivedOn: PlainDate; readonly at: Temporal.Instant },
): Promise<TakenOff[]> {
  const charges = [...(await chargesOn(tx, [...bills])).values()].flat();
  const mainOf = new Map([...bills].map((claim) => [claim, claim]));
  for (const { claim, main } of charges) mainOf.set(claim, main);
  const all = await laterOn(tx, [...mainOf.keys()], receivedOn);
  const fixed = new Set((await staying(tx, [...mainOf.keys()], all)).map((claim) => mainOf.get(claim)));
  const mainOn = ({ account }: Covering) => mainOf.get(claimNumber(account.number));
  const later = all
    .map((each) => ({ ...each, covers: each.covers.filter((cover) => !fixed.has(mainOn(cover))) }))
    .filter(({ covers }) => covers.length > 0);
  const numbers = later.map(({ payment }) => payment.number);
  const lines = await lastLines(tx, 'reallocated', numbers);
  const taken: TakenOff[] = [];
  for (const { payment: received, debtor, covers } of later) {
    const { number: payment, receivedOn: day } = received;
    taken.push({
      payment,
      debtor,
      money: { amount: sumOre(covers.map(({ amount }) => amount)), receivedOn: day },
      from: new Set(covers.flatMap((cover) => mainOn(cover) ?? [])),
      ...(await aimedAgain(tx, received, mainOf)),
      lastLine: await takeOff(tx, { payment, day, covers, before: lines.get(payment) ?? 0 }, at),
    });
  }
  return taken;
}

/** Those of these claims on which nothing is covered anew. */
async function staying(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  later: readonly LaterPayment[],
): Promise<ClaimNumber[]> {
  const freed = (await liabilitiesFor(tx, claims)).filter(({ ended }) => ended !== null);
  const givenBack = [...(await givenBackOf(tx, claims)).keys()];
  const recovered = await recoveredSome(
    tx,
    later.map(({ payment }) => payment.number),
  );
  // What has ended, or is at Gældsstyrelsen, stands elsewhere.
  const bound = later.flatMap(({ payment, covers }) =>
    covers.filter(({ account }) => account.kind !== 'claim' || recovered.has(payment.number)),
  );
  const stands = bound.map(({ account }) => claimNumber(account.number));
  return [...freed.map(({ claim }) => claim), ...givenBack, ...stands];
}

/** Where one payment of several covers bills, one after the other by their days. */
export interface Turn {
  /** The day of the next one; null = it is the last. */
  readonly next: PlainDate | null;
  /** The main claims whose money stands anew by now; those that a payment covers come to them. */
  readonly touched: Set<ClaimNumber>;
}

/** A payment that has covered something of these main claims in its turn. */
export interface InTurn {
  readonly payment: PaymentNumber;
  readonly money: Pick<MoneyIn, 'receivedOn'>;
  readonly mains: readonly ClaimNumber[];
  /** Something is left of it, which covers what still stands of all that was charged since. */
  readonly isWhole: boolean;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Puts right the interest and fees that count from between the day of a payment and that of the next one: what counts from later is
 * another when that has covered something too, so that each is put right once.
 */
export async function adjustInTurn(
  tx: MunicipalityTx,
  { next, touched }: Turn,
  { payment: number, money, mains, isWhole, by, at }: InTurn,
): Promise<void> {
  for (const main of mains) touched.add(main);
  const change = { cause: 'payment', number, by, at } as const;
  if (next === null || isWhole) {
    await adjustFor(tx, { ...change, mains: [...touched] });
    return;
  }
  const since = await chargesSince(tx, [...touched], money.receivedOn);
  const between = new Set(since.filter((charge) => !isSince(charge, next)).map(({ main }) => main));
  if (between.size > 0) await adjustFor(tx, { ...change, mains: [...between], before: next });
}

interface LaterPayment {
  readonly payment: Payment;
  readonly debtor: DebtorNumber;
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
  const moved = await movedBy(tx, numbers);
  const [payments, by] = [await paymentsByNumber(tx, numbers), await payers(tx, numbers)];
  const among = new Set<bigint>(claims);
  const later: LaterPayment[] = [];
  for (const number of numbers) {
    const [payment, debtor] = [payments.get(number), by.get(number)];
    assert(payment !== undefined && debtor !== undefined, 'what covers a claim is somebody’s payment');
    if (payment.receivedOn <= day) continue;
    const covers = coveringIn(moved.get(number) ?? []).filter(
      ({ account }) => isOfClaim(account) && among.has(account.number),
    );
    later.push({ payment, debtor, covers });
  }
  return later.toSorted(({ payment: a }, { payment: b }) =>
    a.receivedOn === b.receivedOn ? Number(a.number - b.number) : a.receivedOn < b.receivedOn ? -1 : 1,
  );
}

/** `before` and the answer: the last line that the payment has been moved by. */
async function takeOff(
  tx: MunicipalityTx,
  {
    payment,
    day,
    covers,
    before,
  }: Pick<LaterPayment, 'covers'> &
    Pick<TakenOff, 'payment'> & { readonly day: PlainDate; readonly before: number },
  at: Temporal.Instant,
): Promise<number> {
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
