import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What a claim was raised by after it was there, and the day from which that is owed. */
export interface RaisedOnDay {
  readonly on: PlainDate;
  readonly amount: Ore;
}

/** What corrections have raised these claims by, oldest first; claims that never were raised again are left out. */
export async function raisedLater(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, RaisedOnDay[]>> {
  const { rows } = await sql<{ claim: ClaimNumber; day: PlainDate; amount: bigint }>`
    select debit_number as claim, value_date as day, sum(amount_ore)::bigint as amount from transfer
    where debit_kind = 'claim' and debit_number = any (${claims.map(String)}::bigint[]) and credit_kind = 'source'
      and cause = 'claim-corrected'
    group by claim, day order by claim, day`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  return new Map(
    [...byClaim].map(([claim, days]) => [
      claim,
      days.map(({ day, amount }) => ({ on: day, amount: ore(amount) })),
    ]),
  );
}
