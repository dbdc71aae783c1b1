import { sql } from 'kysely';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** The notices to a debtor about an arrangement of theirs of which no letter has been made, and which were not given up, by number. */
export async function unmadeNoticesOf(
  tx: MunicipalityReadTx,
  { debtor, number }: { readonly debtor: DebtorNumber; readonly number: bigint },
): Promise<NoticeId[]> {
  const { rows } = await sql<{ notice_id: NoticeId }>`
    select notice_id from notice
    where debtor_number = ${debtor} and arrangement = ${String(number)}::bigint and withdrawn_on is null
      and arrived_on is null
      and not exists (select from letter where letter.notice_id = notice.notice_id)
    order by notice_id`.execute(tx);
  return rows.map((row) => row.notice_id);
}
