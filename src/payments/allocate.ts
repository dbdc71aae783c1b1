import { lookAgainAtBroken } from '../arrangements/arrangements.ts';
import { tellRecovery } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { Aim } from '../law/payment-order.ts';
import { endTakenBack } from '../ledger/ended-standings.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import {
  claimAccount,
  overpaidAccount,
  suspenseAccount,
  type Account,
  type Transfer,
} from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { allocationsBesides, type AllocationCause } from './allocations.ts';
import { adjustFor, type PastChanged } from './changed-past.ts';
import { countFromItsDay } from './count-from-its-day.ts';
import { holdFor } from './hold-for.ts';
import { adjustInTurn, billsInTurn, takeOffLater, type TakenOff, type Turn } from './in-its-turn.ts';
import { payableBy, type Payable } from './payable.ts';
import { takeBackFor } from './recovered-losses.ts';
import { followRelieved, without } from './relieved-since.ts';
import { settle } from './settled.ts';
import { amongThese, notYetThen, spreadOver, standsOn, type Cover, type Spread } from './spread.ts';
import { aboutPayment, tellPaidBeforeEnd, tellStillOwed } from './tell-of-payment.ts';
import type { CoveredPart, MoneyIn, PaymentNumber } from './types.ts';

/** Money of a payment that is to cover what a debtor owes. */
export interface ToAllocate {
  readonly payment: PaymentNumber;
  readonly money: Pick<MoneyIn, 'amount' | 'receivedOn'>;
  /** The day on which it is asked what the debtor owes, where that is not the day on which the money came. */
  readonly owedOn?: PlainDate;
  readonly debtor: DebtorNumber;
  readonly payables: readonly Payable[];
  /** The main claims that it may cover, with what follows them; all, where nothing is said. */
  readonly among?: ReadonlySet<ClaimNumber>;
  /** The main claims among these that it had covered before: it may again, also where they rest by now. */
  readonly opened?: ReadonlySet<ClaimNumber>;
  /** What payments of later days had covered has been taken off (in-its-turn.ts). */
  readonly inTurn?: Turn;
  readonly aim: Aim<ClaimNumber> | null;
  /** Whether a person has said what it is aimed at; said by the cause, where nothing is. */
  readonly byPerson?: boolean;
  /** Where the money stands, and why it moves. */
  readonly from: Account;
  readonly cause: AllocationCause;
  /** What moves before it. */
  readonly first: readonly Movement[];
  /** Transfers that the payment has of that cause already. */
  readonly lastLine: number;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export interface Allocated {
  /** In the order in which it covered them; adds up to the amount with `overpaid`. */
  readonly covered: readonly CoveredPart[];
  /** What nothing was owed for: held for the debtor, with an item for a person to look at. */
  readonly overpaid: Ore;
  /** The payer and others liable who now owe nothing at all, here or at the recovery authority; what was in force for them has ended. */
  readonly settled: readonly DebtorNumber[];
}

/**
 * Spreads money over what a debtor owes and writes all that follows: transfers, rules, what is too much, who is settled.
 * Money that counts from before interest or fees were charged covers what was owed then, before what payments of later days cover; the
 * difference to what was charged since is posted, and only what is left then covers what still stands of that.
 */
export async function allocateMoney(tx: MunicipalityTx, task: ToAllocate): Promise<Allocated> {
  const { payables, money, payment, by, at } = task;
  const { any, later } = await notYetThen(tx, payables, task);
  const then = payables.filter(({ claim }) => !later.has(claim));
  const spread = spreadTask(task, money.amount, then);
  if (task.inTurn === undefined) {
    const bills = await billsInTurn(tx, payables, { receivedOn: money.receivedOn, spread, at });
    const taken = bills.size === 0 ? [] : await takeOffLater(tx, bills, { receivedOn: money.receivedOn, at });
    if (taken.length > 0) return allocateInTurn(tx, task, { bills, taken });
  }
  if (!any) return finish(tx, task, [await write(tx, task, spread)]);
  // Where the payer aims at all that was charged since, there is nothing to wait for the rest with.
  const rests = later.size > 0 && spread.left > zeroOre;
  const before = await write(tx, task, rests ? { ...spread, left: zeroOre } : spread);
  // A demand was about instalments, whichever of their claims bears its fee.
  const demanded = payables.filter(({ afterPlan }) => afterPlan);
  const mains = [...new Set([...spread.covers, ...demanded].map(({ main }) => main))];
  if (task.inTurn === undefined) await adjustFor(tx, { cause: 'payment', number: payment, mains, by, at });
  else await adjustInTurn(tx, task.inTurn, { ...task, mains, isWhole: rests });
  if (!rests) return finish(tx, task, [before]);
  const now = amongThese(
    await payableBy(tx, task.debtor, task.owedOn ?? money.receivedOn, money.receivedOn),
    task.among,
    task.opened,
  );
  const rest = { ...task, first: [], lastLine: before.lastLine, payables: now };
  return finish(tx, task, [before, await write(tx, rest, spreadTask(rest, spread.left, rest.payables))]);
}

/** Bills whose money stands anew, and what has been taken off them for it. */
interface StandAnew {
  readonly bills: ReadonlySet<ClaimNumber>;
  readonly taken: readonly TakenOff[];
}

/** Covers what was owed on the day of the money, and then, one after the other, with what has been taken off for it. */
async function allocateInTurn(tx: MunicipalityTx, task: ToAllocate, anew: StandAnew): Promise<Allocated> {
  const { debtor, money, by, at } = task;
  const owed = await payableBy(tx, debtor, task.owedOn ?? money.receivedOn, money.receivedOn);
  const payables = amongThese(owed, task.among);
  const touched = touchedBy(anew);
  const next = anew.taken[0]?.money.receivedOn ?? null;
  const allocated = await allocateMoney(tx, { ...task, payables, inTurn: { next, touched } });
  await coverAgain(tx, anew, { touched, cause: 'payment', number: task.payment, by, at });
  return allocated;
}

function touchedBy({ taken }: StandAnew): Set<ClaimNumber> {
  return new Set(taken.flatMap(({ from }) => [...from]));
}

/** What made bills stand anew. */
interface MadeAnew extends Omit<PastChanged, 'mains' | 'before'> {
  readonly touched?: Set<ClaimNumber>;
}

/** Covers, one after the other by their days, with what has been taken off bills, and puts right all that is charged on them. */
export async function coverAgain(
  tx: MunicipalityTx,
  anew: StandAnew,
  { touched = touchedBy(anew), ...change }: MadeAnew,
): Promise<void> {
  const { bills, taken } = anew;
  const { by, at } = change;
  for (const [place, { from: opened, ...each }] of taken.entries()) {
    const payables = amongThese(await payableBy(tx, each.debtor, each.money.receivedOn), bills, opened);
    const again = { ...each, payables, among: bills, opened, cause: 'reallocated', first: [] } as const;
    const next = taken[place + 1]?.money.receivedOn ?? null;
    const from = suspenseAccount(each.payment);
    await allocateMoney(tx, { ...again, from, inTurn: { next, touched }, by, at });
  }
  // The last of them may be of another who owes one of the bills, of which nothing is charged.
  await adjustFor(tx, { ...change, mains: [...touched] });
}

function spreadTask(
  { aim, cause, byPerson = cause !== 'payment' }: ToAllocate,
  amount: Ore,
  payables: readonly Payable[],
): Spread {
  return spreadOver(amount, payables, { aim, byPerson });
}

/** Money that has been written, and the claims that it has met. */
interface Written extends Spread {
  readonly payables: readonly Payable[];
  readonly lastLine: number;
}

async function write(tx: MunicipalityTx, task: ToAllocate, { covers, left }: Spread): Promise<Written> {
  const { cause, payment, payables, first, lastLine } = task;
  await takeLossesBack(tx, task, covers);
  const covering = transfersOf(task, covers, left);
  const { transfers, endedBefore } = await withEndsTakenBack(tx, task, { covering, covers });
  const rules = covers.map(({ part, rule }, index) => {
    return { payment, cause, line: lastLine + first.length + index + 1, part, rule };
  });
  await postTransfers(tx, transfers, allocationsBesides(rules));
  const followed = await followRelieved(tx, task, covers);
  await tellCovered(tx, task, covers);
  if (endedBefore) await tellPaidBeforeEnd(tx, task);
  return {
    payables,
    lastLine: lastLine + transfers.length + followed.lines,
    ...without(covers, left, followed),
  };
}

async function finish(
  tx: MunicipalityTx,
  { debtor, payment, money, by, at }: ToAllocate,
  written: readonly Written[],
): Promise<Allocated> {
  const overpaid = sumOre(written.map(({ left }) => left));
  if (overpaid > zeroOre) {
    const about = aboutPayment(payment);
    await holdFor(tx, [{ debtor, amount: overpaid, why: 'overpaid', about }], { by, at });
  }
  const payables = written.at(-1)?.payables ?? [];
  const claims = written.flatMap(({ covers }) => covers.map(({ claim }) => claim));
  await lookAgainAtBroken(tx, { claims, receivedOn: money.receivedOn, on: dayInCopenhagen(at) });
  if (overpaid > zeroOre) await tellStillOwed(tx, { debtor, payment, at }, written);
  await countFromItsDay(tx, { payment, money, left: overpaid, payables, by, at });
  // Nobody owes nothing now as long as each claim has something left.
  const paysOff = written.some(({ payables, covers }) =>
    payables.some((payable) => payable.repayment && isPaidOff(payable, covers)),
  );
  const liable = written.flatMap(({ payables }) => liableFor(payables));
  return {
    covered: written.flatMap(({ covers }) =>
      covers.map(({ claim, part, amount, rule }) => ({ claim, part, amount, rule })),
    ),
    overpaid,
    settled: paysOff ? await settle(tx, [debtor, ...liable], at) : [],
  };
}

/** What was covered of claims that are on their way to the recovery authority, or there, is told it. */
async function tellCovered(
  tx: MunicipalityTx,
  { payment, money, cause, payables, at }: ToAllocate,
  covers: readonly Cover[],
): Promise<void> {
  const covered = new Set(covers.map(({ claim }) => claim));
  const changed = payables
    .filter(({ claim, forRecovery }) => forRecovery && covered.has(claim))
    .map(({ claim }) => ({
      claim,
      cause,
      reason: 'INDB' as const,
      causeNumber: payment,
      effectiveOn: money.receivedOn,
    }));
  await tellRecovery(tx, changed, at);
}

function transfersOf(
  { first, from, debtor, cause, payment, money, lastLine, at }: ToAllocate,
  covers: readonly Cover[],
  overpaid: Ore,
) {
  return transfersIn(
    {
      cause,
      causeNumber: payment,
      valueDate: money.receivedOn,
      bookingDate: dayInCopenhagen(at),
      recordedAt: at,
    },
    [
      ...first,
      ...covers.map((cover) => ({ debit: from, credit: coveredAccount(cover), amount: cover.amount })),
      { debit: from, credit: overpaidAccount(debtor), amount: overpaid },
    ],
    lastLine,
  );
}

/** What had ended, or was written off, is owed again first. */
function coveredAccount({ claim, account }: Cover): Account {
  return account.kind === 'ended' || account.kind === 'written-off' ? claimAccount(claim) : account;
}

/**
 * With what makes claims that have ended since the money was received stand as owed again, as far as it covers them: they were paid before
 * they ended. Nobody becomes liable again for the rest.
 */
async function withEndsTakenBack(
  tx: MunicipalityTx,
  { cause, payment: causeNumber, payables, lastLine, at: recordedAt }: ToAllocate,
  { covering, covers }: { readonly covering: readonly Transfer[]; readonly covers: readonly Cover[] },
): Promise<{ readonly transfers: readonly Transfer[]; readonly endedBefore: boolean }> {
  const ended = covers.filter(({ account }) => account.kind === 'ended');
  const bookingDate = dayInCopenhagen(recordedAt);
  const posting = { cause, causeNumber, bookingDate, recordedAt };
  const back = await endTakenBack(tx, ended, { posting, lastLine: lastLine + covering.length });
  // Who was relieved of a part still owes the rest, and was told so; nothing more has to be said.
  const relieved = new Set(payables.filter((each) => each.relievedSince).map(({ claim }) => claim));
  const endedBefore = ended.some(({ claim }) => !relieved.has(claim));
  return { transfers: [...covering, ...back], endedBefore };
}

/** What was written off and is owed all the same, and is covered now, was no loss. */
async function takeLossesBack(
  tx: MunicipalityTx,
  { payment, money: { receivedOn: valueDate }, at: recordedAt }: ToAllocate,
  covers: readonly Cover[],
): Promise<void> {
  const recovering = covers
    .filter(({ part }) => part === 'lost')
    .map(({ claim, amount }) => ({ claim, amount }));
  const posting = { valueDate, bookingDate: dayInCopenhagen(recordedAt), recordedAt };
  await takeBackFor(tx, payment, { recovering, posting });
}

/** Whether nothing is left of a claim on which something was. */
function isPaidOff(payable: Payable, covers: readonly Cover[]): boolean {
  const its = covers.filter(({ claim, part }) => claim === payable.claim && part !== 'lost');
  const covered = sumOre(its.map(({ amount }) => amount));
  return covered > zeroOre && covered === standsOn(payable);
}

/** Who is liable for something that was not paid before. */
function liableFor(payables: readonly Payable[]): DebtorNumber[] {
  return payables.filter((each) => standsOn(each) > zeroOre).flatMap(({ liable }) => liable);
}
