import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { NoticeKind } from './model.ts';

/** The kind of the newest notice about each of these claims that was not given up; claims without any are left out. */
export async function newestNoticeKinds(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, NoticeKind>> {
  const { rows } = await sql<{ claim_number: ClaimNumber; kind: NoticeKind }>`
    select distinct on (claim_number) claim_number, kind
    from notice_claim join notice using (notice_id)
    where claim_number = any (${claims.map(String)}::bigint[]) and withdrawn_on is null
    order by claim_number, notice_id desc`.execute(tx);
  return new Map(rows.map((row) => [row.claim_number, row.kind]));
}
