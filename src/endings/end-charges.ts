import { chargesOn } from '../charges/charge-limits.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import type { EndedLiability } from '../ledger/ended-work.ts';
import { endLiabilities } from '../ledger/liability-ends.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Ends interest and fees for those who are no longer liable for the main claim: they fall away with it (forældelsesloven § 23,
 * stk. 2), in the same way and on the same day. Answers them with what was left of each. The debtors have been locked.
 */
export async function endCharges(
  tx: MunicipalityTx,
  mains: readonly EndedLiability[],
  at: Temporal.Instant,
): Promise<EndedLiability[]> {
  const charges = await chargesOn(
    tx,
    mains.map(({ claim }) => claim),
  );
  const claims = [...charges.values()].flat().map(({ claim }) => claim);
  if (claims.length === 0) return [];
  const liabilities = await liabilitiesFor(tx, claims);
  const liable = new Set(
    liabilities.flatMap(({ claim, debtor, ended }) => (ended === null ? [`${claim}/${debtor}`] : [])),
  );
  const accounts = await accountsOfClaims(tx, claims);
  const ends = mains.flatMap(({ claim: main, debtor, kind, on }) =>
    (charges.get(main) ?? [])
      .filter(({ claim }) => liable.has(`${claim}/${debtor}`))
      .map(({ claim }) => ({ claim, debtor, kind, on, owed: balanceOf(accounts.get(claim)), main })),
  );
  await endLiabilities(
    tx,
    ends.map(({ main, claim, debtor, kind, on }) => {
      return { claim, debtor, kind, on, reason: `main claim ${main}`, by: 'automatic', at };
    }),
  );
  return ends.map(({ claim, debtor, kind, on, owed }) => ({ claim, debtor, kind, on, owed }));
}
