import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** What interest and fees of a main claim depend on. */
export interface MainClaim {
  readonly claim: ClaimNumber;
  /** Its code in the list of claim types. */
  readonly type: string;
  readonly origin: PlainDate | null;
  readonly due: PlainDate | null;
  /** The last day of timely payment. */
  readonly srb: PlainDate | null;
  /**
   * The same as it was before anything was agreed about the claim: what interest counts from. An agreement moves the day for its
   * steps and its limitation; interest rests by the hold.
   */
  readonly srbBeforeAgreed: PlainDate | null;
  /** The day payment was asked for. */
  readonly demandSent: PlainDate | null;
  /** Of a loan: the day it was paid out; null = not told. */
  readonly paidOut: PlainDate | null;
}

/** These main claims by their numbers; interest, fees and unknown claims are left out. */
export async function mainClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, MainClaim>> {
  if (claims.length === 0) return new Map();
  const { rows } = await sql<MainClaim>`
    select ${columns} from claim c where claim_number = any (${claims.map(String)}::bigint[]) and level = 'main'`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.claim, row]));
}

/** The main claims of other kinds than repayment that an import brought, by number. */
export async function ordinaryClaimsOfImport(
  tx: MunicipalityReadTx,
  importNumber: bigint,
): Promise<MainClaim[]> {
  const { rows } = await sql<MainClaim>`
    select ${columns} from claim c where import_number = ${importNumber}::bigint and level = 'main'
      and not exists (select from repayment_claim r where r.claim_number = c.claim_number)
    order by claim_number`.execute(tx);
  return rows;
}

const columns = sql`c.claim_number as claim, c.claim_type as type, c.origin_on as origin, c.due_on as due, c.demand_sent_on as "demandSent",
  c.paid_out_on as "paidOut",
  c.srb_on as srb, coalesce((
    select d.before::date from claim_date_change d
    where d.claim_number = c.claim_number and d.field = 'srb' and d.because in ('arrangement', 'arrangement-ended')
    order by d.entry limit 1), c.srb_on) as "srbBeforeAgreed"`;
