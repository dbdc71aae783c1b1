import { debtorsToFollow, planStandings, type UnallocatedFor } from '../agreements/plan-standings.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { feeForDemand } from './demand-fee.ts';

const DEBTORS_PER_PAGE = 2_000;

/**
 * Plans with instalments that are unpaid and not demanded yet, whose demand would cost something (`demand-costs`), something
 * else (`demand-costs-otherwise`) or nothing any more (`demand-free`) by what the council has decided; the sums are the fees as
 * they would be, of those that fall away as they were. What has been charged stays.
 */
export async function consequencesForDemandFees(
  tx: MunicipalityReadTx,
  { before, after, on }: Between,
  unallocatedFor: UnallocatedFor,
): Promise<Consequence[]> {
  const counting = new Counting('claimTypes');
  for (let last = 0n; ;) {
    const page = await debtorsToFollow(tx, { after: last, limit: DEBTORS_PER_PAGE, on });
    const end = page.at(-1);
    if (end === undefined) return counting.found();
    for (const { debtor, stands, unpaid, claims } of await planStandings(tx, page, { on, unallocatedFor })) {
      if (stands !== null || unpaid.length === 0) continue;
      const asked = claims.filter(({ dueFrom }) => dueFrom > zeroOre).map(({ claimNumber }) => claimNumber);
      const feeBy = async (choices: typeof before) => feeIn(tx, asked, { choices, on });
      const [was, is] = [await feeBy(before), await feeBy(after)];
      if (was === is) continue;
      const touched = { debtor, claims: asked, next: on };
      if (is === null) counting.add('demand-free', { ...touched, amount: was ?? zeroOre });
      else counting.add(was === null ? 'demand-costs' : 'demand-costs-otherwise', { ...touched, amount: is });
    }
    last = BigInt(end);
  }
}

async function feeIn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  { choices, on }: { readonly choices: Between['before']; readonly on: Between['on'] },
): Promise<Ore | null> {
  return (await feeForDemand(tx, { claims, on }, choices))?.amount ?? null;
}
