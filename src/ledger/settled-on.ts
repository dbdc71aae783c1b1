import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { entries } from './entries.ts';

/** The last day from which anything was taken off each of these claims, by money or otherwise; claims of which nothing was are left out. */
export async function lastTakenOff(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate }>`
    select number as claim, max(value_date) as day from ${entries}
    where kind in ('claim', 'due', 'recovery') and number = any (${claims.map(String)}::bigint[]) and amount < 0
    group by number`.execute(tx);
  return new Map(rows.map(({ claim, day }) => [claim, day]));
}
