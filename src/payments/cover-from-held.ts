import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { lastLines } from '../ledger/read.ts';
import { closeItem, type ItemStanding } from '../ledger/refund-items.ts';
import { overpaidAccount, suspenseAccount } from '../ledger/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { allocateMoney } from './allocate.ts';
import { adjustFor } from './changed-past.ts';
import { seenTo } from './hold-for.ts';
import { payableBy } from './payable.ts';
import { paymentHeld, paymentsOfHeld } from './payments-of-held.ts';
import { countsNoLonger } from './release.ts';
import { amongThese, spreadOver } from './spread.ts';
import { paymentByNumber } from './store.ts';
import type { PaymentNumber } from './types.ts';

/** Who says so, and why. */
interface Covering {
  /** The main claims that it may cover; all, where nothing is said. */
  readonly among?: ReadonlySet<ClaimNumber>;
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type CoverRefusal =
  /** The debtor owes nothing that it can cover. */
  | { readonly tag: 'owes-nothing' }
  /** A correction gave it back, or it came back when it was paid out: of these payments; none where it was set off. */
  | { readonly tag: 'of-a-correction'; readonly payments: readonly PaymentNumber[] };

/**
 * What was too much of a payment, and is held, covers what the debtor owes by now, in the municipality's order and from the day it was
 * received; what is left stays held. It is the debtor's credit until a person says so: what has lapsed or become time-barred by then is
 * owed no longer, and what is deferred or rests is not asked for (bek. 585/2023 §§ 6 and 9). The debtor has been locked. Answers what it covered. What a correction gave back of a payment
 * is not that payment's to cover something again with: the payment is moved, whole (move-payment.ts), or the money is given back.
 */
export async function coverFromHeld(
  tx: MunicipalityTx,
  { number, debtor, amount, about }: ItemStanding,
  { among, because, by, at }: Covering,
): Promise<Result<Ore, CoverRefusal>> {
  const payment = paymentHeld(about);
  if (payment === null)
    return refuse({ tag: 'of-a-correction', payments: await paymentsOfHeld(tx, { about, debtor }) });
  const received = await paymentByNumber(tx, payment);
  assert(received !== null, `payment ${payment} is held of and was never registered`);
  const { receivedOn } = received;
  const today = dayInCopenhagen(at);
  const mayCover = async () => amongThese(await payableBy(tx, debtor, today, receivedOn), among);
  const before = await mayCover();
  const wouldCover = spreadOver(amount, before, { aim: null, byPerson: true });
  if (wouldCover.covers.length === 0) return refuse({ tag: 'owes-nothing' });
  await closeItem(tx, number, { as: 'covers-debt', because, by, at });
  const mains = await countsNoLonger(tx, payment, at);
  await adjustFor(tx, { cause: 'payment', number: payment, mains, by, at });
  const from = suspenseAccount(payment);
  const allocated = await allocateMoney(tx, {
    payment,
    money: { amount, receivedOn },
    owedOn: today,
    debtor,
    payables: mains.length === 0 ? before : await mayCover(),
    ...(among === undefined ? {} : { among }),
    aim: null,
    from,
    cause: 'reallocated',
    first: [{ debit: overpaidAccount(debtor), credit: from, amount }],
    lastLine: (await lastLines(tx, 'reallocated', [payment])).get(payment) ?? 0,
    by,
    at,
  });
  await seenTo(tx, [debtor], { by, because, at });
  const covered = subtractOre(amount, allocated.overpaid);
  assert(covered > zeroOre, 'what is owed is covered');
  return ok(covered);
}
