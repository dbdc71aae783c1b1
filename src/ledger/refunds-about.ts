import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { RefundItem, RefundReason } from './refunds.ts';

export interface RefundOpened extends RefundItem {
  readonly number: bigint;
  readonly openedOn: PlainDate;
  /** Null: a person has still to decide. */
  readonly closedOn: PlainDate | null;
}

/** Money that was, or is, perhaps to be given back to a debtor, oldest first. */
export async function refundsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<RefundOpened[]> {
  const { rows } = await sql<{
    refund_number: bigint;
    amount_ore: bigint;
    why: RefundReason;
    about: string;
    opened_at: Temporal.Instant;
    closed_at: Temporal.Instant | null;
  }>`
    select refund_number, amount_ore, why, about, opened_at, closed_at from refund_item
    where debtor_number = ${debtor} order by refund_number`.execute(tx);
  return rows.map((row) => ({
    number: row.refund_number,
    debtor,
    amount: ore(row.amount_ore),
    why: row.why,
    about: row.about,
    openedOn: dayInCopenhagen(row.opened_at),
    closedOn: row.closed_at === null ? null : dayInCopenhagen(row.closed_at),
  }));
}

/**
 * The items less what has been opened about the same before: a second look at the same money opens only what is more.
 * Items that are covered already are left out.
 */
export async function beyondOpened(
  tx: MunicipalityReadTx,
  items: readonly RefundItem[],
): Promise<RefundItem[]> {
  if (items.length === 0) return [];
  const { rows } = await sql<{ debtor: DebtorNumber; about: string; opened: bigint }>`
    select debtor_number as debtor, about, sum(amount_ore)::bigint as opened from refund_item
    where debtor_number = any (${items.map(({ debtor }) => debtor)}::int[]) group by 1, 2`.execute(tx);
  const opened = new Map(rows.map((row) => [`${row.debtor} ${row.about}`, row.opened]));
  return items
    .map((item) => ({
      ...item,
      amount: ore(item.amount - (opened.get(`${item.debtor} ${item.about}`) ?? 0n)),
    }))
    .filter(({ amount }) => amount > 0n);
}
