import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

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
  await lockBooking(tx);
  return openDays(tx, before);
}

/** As `daysToClose`, of one day alone; null when it is closed, or nothing is booked on it. */
export async function dayToClose(tx: MunicipalityTx, day: PlainDate): Promise<OpenDay | null> {
  await lockBooking(tx);
  const { rows } = await sql<OpenDay>`
    select ${day}::date as day, count(*)::int as transfers from transfer
    where booking_date = ${day}::date and not exists (select from accounting_day closed where closed.day = ${day}::date)
    having count(*) > 0`.execute(tx);
  return rows[0] ?? null;
}

async function lockBooking(tx: MunicipalityTx): Promise<void> {
  await sql`lock table transfer in share row exclusive mode`.execute(tx);
}

/** The open accounting days before a day as they are seen now, oldest first; more may be booked on them. */
export async function openDays(tx: MunicipalityReadTx, before: PlainDate): Promise<OpenDay[]> {
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

/** The last day on which anything is booked, open or closed; null in empty books. */
export async function lastDayOfBooks(tx: MunicipalityReadTx): Promise<PlainDate | null> {
  const { rows } = await sql<{
    day: PlainDate | null;
  }>`select max(booking_date) as day from transfer`.execute(tx);
  return rows[0]?.day ?? null;
}

/** The days on which nothing is booked any more. */
export async function closedDays(tx: MunicipalityReadTx): Promise<ReadonlySet<PlainDate>> {
  const { rows } = await sql<{ day: PlainDate }>`select day from accounting_day`.execute(tx);
  return new Set(rows.map(({ day }) => day));
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
