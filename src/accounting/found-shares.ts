import { sql } from 'kysely';
import type { PartForBooks } from '../claims/claims-for-books.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { DaysBefore } from './refund-shares.ts';

/** The state's share of a part that came without one, as a person has found it out (`settleShare`). */
export interface FoundShare {
  readonly claim: ClaimNumber;
  readonly part: string;
  readonly percent: number;
  /** The first accounting day that counts with it. */
  readonly countsFrom: PlainDate;
}

/** What has been found out about parts of these claims, by claim. */
export async function foundShares(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, FoundShare[]>> {
  const { rows } = await sql<FoundShare>`
    ${columns} where claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return Map.groupBy(rows, ({ claim }) => claim);
}

/** The claims of which something was found out that counts from a day, and no closed day has told yet. */
export async function foundSince(
  tx: MunicipalityReadTx,
  day: PlainDate,
  before: DaysBefore,
): Promise<ClaimNumber[]> {
  const { rows } = await sql<FoundShare>`${columns} where counts_from <= ${day}::date
    order by claim_number`.execute(tx);
  const fresh = rows.filter((each) => !isTold(each, before));
  return [...new Set(fresh.map(({ claim }) => claim))];
}

/** Whether vouchers tell of it already: those of a day from which it counts, or of a later one. */
export function isTold({ countsFrom }: FoundShare, { closed, besides }: DaysBefore): boolean {
  return besides.some((day) => day >= countsFrom) || [...closed].some((day) => day >= countsFrom);
}

/** The parts with those of the percents that count. */
export function withFound(
  parts: readonly PartForBooks[],
  found: readonly FoundShare[],
  counts: (share: FoundShare) => boolean,
): PartForBooks[] {
  return parts.map((each) => {
    const share = found.find(({ part }) => part === each.part);
    return each.percent === null && share !== undefined && counts(share)
      ? { ...each, percent: share.percent }
      : each;
  });
}

const columns = sql`
  select claim_number as claim, part_claim_id as part, refund_percent as percent, counts_from as "countsFrom" from found_share`;
