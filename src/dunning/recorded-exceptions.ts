import { sql } from 'kysely';
import type { StatedException } from '../claims/notice-exceptions.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What has been recorded of these claims, the newest of each who owes them; those that wait for a second person are left out. */
export async function statedExceptions(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, StatedException[]>> {
  if (claims.length === 0) return new Map();
  return Map.groupBy(
    (await recordedExceptions(tx, claims)).filter(({ counts }) => counts),
    ({ claim }) => claim,
  );
}

export interface RecordedException extends StatedException {
  readonly claim: ClaimNumber;
  readonly entry: number;
  readonly by: string;
  /** No second person is waited for. */
  readonly counts: boolean;
}

/** The same with those that wait for a second person. */
export async function recordedExceptions(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<RecordedException[]> {
  const { rows } = await sql<RecordedException>`
    select distinct on (claim_number, debtor_number) claim_number as claim, debtor_number as debtor, entry, reason,
      recorded_on as "on", recorded_by as by, reason <> 'hurts-recovery' or approved_by is not null as counts
    from notice_exception left join notice_exception_approval using (claim_number, debtor_number, entry)
    where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, debtor_number, entry desc`.execute(tx);
  return rows;
}
