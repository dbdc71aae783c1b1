import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { allocatePayment, municipalOrder, type Aim, type Covered } from '../law/payment-order.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { openRefundItems } from '../ledger/refunds.ts';
import { overpaidAccount, type Account } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { insertAllocations } from './allocations.ts';
import type { Payable } from './payable.ts';
import { settle } from './settled.ts';
import type { CoveredPart, MoneyIn, PaymentNumber } from './types.ts';

/** Money of a payment that is to cover what a debtor owes. */
export interface ToAllocate {
  readonly payment: PaymentNumber;
  readonly money: Pick<MoneyIn, 'amount' | 'receivedOn'>;
  readonly debtor: DebtorNumber;
  readonly payables: readonly Payable[];
  readonly aim: Aim<ClaimNumber> | null;
  /** Where the money stands, and why it moves. */
  readonly from: Account;
  readonly cause: 'payment' | 'suspense-resolved';
  /** What moves before it. */
  readonly first: readonly Movement[];
  readonly by: string;
  readonly at: Temporal.Instant;
}

export interface Allocated {
  /** In the order in which it covered them; adds up to the amount with `overpaid`. */
  readonly covered: readonly CoveredPart[];
  /** What nothing was owed for: held for the debtor, with an item for a person to look at. */
  readonly overpaid: Ore;
  /** The payer and others liable who now owe no repayment; what was in force for them has ended. */
  readonly settled: readonly DebtorNumber[];
}

/** Spreads money over what a debtor owes and writes all that follows: transfers, rules, what is too much, who is settled. */
export async function allocateMoney(tx: MunicipalityTx, task: ToAllocate): Promise<Allocated> {
  const { payables, money, aim, cause, payment, debtor, by, at } = task;
  const { covered: spread, left: overpaid } = allocatePayment(money.amount, municipalOrder, payables, aim);
  const covers = coversOf(spread, payables, cause);
  await postTransfers(tx, transfersOf(task, covers, overpaid));
  await insertAllocations(
    tx,
    covers.map(({ part, rule }, index) => {
      return { payment, cause, line: task.first.length + index + 1, part, rule };
    }),
  );
  if (overpaid > zeroOre)
    await openRefundItems(tx, [{ debtor, amount: overpaid, why: 'overpaid', about: aboutPayment(payment) }], {
      by,
      at,
    });
  // Nobody owes nothing now as long as each claim has something left.
  const paysOff = payables.some((payable) => payable.repayment && isPaidOff(payable, spread));
  const settled = paysOff ? await settle(tx, [debtor, ...liableFor(payables)], at) : [];
  return {
    covered: covers.map(({ claim, part, amount, rule }) => ({ claim, part, amount, rule })),
    overpaid,
    settled,
  };
}

/** What a refund item says when it is about a payment. */
export function aboutPayment(payment: PaymentNumber): string {
  return `payment ${payment}`;
}

interface Cover extends CoveredPart {
  readonly rule: NonNullable<CoveredPart['rule']>;
  readonly account: Account;
}

/** What is covered, account by account: a part may stand on two. */
function coversOf(
  spread: readonly Covered<ClaimNumber>[],
  payables: readonly Payable[],
  cause: ToAllocate['cause'],
): Cover[] {
  const byClaim = new Map(payables.map((payable) => [payable.claim, payable]));
  return spread.flatMap(({ claim, part, amount, rule }) => {
    // What a person aims at is neither the debtor's words nor their payment line.
    const by = cause === 'suspense-resolved' && rule === 'wish' ? ('person' as const) : rule;
    let left = amount;
    const covers = (byClaim.get(claim)?.parts[part] ?? []).map(({ account, amount: stands }) => {
      const covered = minOre(left, stands);
      left = subtractOre(left, covered);
      return { claim, part, rule: by, account, amount: covered };
    });
    assert(left === zeroOre, 'a payment covers no more than what stands there');
    return covers.filter((cover) => cover.amount > zeroOre);
  });
}

function transfersOf(
  { first, from, debtor, cause, payment, money, at }: ToAllocate,
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
      ...covers.map(({ account, amount }) => ({ debit: from, credit: account, amount })),
      { debit: from, credit: overpaidAccount(debtor), amount: overpaid },
    ],
  );
}

/** Whether nothing is left of a claim on which something was. */
function isPaidOff(payable: Payable, spread: readonly Covered<ClaimNumber>[]): boolean {
  const covered = sumOre(spread.filter(({ claim }) => claim === payable.claim).map(({ amount }) => amount));
  return covered > zeroOre && covered === stoodOn(payable);
}

/** Who is liable for something that was not paid before. */
function liableFor(payables: readonly Payable[]): DebtorNumber[] {
  return payables.filter((each) => stoodOn(each) > zeroOre).flatMap(({ liable }) => liable);
}

function stoodOn({ dueFrom, notAsked, dueFromOther }: Payable): Ore {
  return sumOre([dueFrom, notAsked, dueFromOther]);
}
