import { liabilityDays } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { wholeDueFrom } from './default-days.ts';
import { defaultSpans } from './default-spans.ts';

/**
 * Of these claims, those that everyone who owes them is in default with, and the day on which the whole fell due from the last of
 * them (bek. 585/2023 § 10): from the day after it interest may run.
 */
export async function wholeDue(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate>> {
  const spans = Map.groupBy(await defaultSpans(tx, claims), ({ claim }) => claim);
  const owing = Map.groupBy(await liabilityDays(tx, claims), ({ claim }) => claim);
  return new Map(
    claims.flatMap((claim) => {
      const due = wholeDueFrom(owing.get(claim) ?? [], spans.get(claim) ?? []);
      return due === null ? [] : [[claim, due] as const];
    }),
  );
}
