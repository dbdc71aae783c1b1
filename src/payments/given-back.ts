import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { takeFromLast, type StandingMoney } from './standing-money.ts';

/** What somebody's payment covered of a claim, or what of a claim has been given back to somebody. */
export interface MoneyMoved {
  readonly debtor: DebtorNumber;
  readonly amount: Ore;
  readonly givenBack: boolean;
}

interface OfDebtor extends StandingMoney {
  readonly debtor: DebtorNumber;
}

/**
 * Who gets back what has been paid beyond a claim's new amount: it was the last payments that were too much. The movements of the claim
 * are in the order in which they were recorded: what was given back earlier was of its debtor's payments last before it, and
 * where these are too little, of the last there are. Adds up to `beyond`, or to all that is left of the payments where that is less.
 */
export function givenBackTo(beyond: Ore, movements: readonly MoneyMoved[]): Map<DebtorNumber, Ore> {
  const standing: OfDebtor[] = [];
  const take = (debtor: DebtorNumber, amount: Ore): Ore =>
    takeFromLast(
      standing.filter((each) => each.debtor === debtor),
      amount,
    ).lacking;
  const tooMuch: { readonly debtor: DebtorNumber; readonly amount: Ore }[] = [];
  for (const { debtor, amount, givenBack } of movements) {
    if (givenBack) tooMuch.push({ debtor, amount: take(debtor, amount) });
    else standing.push({ debtor, left: amount });
  }
  for (const { debtor, amount } of tooMuch) take(debtor, amount);
  const back = new Map<DebtorNumber, Ore>();
  for (const [{ debtor }, part] of takeFromLast(standing, beyond).taken)
    if (part > zeroOre) back.set(debtor, addOre(back.get(debtor) ?? zeroOre, part));
  return back;
}
