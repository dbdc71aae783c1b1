import { openWorkItems } from '../agreements/work-items.ts';
import { listedClaims } from '../claims/listed-claims.ts';
import { payableClaims } from '../claims/payable-claims.ts';
import { wantRecalls } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { monthOf } from '../kernel/dates.ts';
import { zeroOre } from '../kernel/money.ts';
import { claimTypes, localClaimTypes } from '../law/claim-types.ts';
import { accountColumns, accountsIn } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { makeLiable, type TakeOver } from './make-liable.ts';
import { waitForReturn } from './take-over-later.ts';

/**
 * Makes a dead debtor's spouse or heirs liable: for what is here at once, and for what is at Gældsstyrelsen when it has come back
 * from there. It is called back (HAFT), or left to a person where the state pays part. The successors have been locked.
 */
export async function takeOver(tx: MunicipalityTx, taking: TakeOver): Promise<void> {
  await makeLiable(tx, taking);
  await callBack(tx, taking);
}

async function callBack(tx: MunicipalityTx, taking: TakeOver): Promise<void> {
  const { errand, on, at } = taking;
  const { debtor, number } = errand;
  // Also what it has been told of, and not answered.
  const there = (await payableClaims<string[]>(tx, debtor, accountColumns))
    .filter(({ level }) => level === 'main')
    .filter(
      ({ claim, besides, forRecovery }) =>
        forRecovery || (accountsIn(claim, besides)?.atRecovery ?? zeroOre) > zeroOre,
    )
    .map(({ claim }) => claim);
  const listed = await listedClaims(tx, there);
  const mayBeCalled = (claim: ClaimNumber) => {
    const type = listed.get(claim)?.type ?? '';
    return (claimTypes.get(type) ?? localClaimTypes.get(type))?.stateRefund === false;
  };
  await wantRecalls(
    tx,
    there.filter(mayBeCalled).map((claim) => ({ claim, reason: 'HAFT', about: `errand ${number}`, on })),
    at,
  );
  await waitForReturn(tx, taking, there);
  const month = monthOf(on);
  if (there.some((claim) => !mayBeCalled(claim)))
    await openWorkItems(tx, [{ kind: 'liability-at-recovery', debtor, month, about: String(number) }], at);
}
