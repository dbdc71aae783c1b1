import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { minOre, ore, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What of a claim nobody was to pay any longer from a day on; less than 0 when more was taken back. */
export interface LostOnDay {
  readonly on: PlainDate;
  readonly amount: Ore;
}

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
      select credit_number as claim, value_date as day, amount_ore as amount, 0 as less from transfer
      where credit_kind in ('claim', 'due', 'recovery') and credit_number = any (${numbers}::bigint[])
        and debit_kind in ('ended', 'written-off', 'rounding')
      union all
      select debit_number, value_date, -amount_ore, 0 from transfer
      where debit_kind in ('claim', 'due', 'recovery') and debit_number = any (${numbers}::bigint[])
        and credit_kind in ('ended', 'written-off', 'rounding')
      union all
      select debit_number, value_date, 0, amount_ore from transfer
      where debit_kind = 'source' and debit_number = any (${numbers}::bigint[])
        and credit_kind in ('ended', 'written-off', 'rounding')) moved
    group by claim, day order by claim, day`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map([...byClaim].map(([claim, days]) => [claim, lessened(days)]));
}

function lessened(
  days: readonly { readonly day: PlainDate; readonly amount: bigint; readonly less: bigint }[],
): LostOnDay[] {
  let less = ore(days.reduce((sum, each) => sum + each.less, 0n));
  return days
    .toReversed()
    .map(({ day, amount }) => {
      const part = amount > 0n ? minOre(less, ore(amount)) : zeroOre;
      less = subtractOre(less, part);
      return { on: day, amount: subtractOre(ore(amount), part) };
    })
    .toReversed()
    .filter(({ amount }) => amount !== zeroOre);
}
