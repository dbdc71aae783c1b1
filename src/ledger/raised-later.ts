import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { entries } from './entries.ts';
import { standingRaises, type Correction, type RaisedOnDay } from './standing-raises.ts';

/**
 * What corrections have raised these claims by, here or at the recovery authority, and have not taken off again since, in the order in
 * which it was written; claims of which nothing of that kind is left are left out.
 */
export async function raisedLater(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, readonly RaisedOnDay[]>> {
  const numbers = claims.map(String);
  const { rows } = await sql<CorrectionRow>`
    select claim, day, booked, sum(amount)::bigint as amount, sum(less)::bigint as less
    from (
      select debit_number as claim, cause_number as number, value_date as day, booking_date as booked, amount_ore as amount,
        0 as less from transfer
      where debit_kind in ('claim', 'due', 'recovery') and debit_number = any (${numbers}::bigint[]) and credit_kind = 'source'
        and cause = 'claim-corrected'
      union all
      select debit_number, cause_number, value_date, booking_date, 0, amount_ore from transfer
      where debit_kind = 'source' and debit_number = any (${numbers}::bigint[]) and cause = 'claim-corrected') corrected
    group by claim, number, day, booked order by claim, number`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim }) => claim);
  const raises = [...byClaim].map(
    ([claim, those]) => [claim, standingRaises(those.map(asCorrection))] as const,
  );
  return new Map(raises.filter(([, standing]) => standing.length > 0));
}

interface CorrectionRow {
  claim: ClaimNumber;
  day: PlainDate;
  booked: PlainDate;
  amount: bigint;
  less: bigint;
}

function asCorrection({ day: on, booked: bookedOn, amount, less }: CorrectionRow): Correction {
  return { on, bookedOn, raised: ore(amount), lowered: ore(less) };
}

/** The last day on which each of these claims was raised though nothing was left of it; those of which none was are left out. */
export async function raisedWhenPaid(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, PlainDate>> {
  const { rows } = await sql<{ claim: ClaimNumber; on: PlainDate }>`
    select raise.debit_number as claim, max(raise.booking_date) as on from transfer raise
    where raise.debit_number = any (${claims.map(String)}::bigint[]) and raise.debit_kind in ('claim', 'due')
      and raise.credit_kind = 'source' and raise.cause = 'claim-corrected' and 0 = (
        select sum(amount) from ${entries}
        where number = raise.debit_number and kind in ('claim', 'due', 'recovery') and recorded_at < raise.recorded_at)
    group by raise.debit_number`.execute(tx);
  return new Map(rows.map(({ claim, on }) => [claim, on]));
}
