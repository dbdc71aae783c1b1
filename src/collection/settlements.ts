import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A settlement, and what the authority had told of its days. Equal to the øre when nothing is missing. */
export interface Settlement {
  readonly settlement: string;
  readonly on: PlainDate;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly amount: Ore;
  readonly covered: Ore;
}

/** All settlements with what was covered on their days, oldest first: summed anew, so that what comes late counts. */
export async function settlements(tx: MunicipalityReadTx): Promise<Settlement[]> {
  const { rows } = await sql<Omit<Settlement, 'amount' | 'covered'> & { amount: bigint; covered: bigint }>`
    select s.settlement, s.settled_on as "on", s.from_on as "from", s.to_on as "to", s.amount_ore as amount,
      coalesce((
        select sum(n.principal_ore + n.interest_ore) from recovery_notification n
        where n.kind in ('UDLIGNING', 'ALLOKERING') and n.repeats is null and n.effective_on between s.from_on and s.to_on), 0)::bigint as covered
    from recovery_settlement s order by s.settled_on, s.settlement`.execute(tx);
  return rows.map((row) => ({ ...row, amount: ore(row.amount), covered: ore(row.covered) }));
}

/**
 * What a settlement, by its notification's number, brings to the bank: its own amount with what was less than nothing in those
 * before it and has not been taken yet. 0 = nothing; null = no settlement has that number.
 */
export async function paidOut(
  tx: MunicipalityReadTx,
  notification: bigint,
): Promise<{ readonly settlement: string; readonly amount: Ore } | null> {
  const { rows } = await sql<{ settlement: string; id: bigint; amount: bigint }>`
    select settlement, notification_id as id, amount_ore as amount from recovery_settlement
    where (settled_on, settlement) <= (
      select settled_on, settlement from recovery_settlement where notification_id = ${String(notification)}::bigint)
    order by settled_on, settlement`.execute(tx);
  const itself = rows.at(-1);
  if (itself === undefined) return null;
  let carried = 0n;
  for (const { amount } of rows) carried = (carried < 0n ? carried : 0n) + amount;
  return { settlement: itself.settlement, amount: carried > 0n ? ore(carried) : zeroOre };
}
