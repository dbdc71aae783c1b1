import { holdsOn } from '../claims/holds.ts';
import type { ClaimNumber, OpenClaim } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { effects } from '../law/holds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * Claims for which nothing is asked of a debtor by instalments while something holds them: death, bankruptcy and debt relief,
 * a lapse that a person must judge, an end, Gældsstyrelsen (law/holds.ts). By debtor; those without any are left out.
 */
export async function restingClaims(
  tx: MunicipalityReadTx,
  claims: ReadonlyMap<DebtorNumber, readonly OpenClaim[]>,
): Promise<ReadonlyMap<DebtorNumber, ReadonlySet<ClaimNumber>>> {
  const numbers = [...claims.values()].flat().map(({ claimNumber }) => claimNumber);
  const holds = await holdsOn(tx, [...new Set(numbers)]);
  const rests = (debtor: DebtorNumber, claim: ClaimNumber) =>
    (holds.get(claim) ?? []).some(
      ({ reason, debtor: towards }) =>
        effects([reason]).instalments && (towards === null || towards === debtor),
    );
  return new Map(
    [...claims].flatMap(([debtor, theirs]) => {
      const resting = theirs.flatMap(({ claimNumber }) => (rests(debtor, claimNumber) ? [claimNumber] : []));
      return resting.length === 0 ? [] : [[debtor, new Set(resting)] as const];
    }),
  );
}
