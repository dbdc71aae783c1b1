import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { feesThatStand } from '../law/fees.ts';
import type { InterestFacts, ReliefOfDays } from '../law/interest-facts.ts';
import { dayBefore } from '../law/neighbouring-days.ts';
import type { ClaimAccounts } from '../ledger/balances.ts';
import { lostByDay } from '../ledger/lost-by-day.ts';
import { paidByDay } from '../ledger/paid-by-day.ts';
import { raisedLater } from '../ledger/raised-later.ts';
import type { RaisedOnDay } from '../ledger/standing-raises.ts';
import type { OnDay } from '../ledger/taken-off.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** How much of a main claim was owed from which day, as far as it is known today. */
export interface Owed {
  /** What it was from the beginning, without all that was taken off it since. */
  readonly principal: Ore;
  readonly raised: readonly RaisedOnDay[];
  /** Less than 0 where it was taken back. */
  readonly paid: readonly OnDay[];
  /** What nobody was to pay any longer; less than 0 where that was taken back. */
  readonly lost: readonly OnDay[];
}

/** Answers it for each of these claims, whose accounts have been read. */
export async function owedByDay(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  accounts: ReadonlyMap<ClaimNumber, ClaimAccounts>,
): Promise<ReadonlyMap<ClaimNumber, Owed>> {
  const [paid, lost, more] = await Promise.all([
    paidByDay(tx, mains),
    lostByDay(tx, mains),
    raisedLater(tx, mains),
  ]);
  const owed = mains.map((main): [ClaimNumber, Owed] => {
    const raised = more.get(main) ?? [];
    const later = sumOre(raised.map(({ amount }) => amount));
    const principal = subtractOre(accounts.get(main)?.raised ?? zeroOre, later);
    return [main, { principal, raised, paid: paid.get(main) ?? [], lost: lost.get(main) ?? [] }];
  });
  return new Map(owed);
}

/**
 * As the law asks for it for interest. What a correction added is owed from the correction's day, as a payment taken back is (open
 * question Q30). What nobody was to pay, because it had ended, was written off or rounded off, bears nothing from that day on; of a loss that was
 * taken back, by a person or by money for it, the time between stays free, because it was asked for by nobody (open question Q45). Of debt
 * relief the law itself says which days bear what it left, so that its part is taken off as if it had been paid on its day.
 */
export function bearingBy(
  { principal, raised, paid, lost }: Owed,
  relieved: readonly ReliefOfDays[],
): Pick<InterestFacts, 'principal' | 'paid' | 'relieved'> {
  const later = raised.map(({ on, amount }) => ({ on, amount: subtractOre(zeroOre, amount) }));
  const isLoss = (amount: Ore) => relieved.length === 0 && amount > zeroOre;
  const gone = lost.map(({ on, amount }) => ({ on: isLoss(amount) ? dayBefore(on) : on, amount }));
  return { principal, paid: [...paid, ...gone, ...later], relieved };
}

/** What was left of the claim when a day had ended. */
export function owedOn({ principal, raised, paid, lost }: Owed, day: PlainDate): Ore {
  const by = (amounts: readonly OnDay[]) =>
    sumOre(amounts.filter(({ on }) => on <= day).map(({ amount }) => amount));
  const left = subtractOre(sumOre([principal, by(raised)]), by([...paid, ...lost]));
  return left > zeroOre ? left : zeroOre;
}

/**
 * Whether something was owed of the claim that a letter of a day could remind of (open question Q25). What came into the books after the
 * letter it could not; when a payment from before it has been taken back since, it could.
 */
export function couldRemind({ principal, raised, paid, lost }: Owed, on: PlainDate): boolean {
  const by = raised.filter(({ bookedOn }) => bookedOn <= on);
  const owed = sumOre([principal, ...by.map(({ amount }) => amount)]);
  // Of a claim that was taken back altogether nothing was ever to be reminded of.
  return owed > zeroOre && feesThatStand([{ on }], coveredOn(owed, [...paid, ...lost])).length > 0;
}

/** The first day on which nothing of an amount was left, and nothing has been since; null when something is. */
function coveredOn(owed: Ore, lowered: readonly OnDay[]): PlainDate | null {
  let left: bigint = owed;
  let covered: PlainDate | null = null;
  for (const { on, amount } of lowered.toSorted((a, b) => (a.on < b.on ? -1 : 1))) {
    left -= amount;
    if (left > 0n) covered = null;
    else covered ??= on;
  }
  return covered;
}
