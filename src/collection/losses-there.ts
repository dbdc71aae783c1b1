import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { RecoveryClaim } from './types.ts';

/** What was booked as losses of what stands at the authority, by claim, since each was received there: `number`, `loss`. */
export const lossesBookedThere = sql<{ number: ClaimNumber; loss: bigint }>`
  select moved.number, sum(moved.amount)::bigint as loss from (
    select credit_number as number, booking_date, amount_ore as amount from transfer
    where cause = 'written-off' and credit_kind = 'recovery'
    union all
    select debit_number, booking_date, -amount_ore from transfer
    where cause = 'write-off-reversed' and debit_kind = 'recovery') moved
  join recovery_claim r on r.claim_number = moved.number and moved.booking_date >= r.received_on
  group by moved.number`;

/** What the authority has given up of these claims and no loss has been booked of: nobody owes it when the rest comes back. */
export async function lostThere(
  tx: MunicipalityReadTx,
  claims: readonly RecoveryClaim[],
): Promise<Map<ClaimNumber, Ore>> {
  const some = claims.filter(({ writtenOff }) => writtenOff > zeroOre);
  if (some.length === 0) return new Map();
  const { rows } = await sql<{ number: ClaimNumber; loss: bigint }>`
    select number, loss from (${lossesBookedThere}) booked
    where number = any (${some.map(({ claim }) => String(claim))}::bigint[])`.execute(tx);
  const booked = new Map(rows.map(({ number, loss }) => [number, loss]));
  return new Map(
    some.map(({ claim, writtenOff }) => {
      const left = writtenOff - (booked.get(claim) ?? 0n);
      return [claim, left > 0n ? ore(left) : zeroOre];
    }),
  );
}
