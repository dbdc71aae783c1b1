import { openWorkItems } from '../agreements/work-items.ts';
import { listedClaims } from '../claims/listed-claims.ts';
import { wantRecalls } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { monthOf } from '../kernel/dates.ts';
import { stateRefundOf } from '../law/claim-types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';
import { mainsThere } from './owed-here.ts';

/**
 * Calls back what a dead debtor owes at Gældsstyrelsen when others become liable for it (HAFT), or leaves it to a person where the
 * state pays part. They take it over when it has come back (after-errand.ts).
 */
export async function callBack(
  tx: MunicipalityTx,
  { debtor, number }: Errand,
  { on, at }: Pick<ActingOnErrand, 'on' | 'at'>,
): Promise<void> {
  const there = await mainsThere(tx, debtor);
  const listed = await listedClaims(tx, there);
  const mayBeCalled = (claim: ClaimNumber) => {
    const type = listed.get(claim)?.type;
    return type !== undefined && stateRefundOf(type) === false;
  };
  await wantRecalls(
    tx,
    there.filter(mayBeCalled).map((claim) => ({ claim, reason: 'HAFT', about: `errand ${number}`, on })),
    at,
  );
  const month = monthOf(on);
  if (there.some((claim) => !mayBeCalled(claim)))
    await openWorkItems(tx, [{ kind: 'liability-at-recovery', debtor, month, about: String(number) }], at);
}
