import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { takenOffByClaim, type OnDay } from './taken-off.ts';

/** What of a claim nobody was to pay any longer from a day on; less than 0 when more was taken back. */
export type LostOnDay = OnDay;

/**
 * What has been taken out of what is owed on these claims without being paid, by the day it counts from, oldest first: ended,
 * written off, or booked as a difference of øre, and what of it was taken back. A loss that a reduction of the claim has made less was
 * less from its own day, the last of them first. Whether the loss of what has ended is booked makes no difference.
 */
export async function lostByDay(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, LostOnDay[]>> {
  const numbers = claims.map(String);
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate; amount: bigint; less: bigint }>`
    select claim, day, sum(amount)::bigint as amount, sum(less)::bigint as less
    from (
      select credit_number as claim, value_date as day, recorded_at, amount_ore as amount, 0 as less from transfer
      where credit_kind in ('claim', 'due', 'recovery') and credit_number = any (${numbers}::bigint[])
        and debit_kind in ('ended', 'written-off', 'rounding')
      union all
      select debit_number, value_date, recorded_at, -amount_ore, 0 from transfer
      where debit_kind in ('claim', 'due', 'recovery') and debit_number = any (${numbers}::bigint[])
        and credit_kind in ('ended', 'written-off', 'rounding')
      union all
      select debit_number, value_date, recorded_at, 0, amount_ore from transfer
      where debit_kind = 'source' and debit_number = any (${numbers}::bigint[])
        and credit_kind in ('ended', 'written-off', 'rounding') and cause <> 'give-back-undone') moved
    group by claim, recorded_at, day order by claim, recorded_at, day`.execute(tx);
  return takenOffByClaim(rows);
}
