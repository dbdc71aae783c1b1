import type { ClaimNumber } from '../claims/types.ts';
import { assert } from '../kernel/result.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Bearing } from './bearing.ts';
import { demandsPaid } from './demands-paid.ts';
import { owedByDay } from './owed.ts';
import { chargesOfMains } from './store.ts';

/** What a main claim's fees depend on, whether it bears interest or not. */
export type FeeBearing = Pick<Bearing, 'charges' | 'owed'> & {
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
  const reminded = [...charges.keys()];
  const owedThen = await owedByDay(tx, reminded, await accountsOfClaims(tx, reminded));
  const demands = await demandsPaid(tx, [...charges.values()].flat());
  return [...charges].map(([main, its]) => {
    const owed = owedThen.get(main);
    assert(owed !== undefined, 'it was asked about');
    return { charges: its, demandsPaid: demands, owed };
  });
}
