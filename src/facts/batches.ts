import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { BatchNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** The day each batch was fetched, for saying when we were told. */
export async function batchDays(
  tx: MunicipalityReadTx,
  batches: readonly BatchNumber[],
): Promise<Map<BatchNumber, PlainDate>> {
  const { rows } = await sql<{ batch: bigint; asked_at: Temporal.Instant }>`
    select batch, asked_at from fact_batch join fact_fetch using (fetch_number)
    where batch = any (${batches}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [Number(row.batch) as BatchNumber, dayInCopenhagen(row.asked_at)])); // far below 2^53
}
