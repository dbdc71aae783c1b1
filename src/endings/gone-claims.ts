import { liabilitiesFor } from '../claims/liabilities.ts';
import { listedClaims, type ListedClaim } from '../claims/listed-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { EndedLiability } from '../ledger/ended-work.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A claim that nobody is liable for any longer, and how the last of them ceased to be. */
export type GoneClaim = ListedClaim & Pick<EndedLiability, 'kind' | 'on' | 'debtor'>;

/** Those of the claims that ended for somebody that nobody else is liable for either. */
export async function owedByNobody(
  tx: MunicipalityReadTx,
  ended: readonly EndedLiability[],
): Promise<GoneClaim[]> {
  const claims = [...new Set(ended.map(({ claim }) => claim))];
  const liable = new Set(
    (await liabilitiesFor(tx, claims)).flatMap(({ claim, ended: how }) => (how === null ? [claim] : [])),
  );
  const listed = await listedClaims(tx, claims);
  const last = new Map<ClaimNumber, EndedLiability>();
  for (const end of ended.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)))
    last.set(end.claim, end);
  return [...last.values()].flatMap(({ claim, kind, on, debtor }) => {
    const named = listed.get(claim);
    return named === undefined || liable.has(claim) ? [] : [{ ...named, kind, on, debtor }];
  });
}
