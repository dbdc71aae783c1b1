import { checkoutsBy } from '../checkout/checkouts.ts';
import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { coveredNow, freedMoney, type Freed, type PartGivenBack } from '../payments/freed-money.ts';
import { paymentsAbout, type PaymentMade } from '../payments/payments-about.ts';
import type { ReversalKind } from '../payments/reverse-payment.ts';
import type { Channel, PaymentNumber } from '../payments/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A payment as its receipt says it: `covered`, `overpaid`, `givenBack`, `owedBack` and `waiting` add up to the amount. */
export interface PaymentShown {
  readonly number: PaymentNumber;
  readonly receivedOn: PlainDate;
  readonly amount: Ore;
  readonly channel: Channel;
  /** Now; of what is gone again, before. By debt, with its interest and fees; `claim` null = a debt of somebody else's, which is not told. */
  readonly covered: readonly { readonly claim: ClaimOfDebtor | null; readonly amount: Ore }[];
  /** More than is owed, and still held. */
  readonly overpaid: Ore;
  /** More than is owed, and paid back, or on its way. */
  readonly givenBack: readonly PartGivenBack[];
  /** More than was owed, and used for what was owed of money that we had given back before. */
  readonly owedBack: Ore;
  /** Nobody knows yet what it is for. */
  readonly waiting: Ore;
  /** The money is gone again, and since when; null = it has stayed. */
  readonly takenBack: { readonly on: PlainDate; readonly as: ReversalKind } | null;
}

/** Every payment on a debtor's debts, by whatever way it came, the newest first. */
export async function paymentsShown(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<PaymentShown[]> {
  const [claims, made, begun] = await Promise.all([
    claimsOfDebtor(tx, debtor),
    paymentsAbout(tx, debtor),
    checkoutsBy(tx, debtor),
  ]);
  const freed = await freedMoney(tx, debtor, made);
  const sentBack = new Set(begun.flatMap(({ payment, refunded }) => (refunded > zeroOre ? [payment] : [])));
  const mains = new Map(claims.map(({ claim, main }) => [claim, main]));
  const byNumber = new Map(claims.map((claim) => [claim.claim, claim]));
  return made
    .map((payment) =>
      shown(payment, {
        freed: freed.get(payment.number),
        debtOf: (claim) => byNumber.get(mains.get(claim) ?? claim) ?? null,
      }),
    )
    .map((payment) => (sentBack.has(payment.number) ? asSentBack(payment) : payment))
    .toSorted((a, b) =>
      a.receivedOn === b.receivedOn ? compare(b.number, a.number) : a.receivedOn < b.receivedOn ? 1 : -1,
    );
}

/** Of a payment on the web that we have sent back the ledger says only that it counts no longer. */
function asSentBack(payment: PaymentShown): PaymentShown {
  const { takenBack } = payment;
  return takenBack === null ? payment : { ...payment, takenBack: { ...takenBack, as: 'returned' } };
}

/** Of a payment that is gone again. */
const nothingFreed: Pick<Freed, 'givenBack' | 'owedBack'> = { givenBack: [], owedBack: zeroOre };

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

interface Told {
  readonly freed: Freed | undefined;
  readonly debtOf: (claim: ClaimNumber) => ClaimOfDebtor | null;
}

function shown(payment: PaymentMade, { freed, debtOf }: Told): PaymentShown {
  const { number, receivedOn, amount, channel, takenBackOn: on, takenBackAs: as } = payment;
  const parts = [...coveredNow(payment, freed)].map(([claim, part]) => ({ claim: debtOf(claim), part }));
  const covered = [...Map.groupBy(parts, ({ claim }) => claim)].map(([claim, those]) => ({
    claim,
    amount: sumOre(those.map(({ part }) => part)),
  }));
  const { held: overpaid, givenBack, owedBack } = freed ?? { ...nothingFreed, held: payment.overpaid };
  const told = sumOre([overpaid, owedBack, ...[...givenBack, ...covered].map((each) => each.amount)]);
  return {
    number,
    receivedOn,
    amount,
    channel,
    covered,
    overpaid,
    givenBack,
    owedBack,
    waiting: told < amount ? subtractOre(amount, told) : zeroOre,
    takenBack: on === null || as === null ? null : { on, as },
  };
}
