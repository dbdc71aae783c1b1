import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { entries } from './entries.ts';
import type { Account } from './types.ts';

/** What stands on an account whose balance is not kept, a till or a channel: the sum of its transfers, in øre. */
export async function standingOn(tx: MunicipalityReadTx, { kind, number }: Account): Promise<Ore> {
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce(sum(amount), 0)::bigint as amount from ${entries}
    where kind = ${kind} and number = ${number.toString()}::bigint and kind in ('counter', 'clearing')`.execute(
    tx,
  );
  return ore(rows[0]?.amount ?? 0n);
}

/** What stands on a channel's clearing account, and what the channel has told from a day on. */
export interface ClearingStanding {
  readonly balance: Ore;
  readonly toldSince: Ore;
}

/** The channels' clearing accounts, by number; those on which nothing was ever booked are left out. */
export async function clearingStandings(
  tx: MunicipalityReadTx,
  since: PlainDate,
): Promise<Map<bigint, ClearingStanding>> {
  const { rows } = await sql<{ number: bigint; balance: bigint; told: bigint }>`
    select number, sum(amount)::bigint as balance, coalesce(sum(amount) filter (where told), 0)::bigint as told
    from (
      select debit_number as number, amount_ore as amount, booking_date >= ${since}::date as told
      from transfer where debit_kind = 'clearing'
      union all
      select credit_number, -amount_ore, false from transfer where credit_kind = 'clearing') moved
    group by number`.execute(tx);
  return new Map(
    rows.map(({ number, balance, told }) => [number, { balance: ore(balance), toldSince: ore(told) }]),
  );
}
