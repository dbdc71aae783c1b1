import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { BatchNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** The day each batch was fetched, for saying when we were told: a fetch that was stopped has batches of several days. */
export async function batchDays(
  tx: MunicipalityReadTx,
  batches: readonly BatchNumber[],
): Promise<Map<BatchNumber, PlainDate>> {
  const { rows } = await sql<{ batch: BatchNumber; written_at: Temporal.Instant }>`
    select batch, written_at from fact_batch where batch = any (${batches}::int[]) order by batch`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.batch, dayInCopenhagen(row.written_at)]));
}
