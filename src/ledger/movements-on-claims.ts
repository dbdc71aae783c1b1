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
  /** Of what money had covered, what it covers no longer because the claim became less: it is no part of `here`. */
  readonly freed: Ore;
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
  const numbers = claims.map(String);
  const { rows } = await sql<
    Omit<MovementOnClaim, 'here' | 'there' | 'freed'> & Record<'here' | 'there' | 'freed', bigint>
  >`
    select number as claim, cause, cause_number as "causeNumber", least(value_date, booking_date) as on,
      sum(case when kind in ('claim', 'due') then amount else 0 end)::bigint as here,
      sum(case when kind = 'recovery' then amount else 0 end)::bigint as there,
      sum(case when kind = 'freed' then amount else 0 end)::bigint as freed
    from (
      select kind, number, cause, cause_number, amount, value_date, booking_date, recorded_at from ${entries}
      where kind in ('claim', 'due', 'recovery') and number = any (${numbers}::bigint[])
      union all
      select 'freed', debit_number, cause, cause_number, amount_ore, value_date, booking_date, recorded_at from transfer
      where debit_kind = 'source' and credit_kind = 'overpaid' and debit_number = any (${numbers}::bigint[])) moved
    group by number, cause, cause_number, least(value_date, booking_date)
    having sum(amount) filter (where kind in ('claim', 'due')) <> 0 or sum(amount) filter (where kind = 'recovery') <> 0
      or sum(amount) filter (where kind = 'freed') <> 0
    order by "on", min(recorded_at), number, cause_number`.execute(tx);
  return rows.map((row) => ({ ...row, here: ore(row.here), there: ore(row.there), freed: ore(row.freed) }));
}
