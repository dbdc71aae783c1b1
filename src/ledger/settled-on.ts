import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

const OWN_KINDS = ['claim', 'due', 'recovery'];

/**
 * The last day from which anything was taken off each of these claims, by money or otherwise; claims of which nothing was are left out.
 * What moves between a claim's own accounts (it is asked for, sent on or called back) takes nothing off.
 */
export async function lastTakenOff(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate }>`
    select credit_number as claim, max(value_date) as day from transfer
    where credit_kind = any (${OWN_KINDS}) and credit_number = any (${claims.map(String)}::bigint[])
      and not (debit_kind = any (${OWN_KINDS}) and debit_number = credit_number)
    group by credit_number`.execute(tx);
  return new Map(rows.map(({ claim, day }) => [claim, day]));
}
