import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { sumOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { paidAndGivenBack } from '../ledger/paid-on-claim.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { givenBackTo } from './given-back.ts';
import { whoseMoney } from './whose-money.ts';

/**
 * Who gets back the money that has covered each claim beyond its new amount: the last payments and set-offs were too much. No more
 * than money still covers (ledger/reduction.ts); adds up to it.
 */
export async function giveBack(
  tx: MunicipalityReadTx,
  beyond: ReadonlyMap<ClaimNumber, Ore>,
): Promise<Map<ClaimNumber, Map<DebtorNumber, Ore>>> {
  const claims = [...beyond.keys()];
  if (claims.length === 0) return new Map();
  const movements = await paidAndGivenBack(tx, claims);
  const whose = await whoseMoney(tx, [...movements.values()].flat());
  return new Map(
    [...beyond].map(([claim, amount]) => {
      const moved = (movements.get(claim) ?? []).map((each) => ({
        debtor: whose(each),
        amount: each.amount,
        givenBack: 'givenBackTo' in each,
      }));
      const back = givenBackTo(amount, moved);
      assert(sumOre(back.values()) === amount, `claim ${claim} is covered by less money than is given back`);
      return [claim, back];
    }),
  );
}
