import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A claim that is collected here and registered for set-off alone, or on its way to be. */
export interface ListedRegistration {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly type: string;
  readonly state: 'on-its-way' | 'registered';
  readonly authorityId: string | null;
  readonly registeredOn: PlainDate | null;
  /** By the authority's own messages. */
  readonly left: Ore;
  readonly covered: Ore;
}

/** The registrations that stand, by the claim's number. At most `limit`. */
export async function listedRegistrations(
  tx: MunicipalityReadTx,
  limit: number,
): Promise<ListedRegistration[]> {
  const { rows } = await sql<
    Omit<ListedRegistration, 'left' | 'covered'> & { left: bigint; covered: bigint }
  >`
    select r.claim_number as claim, l.debtor_number as debtor, c.claim_type as type, r.state, r.authority_id as "authorityId",
      r.registered_on as "registeredOn", greatest(r.reported_ore - r.covered_ore, 0) as left, r.covered_ore as covered
    from set_off_registration r join claim c using (claim_number)
    cross join lateral (
      select min(debtor_number) as debtor_number from liability l where l.claim_number = r.claim_number) l
    where r.ended_on is null order by r.claim_number limit ${limit}::int`.execute(tx);
  return rows.map((row) => ({ ...row, left: ore(row.left), covered: ore(row.covered) }));
}
