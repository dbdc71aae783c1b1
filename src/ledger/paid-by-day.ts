import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { kindsWhere } from './account-kinds.ts';
import { takenOffByClaim, type OnDay } from './taken-off.ts';

/** What has covered a claim on a day; less than 0 when more was taken back than came. */
export type PaidOnDay = OnDay;

/** Where money that covers a claim comes from, and goes back to when the payment is taken back. */
const moneyKinds = kindsWhere(({ group }) =>
  ['transit', 'suspense', 'held', 'bank', 'till', 'clearing', 'set-off'].includes(group),
);

/**
 * What has been paid on these claims by the day it counts from, oldest first, whoever paid and whenever it was booked. What
 * a correction took off them is no payment, and what of a payment it gave back covers nothing that comes afterwards; what a person moved from
 * one claim to another is paid on the other, and what is held of money that came before what has covered a claim counts instead of that
 * (held-meanwhile.ts). Claims without payments are left out.
 */
export async function paidByDay(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PaidOnDay[]>> {
  const numbers = claims.map(String);
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate; amount: bigint; less: bigint }>`
    select claim, day, sum(amount)::bigint as amount, sum(less)::bigint as less
    from (
      select credit_number as claim, value_date as day, recorded_at, amount_ore as amount, 0 as less from transfer
      where credit_kind in ('claim', 'due', 'recovery') and credit_number = any (${numbers}::bigint[])
        and (debit_kind = any (${moneyKinds}::text[]) or cause = 'reallocated')
      union all
      select debit_number, value_date, recorded_at, -amount_ore, 0 from transfer
      where debit_kind in ('claim', 'due', 'recovery') and debit_number = any (${numbers}::bigint[])
        and (credit_kind = any (${moneyKinds}::text[]) or cause = 'reallocated')
      union all
      select debit_number, value_date, recorded_at, 0, amount_ore from transfer
      where debit_kind = 'source' and debit_number = any (${numbers}::bigint[]) and credit_kind = 'overpaid'
      union all
      select claim_number, from_on, recorded_at, amount_ore, amount_ore from held_meanwhile
      where claim_number = any (${numbers}::bigint[]) and taken_back_at is null) moved
    group by claim, recorded_at, day order by claim, recorded_at, day`.execute(tx);
  return takenOffByClaim(rows);
}
