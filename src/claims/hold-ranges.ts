import { sql } from 'kysely';
import { addDays, type DateRange, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { HoldReason } from '../law/holds.ts';
import type { ClaimNumber } from './types.ts';

/** Days on which a hold stood. */
export interface HoldRange {
  readonly reason: HoldReason;
  /** Up to and with the day before it was lifted; null = it stands. */
  readonly days: DateRange;
}

/**
 * The days on which something has stood on these claims, also what was lifted since, towards whomever. Claims without any
 * are left out, and so is a hold that was lifted on the day it began.
 */
export async function holdRangesOn(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, HoldRange[]>> {
  const { rows } = await sql<RangeRow>`
    select claim_number, reason, from_on, lifted_on from hold
    where claim_number = any (${claims.map(String)}::bigint[]) and (lifted_on is null or lifted_on > from_on)
    order by claim_number, reason, entry`.execute(tx);
  const byClaim = Map.groupBy(rows, ({ claim_number: claim }) => claim);
  return new Map([...byClaim].map(([claim, ofClaim]) => [claim, ofClaim.map(asRange)]));
}

interface RangeRow {
  claim_number: ClaimNumber;
  reason: HoldReason;
  from_on: PlainDate;
  lifted_on: PlainDate | null;
}

function asRange({ reason, from_on: from, lifted_on: lifted }: RangeRow): HoldRange {
  return { reason, days: { from, to: lifted === null ? null : addDays(lifted, -1) } };
}
