import type { ClaimNumber } from '../claims/types.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { lostByDay } from '../ledger/lost-by-day.ts';
import { paidByDay } from '../ledger/paid-by-day.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Bearing } from './bearing.ts';
import { demandsPaid } from './demands-paid.ts';
import { chargesOfMains } from './store.ts';

/** What a main claim's fees depend on, whether it bears interest or not. */
export type FeeBearing = Pick<Bearing, 'charges'> & {
  readonly facts: Pick<Bearing['facts'], 'principal' | 'paid'>;
  /** Of fees for demands about instalments: whether those had been paid. */
  readonly demandsPaid?: ReadonlyMap<ClaimNumber, boolean>;
};

/** Main claims that bear no interest, and have fees. */
export async function feesAlone(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
): Promise<FeeBearing[]> {
  const charges = mains.length === 0 ? new Map<never, never>() : await chargesOfMains(tx, mains);
  if (charges.size === 0) return [];
  const accounts = await accountsOfClaims(tx, mains);
  const [paid, lost] = [await paidByDay(tx, mains), await lostByDay(tx, mains)];
  const demands = await demandsPaid(tx, [...charges.values()].flat());
  return [...charges].map(([main, its]) => ({
    charges: its,
    demandsPaid: demands,
    facts: {
      principal: accounts.get(main)?.raised ?? zeroOre,
      paid: [...(paid.get(main) ?? []), ...(lost.get(main) ?? [])],
    },
  }));
}
