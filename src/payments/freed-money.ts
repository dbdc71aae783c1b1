import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { paidAndGivenBack } from '../ledger/paid-on-claim.ts';
import { transfersOf } from '../ledger/read.ts';
import { itemsOfOrders, type NumberedItem } from '../ledger/refund-items.ts';
import { refundsAbout } from '../ledger/refunds-about.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { givenBackOfPayment } from './given-back-of.ts';
import type { PaymentMade } from './payments-about.ts';
import { claimHeld, orderHeld, paymentHeld } from './payments-of-held.ts';
import { isOnItsWay, refundOrdersAbout, type RefundOrderAbout } from './refund-orders.ts';
import { takeFromLast, type StandingMoney } from './standing-money.ts';
import type { PaymentNumber } from './types.ts';
import { whoseMoney } from './whose-money.ts';

/** What of a payment covers nothing any longer, and what became of it: `givenBack`, `owedBack` and `held` are all of it. */
export interface Freed {
  /** What was taken off what it had covered, by a correction or by a person's decision to give it back. */
  readonly offClaims: ReadonlyMap<ClaimNumber, Ore>;
  readonly givenBack: readonly PartGivenBack[];
  /** It covers what the debtor owed of money that had been given back before. */
  readonly owedBack: Ore;
  readonly held: Ore;
}

export interface PartGivenBack {
  readonly amount: Ore;
  /** The day on which it was paid; null = it is on its way. */
  readonly paidOn: PlainDate | null;
}

/** Part of a payment that covers nothing; `left`: what nothing has become of. */
interface Part extends StandingMoney {
  readonly payment: PaymentNumber;
  /** What it was taken off; null = it was more than was owed from the beginning. */
  readonly claim: ClaimNumber | null;
}

/** What a debtor's payments have freed, by payment; those of which nothing is, and those that were taken back, are left out. */
export async function freedMoney(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  made: readonly PaymentMade[],
): Promise<Map<PaymentNumber, Freed>> {
  const stayed = made.filter(({ takenBackOn }) => takenBackOn === null);
  const off = await takenOffClaims(tx, stayed);
  const parts = stayed
    .flatMap(({ number, overpaid }): Part[] => [
      { payment: number, claim: null, left: overpaid },
      ...[...(off.get(number) ?? [])].map(([claim, left]) => ({ payment: number, claim, left })),
    ])
    .filter(({ left }) => left > zeroOre);
  if (parts.length === 0) return new Map();
  const freed = parts.map(({ payment }) => payment);
  const givenBack = await givenBackOf(tx, debtor, parts);
  const owedBack = await owedBackOf(tx, debtor, parts);
  return new Map(
    [...new Set(freed)].map((number) => [
      number,
      {
        offClaims: off.get(number) ?? new Map<ClaimNumber, Ore>(),
        givenBack: givenBack.get(number) ?? [],
        owedBack: owedBack.get(number) ?? zeroOre,
        held: sumOre(parts.flatMap(({ payment, left }) => (payment === number ? [left] : []))),
      },
    ]),
  );
}

/** What a payment covers now, by claim; of one that was taken back, what it had covered. */
export function coveredNow({ covered }: PaymentMade, freed: Freed | undefined): Map<ClaimNumber, Ore> {
  const now = [...covered].map(
    ([claim, amount]) => [claim, subtractOre(amount, freed?.offClaims.get(claim) ?? zeroOre)] as const,
  );
  return new Map(now.filter(([, amount]) => amount > zeroOre));
}

async function takenOffClaims(
  tx: MunicipalityReadTx,
  payments: readonly PaymentMade[],
): Promise<Map<PaymentNumber, Map<ClaimNumber, Ore>>> {
  const claims = [...new Set(payments.flatMap(({ covered }) => [...covered.keys()]))];
  const movements = await paidAndGivenBack(tx, claims);
  const some = [...movements].filter(([, moved]) => moved.some((each) => 'givenBackTo' in each));
  const whose = await whoseMoney(tx, [
    ...some.flatMap(([, moved]) => moved),
    ...payments.map(({ number }) => ({ payment: number })),
  ]);
  const off = new Map<PaymentNumber, Map<ClaimNumber, Ore>>();
  for (const { number, covered } of payments)
    for (const [claim, moved] of some) {
      if (!covered.has(claim)) continue;
      const theirs = moved.filter((each) => whose(each) === whose({ payment: number }));
      const { source, claim: decided } = givenBackOfPayment(number, theirs);
      const part = minOre(covered.get(claim) ?? zeroOre, addOre(source, decided));
      if (part > zeroOre) off.set(number, (off.get(number) ?? new Map<ClaimNumber, Ore>()).set(claim, part));
    }
  return off;
}

