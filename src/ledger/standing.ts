import { sql } from 'kysely';
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
