import { chargesOn } from '../charges/charge-limits.ts';
import { chargesSince, isSince } from '../charges/charges-since.ts';
import { owedByDay, owedOn } from '../charges/owed.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { countHeldMeanwhile, type HeldMeanwhile } from '../ledger/held-meanwhile.ts';
import { paidByDay } from '../ledger/paid-by-day.ts';
import type { OnDay } from '../ledger/taken-off.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { adjustFor } from './changed-past.ts';
import type { Payable } from './payable.ts';
import type { MoneyIn, PaymentNumber } from './types.ts';

/** Money of a payment that nothing was left for. */
export interface LeftOver {
  readonly payment: PaymentNumber;
  readonly money: Pick<MoneyIn, 'receivedOn'>;
  readonly left: Ore;
  readonly payables: readonly Payable[];
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Where nothing is left for money that is known late, because what came after it was known before and has covered all: interest and fees
 * are what they would have been, had it been known in time (open question Q29). What covers the claims stays; the money is held for
 * the debtor, and so is what had been paid of interest that falls away. Bills that are collected here, the oldest due first.
 */
export async function countFromItsDay(tx: MunicipalityTx, leftOver: LeftOver): Promise<void> {
  const { payment, money, left, payables, by, at } = leftOver;
  const { receivedOn } = money;
  if (left === zeroOre || receivedOn >= dayInCopenhagen(at)) return;
  const bills = payables
    .filter(
      ({ level, repayment, open, forRecovery }) =>
        level === 'main' && !repayment && open === 'yes' && !forRecovery,
    )
    .toSorted((a, b) => compare(a.due ?? LAST, b.due ?? LAST) || compare(a.claim, b.claim))
    .map(({ claim }) => claim);
  const since = bills.length === 0 ? [] : await chargesSince(tx, bills, receivedOn);
  if (!since.some(({ stands }) => stands > zeroOre)) return;
  const held = await heldOver(tx, bills, { payment, receivedOn, left });
  if (held.length === 0) return;
  await countHeldMeanwhile(tx, held, at);
  const mains = held.map(({ claim }) => claim);
  await adjustFor(tx, { cause: 'payment', number: payment, mains, by, at });
}

const LAST = '9999-12-31';

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** On each bill in its turn: first the interest and fees that stood on the day, then the bill, as far as later money has covered them. */
async function heldOver(
  tx: MunicipalityReadTx,
  bills: readonly ClaimNumber[],
  {
    payment,
    receivedOn: from,
    left,
  }: Pick<LeftOver, 'payment' | 'left'> & { readonly receivedOn: PlainDate },
): Promise<HeldMeanwhile[]> {
  const owed = await owedByDay(tx, bills, await accountsOfClaims(tx, bills));
  const charges = await chargesOn(tx, bills);
  const numbers = [...charges.values()].flat().map(({ claim }) => claim);
  const paid = await paidByDay(tx, [...bills, ...numbers]);
  const after = (claim: ClaimNumber) => paidAfter(paid.get(claim) ?? [], from);
  const held: HeldMeanwhile[] = [];
  let rest = left;
  for (const claim of bills) {
    const then = (charges.get(claim) ?? []).filter(
      (charge) => charge.postedOn <= from && !isSince(charge, from),
    );
    rest = subtractOre(rest, minOre(rest, sumOre(then.map((charge) => after(charge.claim)))));
    const standing = owed.get(claim);
    const amount = minOre(
      rest,
      minOre(after(claim), standing === undefined ? zeroOre : owedOn(standing, from)),
    );
    if (amount > zeroOre) held.push({ payment, claim, from, amount });
    rest = subtractOre(rest, amount);
  }
  return held;
}

function paidAfter(paid: readonly OnDay[], day: PlainDate): Ore {
  const later = sumOre(paid.filter(({ on }) => on > day).map(({ amount }) => amount));
  return later > zeroOre ? later : zeroOre;
}
