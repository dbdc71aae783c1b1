import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Cause } from './causes.ts';
import { entries } from './entries.ts';

/** What one thing that happened changed of what is owed of a claim; less than nothing = less is owed. */
export interface MovementOnClaim {
  readonly claim: ClaimNumber;
  readonly cause: Cause;
  readonly causeNumber: bigint;
  /** The day from which it counts; of what was raised before that, as a bill is before it is due, that day. */
  readonly on: PlainDate;
  /** Owed to us. */
  readonly here: Ore;
  /** Owed to the recovery authority. */
  readonly there: Ore;
}

/**
 * All that has changed what is owed of these claims, in the order of the days from which it counts, and of a day in the order in which it was
 * known. What only asks for what was owed already is left out. `here` adds up to what is left here, `there` to what is left there.
 */
export async function movementsOnClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<MovementOnClaim[]> {
  if (claims.length === 0) return [];
  const { rows } = await sql<Omit<MovementOnClaim, 'here' | 'there'> & { here: bigint; there: bigint }>`
    select number as claim, cause, cause_number as "causeNumber", least(value_date, booking_date) as on,
      coalesce(sum(amount) filter (where kind <> 'recovery'), 0)::bigint as here,
      coalesce(sum(amount) filter (where kind = 'recovery'), 0)::bigint as there
    from ${entries}
    where kind in ('claim', 'due', 'recovery') and number = any (${claims.map(String)}::bigint[])
    group by number, cause, cause_number, least(value_date, booking_date)
    having sum(amount) filter (where kind <> 'recovery') <> 0 or sum(amount) filter (where kind = 'recovery') <> 0
    order by "on", min(recorded_at), number, cause_number`.execute(tx);
  return rows.map((row) => ({ ...row, here: ore(row.here), there: ore(row.there) }));
}
