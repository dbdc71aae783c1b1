import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** A claim of any type with what tells where it stands by itself. */
export interface ListedClaim {
  readonly claim: ClaimNumber;
  /** Its main claim; a main claim is its own. */
  readonly main: ClaimNumber;
  readonly repayment: boolean;
  readonly due: PlainDate | null;
  /** The last day of timely payment. */
  readonly srb: PlainDate | null;
}

/** The next claims by number, of every type and level; `after` 0 = from the first. At most `limit`. */
export async function claimPage(
  tx: MunicipalityReadTx,
  after: ClaimNumber | 0n,
  limit: number,
): Promise<ListedClaim[]> {
  return listed(
    tx,
    sql`c.claim_number > ${String(after)}::bigint order by c.claim_number limit ${limit}::int`,
  );
}

/** These claims, by number; unknown ones are left out. */
export function listedClaims(tx: MunicipalityReadTx, claims: readonly ClaimNumber[]): Promise<ListedClaim[]> {
  return listed(tx, sql`c.claim_number = any (${claims.map(String)}::bigint[]) order by c.claim_number`);
}

async function listed(tx: MunicipalityReadTx, which: ReturnType<typeof sql>): Promise<ListedClaim[]> {
  const { rows } = await sql<ListedClaim>`
    select c.claim_number as claim, coalesce(c.main_claim, c.claim_number) as main,
      r.claim_number is not null as repayment, c.due_on as due, c.srb_on as srb
    from claim c left join repayment_claim r on r.claim_number = coalesce(c.main_claim, c.claim_number)
    where ${which}`.execute(tx);
  return rows;
}
