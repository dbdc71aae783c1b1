import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { AccountKind } from './account-kinds.ts';
import { entries } from './entries.ts';

/** How a claim stood at the end of a day, by what counts from that day or before, as it is known now. */
export interface StoodOnDay {
  /** What it amounted to, with what was corrected of it by then. */
  readonly raised: Ore;
  /** Covered by money by then, here or at the recovery authority; what had covered more than a claim amounts to since is left out. */
  readonly paid: Ore;
  /** Not asked for any longer without having been paid: with `paid`, `left` and `atRecovery` it is `raised`. */
  readonly fellAway: Ore;
  /** Left to be paid to us. */
  readonly left: Ore;
  /** Left to be paid to the recovery authority. */
  readonly atRecovery: Ore;
}

/** Where money comes from that covers claims; what moves within a claim, or is taken off it otherwise, is no payment. */
const MONEY: readonly AccountKind[] = ['transit', 'suspense', 'overpaid', 'owed-back', 'set-off', 'rim'];

/**
 * How these claims stood on a day, by value date; what is raised before it counts, as a bill is before it is due, stands from then. Claims that
 * were not raised by then are left out. Asked later, a day may have stood
 * otherwise: a payment may count from a day before it was known.
 */
export async function stoodOn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  day: PlainDate,
): Promise<Map<ClaimNumber, StoodOnDay>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<{
    claim: ClaimNumber;
    raised: bigint;
    paid: bigint;
    left: bigint;
    there: bigint;
  }>`
    select number as claim,
      coalesce(-sum(amount) filter (where kind = 'source'), 0)::bigint as raised,
      coalesce(-sum(amount) filter (where other = any (${MONEY}::text[])), 0)::bigint as paid,
      coalesce(sum(amount) filter (where kind in ('claim', 'due')), 0)::bigint as left,
      coalesce(sum(amount) filter (where kind = 'recovery'), 0)::bigint as there
    from ${entries}
    where kind in ('claim', 'due', 'recovery', 'source') and number = any (${claims.map(String)}::bigint[])
      and least(value_date, booking_date) <= ${day}::date
    group by number having sum(amount) filter (where kind = 'source') is not null
    order by number`.execute(tx);
  return new Map(
    rows.map(({ claim, raised, paid, left, there }) => [
      claim,
      {
        raised: ore(raised),
        paid: ore(paid),
        fellAway: ore(raised - paid - left - there),
        left: ore(left),
        atRecovery: ore(there),
      },
    ]),
  );
}
