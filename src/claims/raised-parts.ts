import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/**
 * What intake asks of whoever keeps the balances: that the part-claims of an import be raised, in the transaction that
 * takes them in.
 */
export type PostRaisedClaims = (tx: MunicipalityTx, importNumber: bigint) => Promise<void>;

/** A part-claim as it was handed over. */
export interface RaisedPart {
  readonly claim: ClaimNumber;
  /** Its place among the claim's parts, from 1; a later import's parts come after those before. */
  readonly place: number;
  readonly outstanding: Ore;
  /** The day of the repayment decision; the due date of a claim of another kind, or the day it arose. */
  readonly owedFrom: PlainDate;
  readonly importedAt: Temporal.Instant;
}

interface PartRow {
  claim_number: ClaimNumber;
  place: number;
  outstanding_ore: bigint;
  owed_from: PlainDate;
  imported_at: Temporal.Instant;
}

/** The part-claims that an import brought of the next claims after `after`, at most `limit` claims; `after` 0 = from the first. */
export async function raisedParts(
  tx: MunicipalityReadTx,
  importNumber: bigint,
  page: { readonly after: ClaimNumber | 0n; readonly limit: number },
): Promise<RaisedPart[]> {
  const { rows } = await sql<PartRow>`
    with next as (
      select distinct claim_number from part_claim
      where import_number = ${importNumber}::bigint and claim_number > ${page.after}::bigint
      order by claim_number limit ${page.limit}::int),
    placed as (
      select p.claim_number, p.import_number, p.outstanding_ore,
        row_number() over (partition by claim_number order by p.import_number, part_claim_id)::int as place
      from part_claim p join next using (claim_number))
    select claim_number, place, outstanding_ore, coalesce(r.decision_date, c.due_on, c.origin_on) as owed_from,
      i.imported_at
    from placed
    join claim c using (claim_number)
    left join repayment_claim r using (claim_number)
    join claim_import i on i.import_number = placed.import_number
    where placed.import_number = ${importNumber}::bigint
    order by claim_number, place`.execute(tx);
  return rows.map((row) => ({
    claim: row.claim_number,
    place: row.place,
    outstanding: ore(row.outstanding_ore),
    owedFrom: row.owed_from,
    importedAt: row.imported_at,
  }));
}
