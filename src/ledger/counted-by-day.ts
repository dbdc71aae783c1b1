import { sql, type RawBuilder } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { takenOffByClaim, type OnDay } from './taken-off.ts';

/** Which transfers count. */
export interface Counting {
  /** What was taken off a claim, or put back on it, by the kind of the account on the other side. */
  readonly other: (kind: RawBuilder<unknown>) => RawBuilder<unknown>;
  /** Of what a correction took from the source: what was less all along because of it. */
  readonly less: RawBuilder<unknown>;
  /** More rows of claim, day, moment, amount and less, for claims with these numbers. */
  readonly besides?: (numbers: readonly string[]) => RawBuilder<unknown>;
}

/** What has been taken off these claims by the day it counts from, oldest first; claims without any are left out. */
export async function countedByDay(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  { other, less, besides }: Counting,
): Promise<Map<ClaimNumber, OnDay[]>> {
  const numbers = claims.map(String);
  const more = besides === undefined ? sql`` : sql`union all ${besides(numbers)}`;
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate; amount: bigint; less: bigint }>`
    select claim, day, sum(amount)::bigint as amount, sum(less)::bigint as less
    from (
      select credit_number as claim, value_date as day, recorded_at, amount_ore as amount, 0 as less from transfer
      where credit_kind in ('claim', 'due', 'recovery') and credit_number = any (${numbers}::bigint[])
        and ${other(sql.ref('debit_kind'))}
      union all
      select debit_number, value_date, recorded_at, -amount_ore, 0 from transfer
      where debit_kind in ('claim', 'due', 'recovery') and debit_number = any (${numbers}::bigint[])
        and ${other(sql.ref('credit_kind'))}
      union all
      select debit_number, value_date, recorded_at, 0, amount_ore from transfer
      where debit_kind = 'source' and debit_number = any (${numbers}::bigint[]) and ${less}
      ${more}) moved
    group by claim, recorded_at, day order by claim, recorded_at, day`.execute(tx);
  return takenOffByClaim(rows);
}
