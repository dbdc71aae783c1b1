import { sql, type RawBuilder } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A payment that no longer covers what it did: it was taken back, or moved to what it was for. */
export interface TakenOff {
  readonly claim: ClaimNumber;
  /** Of whom what it had covered had been asked for by instalments; null = of nobody alone. */
  readonly debtor: DebtorNumber | null;
  /** The last day on which it was booked. */
  readonly on: PlainDate;
}

/**
 * The last payments that were taken off these claims. One that was registered the same day never stood: nobody was told of it. Nor was
 * anything taken off on a day on which as much came instead, as where one that is known late covers before others (in-its-turn.ts).
 */
export async function paymentsTakenOff(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<TakenOff[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<TakenOff>`
    select off.debit_number as claim, nullif(off.debit_debtor, 0) as debtor, max(off.booking_date) as on from transfer off
    where off.debit_number = any (${claims.map(String)}::bigint[]) and off.debit_kind in ('claim', 'due')
      and off.cause in ('payment-reversed', 'reallocated') and exists (
        select from transfer paid where paid.cause_number = off.cause_number and paid.booking_date < off.booking_date
          and paid.cause in ('payment', 'suspense-resolved', 'reallocated')
          and paid.credit_number = off.debit_number and paid.credit_kind in ('claim', 'due'))
      and (${movedThatDay('debit')}) > (${movedThatDay('credit')})
    group by 1, 2`.execute(tx);
  return rows;
}

/** What payments moved, on the day of `off`, off (`debit`) or onto (`credit`) the account that `off` is taken of. */
function movedThatDay(side: 'debit' | 'credit'): RawBuilder<unknown> {
  const [kind, number, debtor] = ['kind', 'number', 'debtor'].map((part) => sql.ref(`day.${side}_${part}`));
  return sql`
    select coalesce(sum(day.amount_ore), 0) from transfer day
    where ${number} = off.debit_number and ${kind} in ('claim', 'due') and ${debtor} = off.debit_debtor
      and day.booking_date = off.booking_date
      and day.cause in ('payment', 'suspense-resolved', 'reallocated', 'payment-reversed')`;
}
