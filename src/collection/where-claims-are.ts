import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { isOnItsWay } from './candidates.ts';
import { recoveryClaims } from './store.ts';

/** Where a claim is on its way to the recovery authority, or that it is there. */
export type OnItsWay = 'in-transfer' | 'in-hearing' | 'received';

/** Those of these claims that are on their way to the recovery authority or there; what has come back is left out. */
export async function claimsOnTheirWay(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, OnItsWay>> {
  const sent = await recoveryClaims(tx, claims);
  return new Map(
    [...sent].flatMap(
      ([claim, recovery]) => (isOnItsWay(recovery) ? [[claim, recovery.state as OnItsWay] as const] : []), // what isOnItsWay says
    ),
  );
}
