import { sql } from 'kysely';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What stands in suspense of each payment; payments of which nothing does are left out. */
export async function suspendedMoney(tx: MunicipalityReadTx): Promise<Map<bigint, Ore>> {
  const { rows } = await sql<{ payment: bigint; amount: bigint }>`
    select number as payment, -balance_ore as amount from account_balance
    where kind = 'suspense' and balance_ore <> 0 order by number`.execute(tx);
  return new Map(rows.map(({ payment, amount }) => [payment, ore(amount)]));
}
