import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
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

/** What a notice said, and until when it gave. */
export interface NoticeTold {
  readonly claim: ClaimNumber;
  readonly notice: NoticeId;
  readonly kind: NoticeKind;
  readonly on: PlainDate;
  /** From its arrival where that is known, else as it is printed; null = it gives none. */
  readonly deadline: PlainDate | null;
}

/** The newest notice to a debtor about each claim, of those that were not given up; claims without any are left out. */
export async function newestNoticesTo(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<Map<ClaimNumber, NoticeTold>> {
  const { rows } = await sql<NoticeTold>`
    select distinct on (claim_number) claim_number as claim, notice_id as notice, kind, made_on as on,
      coalesce(deadline, printed_deadline) as deadline
    from notice join notice_claim using (notice_id)
    where debtor_number = ${debtor} and withdrawn_on is null
    order by claim_number, notice_id desc`.execute(tx);
  return new Map(rows.map((row) => [row.claim, row]));
}
