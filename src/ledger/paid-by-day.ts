import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { kindsWhere } from './account-kinds.ts';

/** What has covered a claim on a day; less than 0 when more was taken back than came. */
export interface PaidOnDay {
  readonly on: PlainDate;
  readonly amount: Ore;
}

/** Where money that covers a claim comes from, and goes back to when the payment is taken back. */
const moneyKinds = kindsWhere(({ group }) =>
  ['transit', 'suspense', 'held', 'bank', 'till', 'clearing', 'set-off'].includes(group),
);

/**
 * What has been paid on these claims by the day it counts from, oldest first, whoever paid and whenever it was booked. What
 * a correction took off them is no payment; what a person moved from one claim to another is paid on the other. Claims without payments are left out.
 */
export async function paidByDay(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PaidOnDay[]>> {
  const numbers = claims.map(String);
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate; amount: bigint }>`
    select claim, day, sum(amount)::bigint as amount
    from (
      select credit_number as claim, value_date as day, amount_ore as amount from transfer
      where credit_kind in ('claim', 'due', 'recovery') and credit_number = any (${numbers}::bigint[])
        and (debit_kind = any (${moneyKinds}::text[]) or cause = 'reallocated')
      union all
      select debit_number, value_date, -amount_ore from transfer
      where debit_kind in ('claim', 'due', 'recovery') and debit_number = any (${numbers}::bigint[])
        and (credit_kind = any (${moneyKinds}::text[]) or cause = 'reallocated')) moved
    group by claim, day having sum(amount) <> 0 order by claim, day`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, days]) => [
      claim,
      days.map(({ day, amount }) => ({ on: day, amount: ore(amount) })),
    ]),
  );
}
