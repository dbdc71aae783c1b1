import { sql } from 'kysely';
import type { Between } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** Interest was counted by other days of a year than the new choice's: it would no longer be what was posted and told. */
export interface DayCountRefusal {
  readonly why: 'day-count';
  /** How many claims have such interest. */
  readonly claims: number;
}

/** Why the days that interest is counted by cannot be others; null = they are the same, or nothing was posted by them. */
export async function dayCountRefused(
  tx: MunicipalityReadTx,
  { before, after }: Between,
): Promise<DayCountRefusal | null> {
  if (before.charges.dayCount === after.charges.dayCount) return null;
  const { rows } = await sql<{ claims: number }>`
    select count(*)::int as claims from interest_course i where i.regime <> 'gebyrloven'
      and exists (select from charge h where h.main_claim = i.claim_number and h.kind = 'interest')`.execute(
    tx,
  );
  const claims = rows[0]?.claims ?? 0;
  return claims === 0 ? null : { why: 'day-count', claims };
}
