import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** What a letter says of a claim besides its amounts. It never changes with payments. */
export interface ClaimDescription {
  readonly claimNumber: ClaimNumber;
  readonly accountNumber: bigint;
  readonly law: string;
  readonly benefit: string;
  readonly periodFrom: PlainDate;
  readonly periodTo: PlainDate;
  readonly decisionDate: PlainDate;
  readonly helpStopped: PlainDate | null;
  readonly knownFrom: PlainDate | null;
  /** The earliest day it can lapse; null while the help runs. */
  readonly lapseEarliest: PlainDate | null;
  /** Two are liable for it together (aktivloven § 92). */
  readonly joint: boolean;
}

/** These repayment claims, open or not. Unknown ones are left out, and claims of other kinds. */
export async function describeClaims(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimDescription>> {
  const { rows } = await sql<ClaimDescription>`
    select claim_number as "claimNumber", account_number as "accountNumber", claim.law, benefit, claim.period_from as "periodFrom",
      period_to as "periodTo", decision_date as "decisionDate", help_stopped as "helpStopped", known_from as "knownFrom",
      lapse_earliest as "lapseEarliest",
      exists (select from liability l where l.claim_number = claim.claim_number and l.kind = 'joint') as joint
    from claim join repayment_claim using (claim_number) where claim_number = any (${claims.map(String)}::bigint[])`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.claimNumber, row]));
}
