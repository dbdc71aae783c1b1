import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { RefundItem, RefundReason } from './refunds.ts';

export interface RefundOpened extends RefundItem {
  readonly openedOn: PlainDate;
  /** Null: a person has still to decide. */
  readonly closedOn: PlainDate | null;
}

/** Money that was, or is, perhaps to be given back to a debtor, oldest first. */
export async function refundsAbout(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<RefundOpened[]> {
  const { rows } = await sql<{
    amount_ore: bigint;
    why: RefundReason;
    about: string;
    opened_at: Temporal.Instant;
    closed_at: Temporal.Instant | null;
  }>`
    select amount_ore, why, about, opened_at, closed_at from refund_item
    where debtor_number = ${debtor} order by refund_number`.execute(tx);
  return rows.map((row) => ({
    debtor,
    amount: ore(row.amount_ore),
    why: row.why,
    about: row.about,
    openedOn: dayInCopenhagen(row.opened_at),
    closedOn: row.closed_at === null ? null : dayInCopenhagen(row.closed_at),
  }));
}
