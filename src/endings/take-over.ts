import { openWorkItems } from '../agreements/work-items.ts';
import { placeHolds } from '../claims/holds.ts';
import { addLiabilities, liabilitiesFor } from '../claims/liabilities.ts';
import { limitationsOf, recordLimitations } from '../claims/limitation.ts';
import { listedClaims } from '../claims/listed-claims.ts';
import { payableClaims } from '../claims/payable-claims.ts';
import { wantRecalls } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, monthOf } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { claimTypes, localClaimTypes } from '../law/claim-types.ts';
import { accountColumns, accountsIn } from '../ledger/balances.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Errand } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';
import { tellNewlyLiable } from './liability-told.ts';
import type { OwedClaim } from './types.ts';

export interface TakeOver extends ActingOnErrand {
  readonly errand: Errand;
  readonly estate: 'undivided-estate' | 'private-division';
  readonly claims: readonly OwedClaim[];
  /** The spouse, or the heirs. */
  readonly successors: readonly DebtorNumber[];
}

/** New debtors are told before anything is asked of them; own choice of days until a person looks, if the letter has not arrived. */
const TELL_WITHIN_DAYS = 30;

/**
 * Makes a dead debtor's spouse or heirs liable for the claims, with the time that is left of each. They are told, and nothing is
 * asked of them before the letter has arrived: the claims are held meanwhile. What is at Gældsstyrelsen is called back first (HAFT), or left to a
 * person where the state pays part. The successors have been locked.
 */
export async function takeOver(tx: MunicipalityTx, taking: TakeOver): Promise<void> {
  const { errand, estate, successors, by, on, at } = taking;
  const claims = taking.claims.map(({ claim }) => claim);
  const shared = await owedWithOthers(tx, claims, errand.debtor);
  const added = await addLiabilities(
    tx,
    claims.flatMap((claim) => {
      const kind = successors.length > 1 || shared.has(claim) ? 'joint' : 'sole';
      return successors.map((debtor) => ({ claim, debtor, kind }) as const);
    }),
  );
  const limitations = await limitationsOf(tx, claims);
  await recordLimitations(
    tx,
    added.flatMap(({ claim, debtor }) =>
      (limitations.get(claim) ?? [])
        .filter((limitation) => limitation.debtor === errand.debtor)
        .map((limitation) => ({ ...limitation, debtor, by, at })),
    ),
  );
  const about = String(errand.number);
  await placeHolds(
    tx,
    added.map(({ claim, debtor }) => ({
      claim,
      debtor,
      reason: 'manual',
      from: on,
      reviewOn: addDays(on, TELL_WITHIN_DAYS),
      about,
      by,
      at,
    })),
  );
  for (const [debtor, theirs] of Map.groupBy(added, (each) => each.debtor)) {
    const became = new Set(theirs.map(({ claim }) => claim));
    const owed = taking.claims.filter(({ claim }) => became.has(claim));
    await tellNewlyLiable(tx, { errand, estate, debtor, claims: owed, by, on, at });
  }
  await callBack(tx, taking);
}

/** Claims that somebody besides the dead still owes: whoever takes over owes them together with those. */
async function owedWithOthers(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  dead: DebtorNumber,
): Promise<ReadonlySet<ClaimNumber>> {
  const liabilities = await liabilitiesFor(tx, claims);
  const others = liabilities.filter(({ debtor, ended }) => debtor !== dead && ended === null);
  return new Set(others.map(({ claim }) => claim));
}

async function callBack(tx: MunicipalityTx, { errand, on, at }: TakeOver): Promise<void> {
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
  const month = monthOf(on);
  if (there.some((claim) => !mayBeCalled(claim)))
    await openWorkItems(tx, [{ kind: 'liability-at-recovery', debtor, month, about: String(number) }], at);
}
