import { sql } from 'kysely';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What is held for each of these debtors, or for everybody; those for whom nothing is held are left out. */
export async function overpaidBy(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[] | 'everybody',
): Promise<Map<DebtorNumber, Ore>> {
  const theirs = debtors === 'everybody' ? sql`` : sql`and number = any (${debtors}::bigint[])`;
  const { rows } = await sql<{ number: bigint; held: bigint }>`
    select number, -balance_ore as held from account_balance
    where kind = 'overpaid' ${theirs} and balance_ore <> 0 order by number`.execute(tx);
  return new Map(rows.map(({ number, held }) => [debtorNumber(Number(number)), ore(held)]));
}