/** Of what money is given back: of one payment, or of what was taken off a claim. */
type Source = { readonly amount: Ore } & (
  { readonly payment: PaymentNumber } | { readonly claim: ClaimNumber }
);

/** What of the parts has been given back, or is on its way: the payments made last, first. */
async function givenBackOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  parts: readonly Part[],
): Promise<Map<PaymentNumber, PartGivenBack[]>> {
  const orders = await refundOrdersAbout(tx, debtor);
  const sources = await sourcesIn(tx, orders);
  const given = new Map<PaymentNumber, PartGivenBack[]>();
  for (const order of orders.filter(({ state }) => LEAVING.has(state)))
    for (const [payment, amount] of take(parts, sources(order.order))) {
      const paidOn = isOnItsWay(order) ? null : (order.answeredOn ?? order.sentOn);
      given.set(payment, [...(given.get(payment) ?? []), { amount, paidOn }]);
    }
  return given;
}

const LEAVING: ReadonlySet<RefundOrderAbout['state']> = new Set(['sent', 'left', 'paid']);

async function sourcesIn(
  tx: MunicipalityReadTx,
  orders: readonly RefundOrderAbout[],
): Promise<(order: bigint) => Source[]> {
  const numbers = orders.map(({ order }) => order);
  const items = await itemsOfOrders(tx, numbers);
  const decided = Map.groupBy(await transfersOf(tx, 'refund-decided', numbers), (each) => each.causeNumber);
  const ofItem = (order: bigint, { about, amount }: NumberedItem): Source[] => {
    const [payment, claim, before] = [paymentHeld(about), claimHeld(about), orderHeld(about)];
    if (payment !== null) return [{ payment, amount }];
    if (claim !== null) return [{ claim, amount }];
    // What could not be paid out is given back anew.
    if (before !== null) return of(before);
    return (decided.get(order) ?? []).flatMap((each) =>
      each.credit.kind === 'overpaid'
        ? [{ claim: each.debit.number as ClaimNumber, amount: each.amount }]
        : [],
    ); // taken off a claim's accounts
  };
  const of = (order: bigint): Source[] => (items.get(order) ?? []).flatMap((item) => ofItem(order, item));
  return of;
}

/** What of the debtor's items has covered what was owed back. */
async function owedBackOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  parts: readonly Part[],
): Promise<Map<PaymentNumber, Ore>> {
  const items = new Map((await refundsAbout(tx, debtor)).map(({ number, about }) => [number, about]));
  const covered = await transfersOf(tx, 'owed-back-covered', [...items.keys()]);
  return take(
    parts,
    covered.flatMap(({ causeNumber, amount }): Source[] => {
      const about = items.get(causeNumber) ?? '';
      const [payment, claim] = [paymentHeld(about), claimHeld(about)];
      return payment !== null ? [{ payment, amount }] : claim !== null ? [{ claim, amount }] : [];
    }),
  );
}

/** Takes what these sources say off the parts, and answers what was taken of each payment. */
function take(parts: readonly Part[], sources: readonly Source[]): Map<PaymentNumber, Ore> {
  const taken = new Map<PaymentNumber, Ore>();
  for (const source of sources) {
    const its = parts.filter(({ payment, claim }) =>
      'payment' in source ? claim === null && payment === source.payment : claim === source.claim,
    );
    for (const [{ payment }, part] of takeFromLast(its, source.amount).taken)
      if (part > zeroOre) taken.set(payment, addOre(taken.get(payment) ?? zeroOre, part));
  }
  return taken;
}
