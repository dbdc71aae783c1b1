import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { GivenBack, PaidOrGivenBack } from '../ledger/paid-on-claim.ts';
import { takeFromLast, type StandingMoney } from './standing-money.ts';

/** What has been given back of one payment on a claim, by how that was done; in øre. */
export type GivenBackOf = Readonly<Record<GivenBack['from'], Ore>>;

interface OfPayment extends StandingMoney {
  readonly payment: bigint | null;
}

/**
 * What has been given back of a payment on a claim. The movements are the payer's on that claim, in the order in which they were
 * recorded: what is given back comes from the payments last before it, and where these are too little, from the last there are.
 */
export function givenBackOfPayment(payment: bigint, movements: readonly PaidOrGivenBack[]): GivenBackOf {
  const back = { source: zeroOre, claim: zeroOre };
  const standing: OfPayment[] = [];
  const tooMuch: { readonly from: GivenBack['from']; readonly amount: Ore }[] = [];
  const take = ({ from, amount }: Pick<GivenBack, 'from' | 'amount'>): Ore => {
    const { taken, lacking } = takeFromLast(standing, amount);
    for (const [each, part] of taken) if (each.payment === payment) back[from] = addOre(back[from], part);
    return lacking;
  };
  for (const each of movements) {
    if ('givenBackTo' in each) tooMuch.push({ from: each.from, amount: take(each) });
    else standing.push({ payment: 'payment' in each ? each.payment : null, left: each.amount });
  }
  for (const each of tooMuch) take(each);
  return back;
}
