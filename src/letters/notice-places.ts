import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A debtor has at most so many notices of a day (`noticeId`). */
export const NOTICES_A_DAY = 10;

/**
 * The lowest free place among each debtor's notices of a day, from 0: the notice of limitation has the last ones. The debtors have
 * been locked by the caller.
 */
export async function freeNoticePlaces(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  on: PlainDate,
): Promise<Map<DebtorNumber, number>> {
  const { rows } = await sql<{ debtor: DebtorNumber; used: number[] }>`
    select debtor_number as debtor, array_agg((notice_id % 10)::int) as used from notice
    where debtor_number = any (${debtors}::int[]) and made_on = ${on}::date group by debtor_number`.execute(
    tx,
  );
  const used = new Map(rows.map((row) => [row.debtor, new Set(row.used)]));
  return new Map(debtors.map((debtor) => [debtor, lowestFree(used.get(debtor) ?? new Set())]));
}

function lowestFree(used: ReadonlySet<number>): number {
  let place = 0;
  while (used.has(place)) place += 1;
  return place;
}
