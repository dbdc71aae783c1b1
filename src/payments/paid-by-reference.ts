import { sql } from 'kysely';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Channel } from './types.ts';

/** What the ledger has of each of a channel's payments by these references, less what was taken back; those that it has not are left out. */
export async function paidByReference(
  tx: MunicipalityReadTx,
  channels: readonly Channel[],
  references: readonly string[],
): Promise<ReadonlyMap<string, Ore>> {
  const { rows } = await sql<{ reference: string; amount: bigint }>`
    select p.reference, sum(case when r.payment_number is null then p.amount_ore else 0 end)::bigint as amount
    from payment p left join payment_reversal r using (payment_number)
    where p.channel = any (${channels}::text[]) and p.reference = any (${references}::text[]) group by p.reference`.execute(
    tx,
  );
  return new Map(rows.map(({ reference, amount }) => [reference, ore(amount)]));
}
