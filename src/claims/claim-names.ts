import { sql } from 'kysely';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { ClaimNumber } from './types.ts';

/** The source system's own name for a claim. */
export interface ClaimName {
  readonly sourceSystem: string;
  readonly claimId: string;
}

/** The number of the claim that the source system calls so; null when there is none. */
export async function claimByName(
  tx: MunicipalityReadTx,
  { sourceSystem, claimId }: ClaimName,
): Promise<ClaimNumber | null> {
  const { rows } = await sql<{ claim_number: ClaimNumber }>`
    select claim_number from claim where source_system = ${sourceSystem} and claim_id = ${claimId}`.execute(
    tx,
  );
  return rows[0]?.claim_number ?? null;
}

/** What the source systems call these claims; unknown numbers are left out. */
export async function claimNames(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, ClaimName>> {
  const { rows } = await sql<{ claim_number: ClaimNumber; source_system: string; claim_id: string }>`
    select claim_number, source_system, claim_id from claim
    where claim_number = any (${claims.map(String)}::bigint[])`.execute(tx);
  return new Map(
    rows.map((row) => [row.claim_number, { sourceSystem: row.source_system, claimId: row.claim_id }]),
  );
}
