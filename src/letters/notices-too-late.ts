import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { troubleWith } from '../platform/due-work.ts';
import { NOTICE_LETTER, type Notice } from './notices.ts';

type Told = Pick<Notice, 'notice' | 'arrivedOn' | 'printedDeadline' | 'withdrawnOn'>;

/**
 * Those of these notices that nobody was told of before the deadline they print, by a day: the letter job refuses them for it, or has
 * stopped trying. They are to be given up (`withdrawNotices`) and written anew. One to whom nobody can be written yet is not among
 * them: another letter would fare no better.
 */
export async function noticesTooLate(
  tx: MunicipalityReadTx,
  notices: readonly Told[],
  on: PlainDate,
): Promise<Set<NoticeId>> {
  const late = notices.filter(
    ({ arrivedOn, printedDeadline, withdrawnOn }) =>
      arrivedOn === null && withdrawnOn === null && printedDeadline !== null && printedDeadline <= on,
  );
  const keys = late.map(({ notice }) => String(notice));
  const troubles = await troubleWith(tx, NOTICE_LETTER, keys);
  return new Set(
    late.flatMap(({ notice }) => {
      const found = troubles.get(String(notice));
      return found?.isStuck === true || found?.trouble === 'deadline-passed' ? [notice] : [];
    }),
  );
}

/** All notices that tell the fee of one of these, where every one of them has been given up: nobody was sent a letter that costs it. */
export async function whoseFeeNobodyWasTold(
  tx: MunicipalityReadTx,
  notices: readonly NoticeId[],
): Promise<NoticeId[]> {
  const { rows } = await sql<{ notice: NoticeId }>`
    select n.notice_id as notice from notice n
    where n.fee_claim in (select fee_claim from notice where notice_id = any (${notices.map(String)}::bigint[]))
      and not exists (select from notice o where o.fee_claim = n.fee_claim and o.withdrawn_on is null)
    order by 1`.execute(tx);
  return rows.map(({ notice }) => notice);
}
