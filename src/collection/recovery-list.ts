import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { RecoveryState } from './types.ts';

/** A claim that is on its way to the authority, or there, or has come back. */
export interface ListedClaim {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly type: string;
  readonly state: RecoveryState;
  readonly authorityId: string | null;
  readonly receivedOn: PlainDate | null;
  readonly why: string | null;
  /** By the authority's own messages. */
  readonly left: Ore;
  readonly covered: Ore;
  readonly interest: Ore;
}

/** These claims by number; `after` 0 = from the first. At most `limit`. */
export async function listedClaims(
  tx: MunicipalityReadTx,
  asked: { readonly state: RecoveryState | null; readonly after: ClaimNumber | 0n; readonly limit: number },
): Promise<ListedClaim[]> {
  const { rows } = await sql<
    Omit<ListedClaim, 'left' | 'covered' | 'interest'> & { left: bigint; covered: bigint; interest: bigint }
  >`
    select r.claim_number as claim, l.debtor_number as debtor, c.claim_type as type, r.state, r.authority_id as "authorityId",
      r.received_on as "receivedOn", r.ended_why as why, greatest(r.reported_ore - r.covered_ore, 0) as left,
      r.covered_ore as covered, r.interest_ore - r.covered_interest_ore as interest
    from recovery_claim r join claim c using (claim_number)
    cross join lateral (
      select min(debtor_number) as debtor_number from liability l where l.claim_number = r.claim_number) l
    where r.claim_number > ${String(asked.after)}::bigint and (${asked.state}::text is null or r.state = ${asked.state}::text)
    order by r.claim_number limit ${asked.limit}::int`.execute(tx);
  return rows.map((row) => ({
    ...row,
    left: ore(row.left),
    covered: ore(row.covered),
    interest: ore(row.interest),
  }));
}
