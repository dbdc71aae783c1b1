import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** An accounting day on which money was booked, and that is still open. */
export interface OpenDay {
  readonly day: PlainDate;
  readonly transfers: number;
}

/**
 * The open accounting days before a day, oldest first. From here on until the transaction ends nobody writes money, so
 * that vouchers made of these days are made of all that is booked on them: who began before midnight is waited for, and
 * who comes later finds the day closed.
 */
export async function daysToClose(tx: MunicipalityTx, before: PlainDate): Promise<OpenDay[]> {
  await sql`lock table transfer in share row exclusive mode`.execute(tx);
  // From day to day through the index: a year's transfers are many, its days are few.
  const { rows } = await sql<OpenDay>`
    with recursive booked (day) as (
      select min(booking_date) from transfer where booking_date < ${before}::date
      union all
      select (select min(booking_date) from transfer where booking_date > day and booking_date < ${before}::date)
      from booked where day is not null)
    select day, (select count(*)::int from transfer where booking_date = booked.day) as transfers
    from booked where day is not null and booked.day not in (select closed.day from accounting_day closed) order by day`.execute(
    tx,
  );
  return rows;
}

/**
 * Closes accounting days that `daysToClose` has told in the same transaction: nothing is booked on them any more. A day
 * that is closed already fails the transaction.
 */
export async function closeDays(
  tx: MunicipalityTx,
  days: readonly OpenDay[],
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  if (days.length === 0) return;
  await sql`
    insert into accounting_day (day, transfers, closed_at, closed_by)
    select day, transfers, ${at}::timestamptz, ${by}
    from unnest(${days.map(({ day }) => day)}::date[], ${days.map(({ transfers }) => transfers)}::int[])
      closing (day, transfers)`.execute(tx);
}
