import { listedClaims } from '../claims/listed-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { writeOffsIn, writeOffsOf } from './store.ts';
import type { WriteOff } from './types.ts';

/** A loss as lists show it. */
export interface ListedLoss extends WriteOff {
  /** The claim as its source calls it. */
  readonly claimName: string;
  /** Its code in the list of claim types. */
  readonly type: string;
}

/** The losses that wait for a person or for the committee, by number. */
export async function listedLosses(tx: MunicipalityReadTx): Promise<ListedLoss[]> {
  return withNames(tx, await writeOffsIn(tx, ['proposed', 'committee']));
}

export async function withNames(tx: MunicipalityReadTx, losses: readonly WriteOff[]): Promise<ListedLoss[]> {
  const listed = await listedClaims(
    tx,
    losses.map(({ claim }) => claim),
  );
  return losses.map((loss) => {
    const claim = listed.get(loss.claim);
    assert(claim !== undefined, 'a loss is of a claim in the register');
    return { ...loss, claimName: `${claim.sourceSystem}:${claim.claimId}`, type: claim.type };
  });
}

/** Every loss of these claims, booked or not, by number. */
export async function lossesAbout(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<WriteOff[]> {
  return [...(await writeOffsOf(tx, claims)).values()].flat();
}
