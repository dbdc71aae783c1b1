import { openWorkItems } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/**
 * Tells a person of claims, interest or fees that amount to less than the recovery authority had covered of them before they came
 * back: what it covered is not ours to give back.
 */
export async function tellCoveredThere(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  at: Temporal.Instant,
): Promise<void> {
  const month = monthOf(dayInCopenhagen(at));
  const liable = Map.groupBy(await liabilitiesFor(tx, claims), ({ claim }) => claim);
  const items = [...liable].flatMap(([claim, those]) =>
    those.slice(0, 1).map(({ debtor }) => ({
      kind: 'covered-at-recovery' as const,
      debtor,
      month,
      about: `claim ${claim}`,
    })),
  );
  await openWorkItems(tx, items, at);
}
